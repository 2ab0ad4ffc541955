import { describe, expect, it } from 'vitest'
import type { Closing } from '../../shared/board.ts'
import type { Controls } from '../../worker/board/controls.ts'
import type { Roster } from '../../worker/board/roster.ts'
import { Stopper } from '../../worker/board/stopper.ts'

const STARTED = Date.UTC(2026, 10, 23, 8)
const MINUTE = 60_000

/** A campaign that was started at eight; its last agent left at `emptySince`. */
function running(closing: Partial<Closing>, emptySince: number | null = null) {
  const set = new Map<string, { value: unknown; at: number }>([
    ['closing', { value: { whenEmpty: false, time: null, zone: 'UTC', ...closing }, at: STARTED }],
    ['dialling', { value: true, at: STARTED }],
  ])
  const asked: number[] = []
  const underWay: Promise<void>[] = []
  const dialer = { refuses: false }
  const stopper = new Stopper({
    controls: { get: (name: string) => set.get(name) } as unknown as Controls,
    roster: { emptySince: () => emptySince } as unknown as Roster,
    stop: async () => {
      asked.push(1)
      if (dialer.refuses) throw new Error('no')
      set.set('dialling', { value: false, at: STARTED + 1 })
    },
    keepAlive: (promise) => void underWay.push(promise),
    settled: () => undefined,
  })
  const drain = async (now: number) => {
    stopper.drain(now)
    await Promise.all(underWay.splice(0))
  }
  return { stopper, asked, dialer, drain, isRunning: () => set.get('dialling')?.value }
}

describe('a campaign that was told to stop by itself', () => {
  it('does at its closing time, once, and not a moment before', async () => {
    const { stopper, asked, drain, isRunning } = running({ time: '20:00' })
    const closes = Date.UTC(2026, 10, 23, 20)
    expect(stopper.nextDue(STARTED)).toBe(closes)
    await drain(closes - 1)
    expect(asked).toHaveLength(0)
    await drain(closes)
    await drain(closes + MINUTE)
    expect(asked).toHaveLength(1)
    expect(isRunning()).toBe(false)
    expect(stopper.nextDue(closes + MINUTE)).toBeNull()
  })

  it('does five minutes after the last agent has left', async () => {
    const left = STARTED + 30 * MINUTE
    const { stopper, asked, drain } = running({ whenEmpty: true }, left)
    expect(stopper.nextDue(left)).toBe(left + 5 * MINUTE)
    await drain(left + 4 * MINUTE)
    expect(asked).toHaveLength(0)
    await drain(left + 5 * MINUTE)
    expect(asked).toHaveLength(1)
  })

  it('is tried again after a dialer that refused, and counts as running until then', async () => {
    const { stopper, asked, dialer, drain, isRunning } = running({ time: '08:01' })
    dialer.refuses = true
    await drain(Date.now())
    expect(asked).toHaveLength(1)
    expect(isRunning()).toBe(true)
    const again = stopper.nextDue(Date.now())
    expect(again).toBeGreaterThan(Date.now() - 1)
    dialer.refuses = false
    await drain(again ?? 0)
    expect(asked).toHaveLength(2)
    expect(isRunning()).toBe(false)
  })
})
