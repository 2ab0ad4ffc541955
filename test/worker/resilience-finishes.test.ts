/**
 * Where a finish stands when its answer was lost, and what a second one does to dialers that take
 * it, refuse it, or queue the agent again for it.
 */
import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/protocol.ts'
import type { DeliveryState } from '../../shared/session.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, BEN, finish, type SignedIn, TYPED, useWorker } from './live-session.ts'
import { ALREADY_STORED, type Fate, type ScriptedDialer } from './scripted-dialer.ts'

const noMusic: Command = { type: 'hear-music', callId: 'silent', yes: false }

const retry = (callId: string): Command => ({ type: 'retry', callId })

const unsent = (console: ConsoleClient, ...states: readonly DeliveryState[]) =>
  console.until(() => {
    const now = console.session?.unsent.map(({ state }) => state)
    return now?.join() === states.join() ? true : undefined
  })

/** What a second answer to the same call leads to, by kind of dialer. */
const DIALERS: Readonly<Record<ScriptedDialer['secondFinish'], DeliveryState>> = {
  accepted: 'stored',
  fault: 'unconfirmed',
  requeue: 'stored',
}

describe.concurrent.each(Object.entries(DIALERS))(
  'with a dialer whose second answer is: %s',
  (kind, again) => {
    const live = useWorker()

    /** An agent who has finished a call whose answer never came. */
    async function inDoubt(id: string, fate: Fate = 'answer-lost'): Promise<SignedIn> {
      const { dialer } = live.worker
      dialer.secondFinish = kind as ScriptedDialer['secondFinish']
      const signedIn = await live.signedIn()
      const { ann, agentId } = signedIn
      dialer.connect(agentId, { ...ANN, id })
      await ann.inPhase('on-call')
      dialer.nextOf(agentId, 'storeAgentResponse', fate)
      expect(await ann.command(finish(id))).toMatchObject({ ok: true })
      await unsent(ann, 'sending')
      await dialer.holding(agentId)
      return signedIn
    }

    const stores = (callId: string) =>
      live.worker.dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)

    it('the next call proves a finish, which is not sent twice', async ({ expect }) => {
      const { ann, agentId } = await inDoubt('proven')
      live.worker.dialer.connect(agentId, { ...BEN, id: 'proof' })
      await ann.inPhase('on-call', ({ call }) => call.id === 'proof')
      expect(ann.session?.unsent).toEqual([])
      await expect.poll(() => live.logged('proven')).toMatchObject({ state: 'stored-by-next-call' })
      expect(stores('proven')).toHaveLength(1)
      expect(live.worker.dialer.cutOff).toEqual([])
      await ann.close()
    })

    it('the same call told again has the finish sent again, which had not arrived', async ({
      expect,
    }) => {
      const { ann, agentId } = await inDoubt('not-arrived', 'cut')
      live.worker.dialer.repeat(agentId, { ...ANN, id: 'not-arrived' })
      await unsent(ann)
      await expect
        .poll(() => live.logged('not-arrived'))
        .toMatchObject({ state: 'stored', sentAgain: true })
      expect(stores('not-arrived')).toHaveLength(2)
      await ann.close()
    })

    it(`a finish that had arrived and is sent again by mistake is ${again}, and marked`, async ({
      expect,
    }) => {
      const { ann, agentId } = await inDoubt('arrived')
      live.worker.dialer.repeat(agentId, { ...ANN, id: 'arrived' })
      await expect
        .poll(() => live.logged('arrived'), { timeout: 20_000 })
        .toMatchObject({ state: again, sentAgain: true })
      if (again === 'unconfirmed') {
        await unsent(ann, 'unconfirmed')
        expect(ann.session?.unsent).toMatchObject([{ words: ALREADY_STORED, draft: TYPED }])
      }
      expect(stores('arrived')).toHaveLength(2)
      live.worker.dialer.connect(agentId, { ...BEN, id: 'after-arrived' })
      await ann.inPhase('on-call', ({ call }) => call.id === 'after-arrived')
      expect(live.worker.dialer.cutOff).toEqual([])
      await ann.close()
    })

    it('nobody can tell of a finish once the agent has left; by hand it may be sent again', async ({
      expect,
    }) => {
      const { ann } = await inDoubt('nobody-knows')
      await ann.command({ type: 'log-off' })
      await ann.inPhase('signed-out')
      await unsent(ann, 'unconfirmed')
      await expect.poll(() => live.logged('nobody-knows')).toMatchObject({ state: 'unconfirmed' })
      expect(stores('nobody-knows')).toHaveLength(1)
      expect(await ann.command(retry('nobody-knows'))).toMatchObject({ ok: true })
      await expect
        .poll(() => live.logged('nobody-knows'))
        .toMatchObject({ state: again, sentAgain: true })
      await ann.close()
    })

    it('a finish in doubt is not sent by hand while somebody else is on the line', async ({
      expect,
    }) => {
      const { ann, agentId } = await inDoubt('doubted')
      await ann.command({ type: 'log-off' })
      await unsent(ann, 'unconfirmed')
      await ann.command({ type: 'log-in', agentId })
      await live.worker.dialer.holding(agentId)
      live.worker.dialer.connect(agentId, { ...BEN, id: 'on-the-line' })
      await ann.inPhase('on-call', ({ call }) => call.id === 'on-the-line')
      expect(await ann.command(retry('doubted'))).toMatchObject({ ok: false, code: 'not-now' })
      expect(live.worker.dialer.cutOff).toEqual([])
      await ann.close()
    })

    it('silence, and no music in the agent’s ear, has the dialer asked, which tells who is there', async ({
      expect,
    }) => {
      const { ann, agentId } = await inDoubt('silent')
      await ann.inPhase('waiting', ({ askMusicFor }) => askMusicFor === 'silent')
      expect(await ann.command(noMusic)).toMatchObject({ ok: true })
      await ann.inPhase('waiting', ({ searching }) => searching)
      live.worker.dialer.connect(agentId, { ...BEN, id: 'somebody-else' })
      await ann.inPhase('on-call', ({ call }) => call.id === 'somebody-else')
      await expect.poll(() => live.logged('silent')).toMatchObject({ state: 'stored-by-next-call' })
      expect(stores('silent')).toHaveLength(1)
      expect(live.worker.dialer.cutOff).toEqual([])
      await ann.close()
    }, 30_000)
  },
)

describe.concurrent('a finish in doubt at a dialer that tells a call once', () => {
  const live = useWorker({ DIALER_DELIVERY: 'once' })

  it('is sent again after silence, and no music in the agent’s ear', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'silent' })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', 'answer-lost')
    expect(await ann.command(finish('silent'))).toMatchObject({ ok: true })
    await ann.inPhase('waiting', ({ askMusicFor }) => askMusicFor === 'silent')
    expect(await ann.command(noMusic)).toMatchObject({ ok: true })
    await expect
      .poll(() => live.logged('silent'))
      .toMatchObject({ state: 'stored', sentAgain: true })
    await ann.close()
  }, 30_000)
})
