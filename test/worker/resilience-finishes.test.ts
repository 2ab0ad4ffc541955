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
      live.worker.dialer.connect(agentId, { ...ANN, id: 'not-arrived' })
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
      live.worker.dialer.connect(agentId, { ...ANN, id: 'arrived' })
      await expect
        .poll(() => live.logged('arrived'))
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

    it(`silence, and no music in the agent’s ear, have it sent again: then it is ${again}`, async ({
      expect,
    }) => {
      const { ann } = await inDoubt('silent')
      await ann.inPhase('waiting', ({ askMusicFor }) => askMusicFor === 'silent')
      expect(await ann.command({ type: 'hear-music', callId: 'silent', yes: false })).toMatchObject(
        {
          ok: true,
        },
      )
      await expect
        .poll(() => live.logged('silent'))
        .toMatchObject({ state: again, sentAgain: true })
      await ann.close()
    }, 30_000)
  },
)

describe('a finish', () => {
  const live = useWorker()

  it('whose frame comes twice is accepted once', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'replayed' })
    await ann.inPhase('on-call')
    const frame = JSON.stringify({ ...finish('replayed'), id: 'again' })
    ann.sendRaw(frame)
    ann.sendRaw(frame)
    const answers = () =>
      ann.updates.flatMap((update) =>
        update.type === 'answer' && update.id === 'again' ? update : [],
      )
    await expect.poll(() => answers().length).toBe(2)
    expect(answers()).toMatchObject([{ ok: true }, { ok: false, code: 'already-finished' }])
    await dialer.holding(agentId)
    expect(dialer.of('storeAgentResponse')).toHaveLength(1)
    await ann.close()
  })

  it('that the dialer refuses opens the call again, and can be mended', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'mended' })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', { fault: 'Notes are too long' })
    await ann.command(finish('mended'))
    const open = await ann.inPhase('on-call', ({ refusal }) => refusal !== null)
    expect(open).toMatchObject({ draft: TYPED, refusal: 'Notes are too long', phone: 'up' })
    await ann.command(finish('mended'))
    await dialer.holding(agentId)
    expect(ann.session?.unsent).toEqual([])
    await ann.close()
  })

  it('whose answer is lost after the agent has left is unconfirmed, and not sent by itself', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'left-behind' })
    await ann.inPhase('on-call')
    const lost = Promise.withResolvers<void>()
    dialer.nextOf(agentId, 'storeAgentResponse', { after: lost.promise, lost: true })
    await ann.command(finish('left-behind'))
    const stores = () =>
      dialer.of('storeAgentResponse').filter(({ callId }) => callId === 'left-behind').length
    await dialer.until(() => stores() === 1)
    await ann.command({ type: 'phone-gone' })
    await ann.inPhase('signed-out')
    expect(ann.session?.unsent).toMatchObject([{ state: 'sending', draft: TYPED }])
    lost.resolve()
    await unsent(ann, 'unconfirmed')
    await expect.poll(() => live.logged('left-behind')).toMatchObject({ state: 'unconfirmed' })
    expect(stores()).toBe(1)
    await ann.close()
  })

  it('that let the agent go never ends their next session, sent again by hand', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'was-last' })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', 'cut', { fault: 'Busy' })
    await ann.command(finish('was-last', true))
    await ann.inPhase('signed-out')
    await unsent(ann, 'unconfirmed')
    expect(await ann.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
    await dialer.holding(agentId)
    expect(await ann.command(retry('was-last'))).toMatchObject({ ok: true })
    await unsent(ann)
    const sent = dialer.of('storeAgentResponse').filter(({ callId }) => callId === 'was-last')
    expect(sent.map(({ lastcall }) => lastcall)).toEqual([true, true, false])
    await ann.close()
  })
})
