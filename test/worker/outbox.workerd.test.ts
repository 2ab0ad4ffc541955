import { describe, expect, it, vi } from 'vitest'
import { inScene } from './outbox-scene.workerd.ts'

describe('what a session has to tell its board', () => {
  it('is sent at once, as it stands then, and not again when it was taken', () =>
    inScene(async (scene) => {
      scene.open('77')
      scene.stored('77')
      scene.open('78')
      await scene.deliver()
      expect(scene.heard).toEqual([['1', ['77 stored', '78 open', '-']]])
      expect(scene.due).toBeNull()
      scene.move()
      await scene.deliver()
      expect(scene.heard).toHaveLength(1)
      expect(scene.due).toBeNull()
    }))

  it('waits while the processor is busy, unless somebody has come or gone', async () => {
    vi.useFakeTimers()
    await inScene(async (scene) => {
      scene.open('77')
      scene.outbox.drain(Date.now())
      vi.setSystemTime(Date.now() + 1_000)
      await vi.advanceTimersByTimeAsync(600)
      expect(scene.heard).toEqual([])
      await vi.advanceTimersByTimeAsync(2_500)
      await scene.delivered()
      scene.move(true)
      await scene.deliver()
      expect(scene.heard).toEqual([
        ['1', ['77 open', '-']],
        ['1', ['-']],
      ])
    }).finally(() => vi.useRealTimers())
  })

  it('stays while the board is away, and comes again at a later moment', () =>
    inScene(async (scene) => {
      scene.meanwhile = () => {
        throw new Error('the board is away')
      }
      scene.open('77')
      const lines = vi.spyOn(console, 'log').mockReturnValue()
      await scene.deliver()
      expect(lines.mock.calls).toEqual([
        ['{"event":"trip","what":"news","error":"Error","tries":1}'],
      ])
      lines.mockRestore()
      const due = scene.due ?? 0
      expect(due).toBeGreaterThan(Date.now())
      scene.open('78')
      scene.meanwhile = () => undefined
      scene.outbox.drain(due - 1)
      await scene.delivered()
      expect(scene.heard).toEqual([])
      scene.outbox.drain(due)
      await scene.delivered()
      expect(scene.heard).toEqual([['1', ['77 open', '78 open', '-']]])
    }))

  it('is told anew where the answer was lost, also if all is again as it was before', () =>
    inScene(async (scene) => {
      scene.move(true)
      await scene.deliver()
      scene.move(false)
      await scene.deliverInVain()
      scene.move(true)
      scene.outbox.drain(scene.due ?? 0)
      await scene.delivered()
      expect(scene.heard).toHaveLength(3)
      expect(scene.due).toBeNull()
    }))

  it('that changes while it is on its way is sent once more', () =>
    inScene(async (scene) => {
      scene.open('77')
      scene.meanwhile = () => scene.stored('77')
      await scene.deliver()
      scene.meanwhile = () => undefined
      await scene.deliver()
      expect(scene.heard).toEqual([
        ['1', ['77 open', '-']],
        ['1', ['77 stored']],
      ])
      expect(scene.due).toBeNull()
    }))

  it('says once where the agent is, and to the old campaign that they have left', () =>
    inScene(async (scene) => {
      for (const campaignId of ['1', '1', '2']) {
        scene.move(true, campaignId)
        await scene.deliver()
      }
      await scene.deliver()
      expect(scene.heard).toEqual([
        ['1', ['-']],
        ['1', ['-']],
        ['2', ['-']],
      ])
      expect(scene.due).toBeNull()
      expect(scene.boards).toBe(1)
    }))

  it('does not wait for more when somebody comes while the last news is on its way', () =>
    inScene(async (scene) => {
      // No pause ends by itself.
      vi.useFakeTimers()
      scene.meanwhile = () => scene.move(true)
      scene.open('77')
      scene.outbox.drain(Date.now())
      await vi.advanceTimersByTimeAsync(2_500)
      await scene.delivered()
      scene.meanwhile = () => undefined
      await scene.deliver()
      expect(scene.heard).toEqual([
        ['1', ['77 open', '-']],
        ['1', ['-']],
      ])
    }).finally(() => vi.useRealTimers()))

  it('is told at once to who asks, also what came while other news was on its way', () =>
    inScene(async (scene) => {
      // No pause ends by itself.
      vi.useFakeTimers()
      scene.open('77')
      scene.outbox.drain(Date.now())
      scene.meanwhile = () => {
        scene.meanwhile = () => undefined
        scene.stored('77')
      }
      await scene.outbox.tellNow()
      expect(scene.heard).toEqual([
        ['1', ['77 open', '-']],
        ['1', ['77 stored']],
      ])
      await scene.outbox.tellNow()
      expect(scene.heard).toHaveLength(2)
    }).finally(() => vi.useRealTimers()))

  it('is known to a later life of the session', () =>
    inScene(async (scene) => {
      scene.open('77')
      await scene.deliver()
      scene.newLife()
      scene.look()
      expect(scene.due).toBeNull()
      scene.stored('77')
      scene.newLife()
      scene.look()
      await scene.deliver()
      expect(scene.heard.at(-1)).toEqual(['1', ['77 stored', '-']])
      expect(scene.due).toBeNull()
    }))

  it('gets higher numbers if the board knows higher ones from a clock that was ahead', () =>
    inScene(async (scene) => {
      const ahead = Date.now() + 3_600_000
      scene.answer = (newest) => Math.max(newest, ahead)
      scene.open('77')
      await scene.deliver()
      expect(scene.due).not.toBeNull()
      await scene.deliver()
      expect(scene.heard.map(([, subjects]) => subjects)).toEqual([
        ['77 open', '-'],
        ['77 open', '-'],
      ])
      expect(scene.numbers[1]).toBeGreaterThan(ahead)
      expect(scene.due).toBeNull()
    }))

  it('is told in several letters when it is much', () =>
    inScene(async (scene) => {
      for (let id = 0; id < 60; id++) scene.open(String(id))
      await scene.deliver()
      await scene.deliver()
      expect(scene.heard.map(([, subjects]) => subjects.length)).toEqual([51, 10])
      expect(scene.numbers[1]).toBeGreaterThan(scene.numbers[0] ?? Number.NaN)
      expect(scene.due).toBeNull()
    }))

  it('is taken back from a board that may have heard of somebody who has left since', () =>
    inScene(async (scene) => {
      scene.move(true, '1')
      await scene.deliverInVain()
      scene.newLife()
      scene.move(true, '2')
      await scene.deliver()
      await scene.deliver()
      expect(scene.heard.map(([campaignId]) => campaignId)).toEqual(['1', '1', '2'])
      expect(scene.boards).toBe(1)
    }))
})
