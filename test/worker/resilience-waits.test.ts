/** The wait while the dialer, the line or the worker itself is in trouble. */
import { describe, it } from 'vitest'
import type { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'

const forgets = (agentId: string) => `Agent ${agentId} is not logged in to campaign 874100`

type Live = ReturnType<typeof useWorker>

const waitsOf = ({ worker }: Live, agentId: string) =>
  worker.dialer.of('getConnectionForAgent').filter((asked) => asked.agentId === agentId).length

/** Every state of waiting that a console was told of. */
const waitsSeen = ({ updates }: ConsoleClient) =>
  updates.flatMap((update) =>
    update.type === 'snapshot' && update.session.state.phase === 'waiting'
      ? { ...update.session.state, at: update.session.at }
      : [],
  )

describe.concurrent('a dialer that was restarted and has forgotten everybody', () => {
  const live = useWorker()

  it('ends a wait after four faults, in its own words, with one kick', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const fault = { fault: forgets(agentId) }
    dialer.nextOf(agentId, 'getConnectionForAgent', fault, fault, fault)
    dialer.endWaits(agentId, forgets(agentId))
    const trouble = await ann.inPhase('waiting', (state) => state.dialer === 'retrying')
    expect(trouble.troubleSince).not.toBeNull()
    expect(trouble.nextTryAt).toBeGreaterThan(ann.session?.at ?? 0)
    expect(await ann.inPhase('signed-out')).toMatchObject({
      why: 'dialer',
      words: forgets(agentId),
      hangUp: true,
    })
    expect(waitsOf(live, agentId)).toBe(4)
    await dialer.until(() => dialer.of('kickAgent').some((asked) => asked.agentId === agentId))
    await ann.close()
  }, 40_000)

  it('refuses the finish of an open call, which can be left and is on the list', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'forgotten' })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', { fault: forgets(agentId) })
    await ann.command(finish('forgotten'))
    expect(await ann.inPhase('on-call', ({ refusal }) => refusal !== null)).toMatchObject({
      refusal: forgets(agentId),
      draft: TYPED,
    })
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'forgotten' })
    await ann.close()
    const back = await live.worker.open(user)
    expect(await back.inPhase('signed-out')).toMatchObject({ why: 'phone-gone' })
    expect(back.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    await expect.poll(() => live.logged('forgotten')).toMatchObject({ state: 'unfinished' })
    await back.close()
  })
})

describe.concurrent('a log-in whose answer was lost', () => {
  const live = useWorker()

  it('had worked if the wait is held: the next call is shown', async ({ expect }) => {
    const { dialer } = live.worker
    const ann = await live.worker.open('had-worked@acme.example')
    dialer.nextOf('7301', 'loginAgent', 'answer-lost')
    expect(await ann.command({ type: 'log-in', agentId: '7301' })).toMatchObject({ ok: true })
    await dialer.holding('7301')
    dialer.connect('7301', { ...ANN, id: 'after-all' })
    expect(await ann.inPhase('on-call')).toMatchObject({ call: { id: 'after-all' } })
    await ann.close()
  })

  it('had not if the wait is refused: the id can be typed again, beside the dialer’s words', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const ann = await live.worker.open('had-not@acme.example')
    dialer.nextOf('7302', 'loginAgent', 'cut')
    dialer.nextOf('7302', 'getConnectionForAgent', { fault: forgets('7302') })
    await ann.command({ type: 'log-in', agentId: '7302' })
    expect(await ann.inPhase('calling-back')).toMatchObject({ refusal: forgets('7302') })
    expect(await ann.command({ type: 'log-in', agentId: '7302' })).toMatchObject({ ok: true })
    await dialer.holding('7302')
    await ann.close()
  })
})

describe.concurrent('a wait that comes back at once', () => {
  const live = useWorker()

  it('from a gateway is trouble: asked again after growing pauses, and said since when', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const gateway = { status: 502, body: '<h1>Bad Gateway</h1>' }
    dialer.nextOf(agentId, 'getConnectionForAgent', gateway, gateway)
    dialer.endWaits(agentId)
    await dialer.holding(agentId, 0)
    await dialer.holding(agentId)
    const troubled = waitsSeen(ann).filter((state) => state.dialer === 'retrying')
    const since = new Set(troubled.map(({ troubleSince }) => troubleSince))
    expect(since.size).toBe(1)
    const tries = [...new Map(troubled.map((each) => [each.nextTryAt, each])).values()]
    expect(tries).toHaveLength(2)
    for (const [index, { nextTryAt, at }] of tries.entries()) {
      // 2 and 4 s, of which chance takes up to a half; the nil before them was the first try.
      const pause = (nextTryAt ?? 0) - at
      expect(pause).toBeLessThanOrEqual(2_000 * 2 ** index)
      expect(pause).toBeGreaterThanOrEqual(900 * 2 ** index)
    }
    dialer.connect(agentId, { ...ANN, id: 'after-gateway' })
    await ann.inPhase('on-call')
    await ann.close()
  }, 60_000)

  it('with nobody is no trouble, and not asked for without a pause either', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    for (const _ of [1, 2]) {
      dialer.endWaits(agentId)
      await dialer.holding(agentId, 0)
      await dialer.holding(agentId)
    }
    const states = waitsSeen(ann)
    expect(states.some((state) => state.dialer === 'retrying')).toBe(false)
    const tries = [...new Set(states.map(({ nextTryAt }) => nextTryAt))].filter((at) => at !== null)
    expect(tries).toHaveLength(2)
    expect(waitsOf(live, agentId)).toBe(3)
    await ann.close()
  }, 30_000)
})

describe.concurrent('a dialer that tells a call once', () => {
  const live = useWorker({ DIALER_DELIVERY: 'once' })

  it('and garbles it leaves a card at once, with what could be read', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const body = '<soap:Envelope><out><phonenumber>2135550143</phonenumber><id>9'
    dialer.nextOf(agentId, 'getConnectionForAgent', { status: 200, body })
    dialer.endWaits(agentId)
    const { call } = await ann.inPhase('on-call')
    expect(call.kind).toBe('unreadable')
    expect(call.fields).toContainEqual(expect.objectContaining({ value: '2135550143' }))
    await ann.close()
  }, 20_000)

  it('into a line that was lost is made good by the agent, who hears somebody', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    // The dialer takes the wait, tells it of a person, and nobody ever gets the answer.
    dialer.nextOf(agentId, 'getConnectionForAgent', 'hang')
    dialer.endWaits(agentId)
    await dialer.until(() => waitsOf(live, agentId) === 2)
    expect(await ann.command({ type: 'no-screen' })).toMatchObject({ ok: true })
    const { call } = await ann.inPhase('on-call')
    expect(call).toMatchObject({ kind: 'unidentified' })
    await ann.command({ type: 'save-draft', callId: call.id, draft: TYPED })
    await ann.command(finish(call.id))
    await ann.inPhase('calling-back')
    expect(ann.session?.unsent).toMatchObject([{ call: { id: call.id }, draft: TYPED }])
    await ann.close()
  }, 30_000)
})

describe('the wait', () => {
  const live = useWorker()

  it('is asked for again as soon as a dialer that was down is back', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    await dialer.stop()
    const { troubleSince } = await ann.inPhase('waiting', (state) => state.dialer === 'retrying')
    expect(troubleSince).not.toBeNull()
    await dialer.start()
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...ANN, id: 'back-again' })
    expect(await ann.inPhase('on-call')).toMatchObject({ call: { id: 'back-again' } })
    await ann.close()
  }, 60_000)

  it('goes on in a new process with nobody watching, and the call is there for who comes', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    await ann.close()
    await live.worker.restart()
    // No page asks for the session: its alarm brings it back.
    await dialer.until(() => waitsOf(live, agentId) === 2)
    dialer.connect(agentId, { ...ANN, id: 'nobody-watched' })
    const back = await live.worker.open(user)
    expect(await back.inPhase('on-call')).toMatchObject({ call: { id: 'nobody-watched' } })
    await back.close()
  }, 90_000)
})
