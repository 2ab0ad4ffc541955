/** A person on the line, whatever the agent is doing at that moment. */
import { describe, it } from 'vitest'
import { askRoute } from './board-client.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, BEN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

const pops = (console: ConsoleClient) => console.updates.filter(({ type }) => type === 'pop').length

const kicksOf = (agentId: string) =>
  live.worker.dialer.of('kickAgent').filter((asked) => asked.agentId === agentId).length

/** Every pause that a console was told of, in whole seconds. */
function pausesOf({ updates }: ConsoleClient): number[] {
  const pauses = new Map<number, number>()
  for (const update of updates) {
    if (update.type !== 'snapshot' || update.session.state.phase !== 'waiting') continue
    const { nextTryAt } = update.session.state
    if (nextTryAt === null || pauses.has(nextTryAt)) continue
    pauses.set(nextTryAt, Math.round((nextTryAt - update.session.at) / 1_000))
  }
  return [...pauses.values()]
}

describe.concurrent('a call that arrives', () => {
  it('before the agent logs off wins: they are on the call', async ({ expect }) => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'first' })
    await ann.inPhase('on-call')
    expect(await ann.command({ type: 'log-off' })).toMatchObject({ ok: false, code: 'not-now' })
    expect(ann.session?.state.phase).toBe('on-call')
    expect(kicksOf(agentId)).toBe(0)
    await ann.close()
  })

  it('after the agent began to log off is cut off, logged, and on no screen', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const kicked = Promise.withResolvers<void>()
    dialer.nextOf(agentId, 'kickAgent', { after: kicked.promise })
    const loggedOff = ann.command({ type: 'log-off' })
    await dialer.until(() => kicksOf(agentId) === 1)
    dialer.connect(agentId, { ...ANN, id: 'too-late' })
    const cutOff = { state: 'unfinished', shown: false, notes: '', response: '' }
    await expect.poll(() => live.logged('too-late')).toMatchObject(cutOff)
    kicked.resolve()
    expect(await loggedOff).toMatchObject({ ok: true })
    expect(await ann.inPhase('signed-out')).toMatchObject({ why: 'log-off', hangUp: false })
    expect(pops(ann)).toBe(0)
    await ann.close()
  })

  it('although another is on screen replaces it; what was typed there is kept', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    await ann.command({ type: 'no-screen' })
    await dialer.holding(agentId, 2)
    dialer.connect(agentId, { ...ANN, id: 'replaced' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'replaced', draft: TYPED })
    dialer.connect(agentId, { ...BEN, id: 'replacing' })
    const { draft } = await ann.inPhase('on-call', ({ call }) => call.id === 'replacing')
    expect(draft).toEqual({ dispositions: [], notes: '' })
    expect(ann.session?.unsent).toMatchObject([
      { call: { id: 'replaced' }, draft: TYPED, state: 'unfinished' },
    ])
    await ann.until(() => pops(ann) === 2 || undefined)
    await ann.close()
  })

  it('after a kick is cut off, and takes nobody’s call from the screen', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    await ann.command({ type: 'no-screen' })
    await dialer.holding(agentId, 2)
    dialer.connect(agentId, { ...ANN, id: 'kicked-from' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'kicked-from', draft: TYPED })
    await askRoute(live.worker, `/users/${user}/kick`, { method: 'POST' })
    await ann.inPhase('on-call', ({ phone }) => phone === 'gone')
    dialer.connect(agentId, { ...BEN, id: 'behind-the-kick' })
    await expect
      .poll(() => live.logged('behind-the-kick'))
      .toMatchObject({ state: 'unfinished', shown: false })
    expect(ann.session?.state).toMatchObject({
      phase: 'on-call',
      call: { id: 'kicked-from' },
      draft: TYPED,
      phone: 'gone',
    })
    await ann.close()
  })

  it('while no console is open is on screen when one opens, and pops nowhere', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    await ann.close()
    dialer.connect(agentId, { ...ANN, id: 'unattended' })
    await expect
      .poll(() => live.logged('unattended'))
      .toMatchObject({ state: 'open', shown: false })
    const late = await live.worker.open(user)
    expect(await late.inPhase('on-call')).toMatchObject({ call: { id: 'unattended' } })
    expect(pops(late)).toBe(0)
    expect(await late.command(finish('unattended'))).toMatchObject({ ok: true })
    await dialer.holding(agentId)
    await expect
      .poll(() => live.logged('unattended'))
      .toMatchObject({ state: 'stored', shown: true })
    await late.close()
  })

  it('and was finished before is asked past, with pauses that grow, until there is another', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'done' })
    await ann.inPhase('on-call')
    await ann.command(finish('done'))
    for (const _ of [1, 2]) {
      await dialer.holding(agentId)
      dialer.connect(agentId, { ...ANN, id: 'done' })
      await dialer.holding(agentId, 0)
    }
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...BEN, id: 'another' })
    await ann.inPhase('on-call', ({ call }) => call.id === 'another')
    expect(pausesOf(ann)).toEqual([1, 2])
    expect(dialer.of('storeAgentResponse').filter(({ callId }) => callId === 'done')).toHaveLength(
      1,
    )
    await ann.close()
  })
})

/** What an agent may be doing when a wait of an earlier session answers. */
const LATER: Readonly<Record<string, (ann: ConsoleClient, agentId: string) => Promise<unknown>>> = {
  'is signed out': (ann) => ann.inPhase('signed-out'),
  'has their phone ringing': async (ann) => {
    await ann.command({ type: 'call-me', phoneNumber: '3105550100' })
    await ann.inPhase('calling-back')
  },
  'waits under another agent id': async (ann, agentId) => {
    await ann.command({ type: 'log-in', agentId: `${agentId}9` })
    await live.worker.dialer.holding(`${agentId}9`)
  },
  'talks under another agent id': async (ann, agentId) => {
    const { dialer } = live.worker
    await ann.command({ type: 'log-in', agentId: `${agentId}9` })
    await dialer.holding(`${agentId}9`)
    dialer.connect(`${agentId}9`, { ...BEN, id: `present-${agentId}` })
    await ann.inPhase('on-call')
    await ann.until(() => pops(ann) || undefined)
  },
}

describe.concurrent('the answer of an earlier session’s wait', () => {
  it.for(Object.entries(LATER))(
    'while the agent %s is hung up on and logged',
    async (row, { expect }) => {
      const [, later] = row
      const { dialer } = live.worker
      const { ann, agentId } = await live.signedIn()
      await ann.command({ type: 'phone-gone' })
      await ann.inPhase('signed-out')
      await dialer.until(() => kicksOf(agentId) === 1)
      await later(ann, agentId)
      const before = [ann.session?.state, pops(ann)]
      dialer.connect(agentId, { ...ANN, id: `late-${agentId}` })
      await dialer.until(() => kicksOf(agentId) === 2)
      const cutOff = { state: 'unfinished', shown: false, userId: ann.session?.userId }
      await expect.poll(() => live.logged(`late-${agentId}`)).toMatchObject(cutOff)
      expect([ann.session?.state, pops(ann)]).toEqual(before)
      await ann.close()
    },
  )

  it('while somebody else has the agent id hangs up on nobody', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    await ann.command({ type: 'phone-gone' })
    await dialer.until(() => kicksOf(agentId) === 1)
    const bob = await live.worker.open('heir@acme.example')
    expect(await bob.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
    await dialer.holding(agentId, 2)
    // The dialer tells the wait that was parked first.
    dialer.connect(agentId, { ...ANN, id: `heirs-${agentId}` })
    await expect.poll(() => live.logged(`heirs-${agentId}`)).toMatchObject({ shown: false })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(kicksOf(agentId)).toBe(1)
    await Promise.all([ann.close(), bob.close()])
  })
})
