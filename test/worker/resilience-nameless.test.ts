/** Somebody is on the line and nobody says who. */
import { describe, expect, it } from 'vitest'
import { ANN, BEN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

const GARBAGE = { status: 200, body: '<soap:Envelope' }

describe('a dialer that repeats and whose answer was cut off', () => {
  it('is asked once more, and the card has its name', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.next('getConnectionForAgent', GARBAGE)
    dialer.endWaits(agentId)
    await dialer.holding(agentId, 0)
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...ANN, id: 'told-again' })
    expect(await ann.inPhase('on-call')).toMatchObject({ call: { id: 'told-again' } })
    await ann.close()
  })

  it('and cut off again is asked while the agent talks, and what they typed stays', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.next('getConnectionForAgent', GARBAGE, GARBAGE)
    dialer.endWaits(agentId)
    const { call } = await ann.inPhase('on-call')
    expect(call.kind).toBe('unreadable')
    await ann.command({ type: 'save-draft', callId: call.id, draft: TYPED })
    await expect.poll(() => live.logged(call.id)).toMatchObject({ state: 'open' })
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...ANN, id: 'named-late' })
    const named = await ann.inPhase('on-call', (state) => state.call.id === 'named-late')
    expect(named.draft).toEqual(TYPED)
    const tooLate = await ann.command(finish(call.id))
    expect(tooLate).toMatchObject({ ok: false, code: 'wrong-call' })
    await ann.command(finish('named-late'))
    // The card without a name is over: nothing is left on the agent's list.
    await ann.until(() => ann.session?.unsent.length === 0 || undefined)
    await expect.poll(() => live.logged('named-late')).toMatchObject({ state: 'stored' })
    expect(await live.logged(call.id)).toBeUndefined()
    await dialer.until(() =>
      dialer.of('storeAgentResponse').some(({ callId }) => callId === 'named-late'),
    )
    await ann.close()
  }, 20_000)
})

describe('an agent who hears somebody and sees nothing', () => {
  it('gets a second wait beside the first, and their call from whichever answers', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    expect(await ann.command({ type: 'no-screen' })).toMatchObject({ ok: true })
    await dialer.holding(agentId, 2)
    expect(await ann.command({ type: 'no-screen' })).toMatchObject({ code: 'not-now' })
    dialer.connect(agentId, { ...ANN, id: 'searched' })
    await ann.inPhase('on-call', ({ call }) => call.id === 'searched')
    dialer.connect(agentId, { ...ANN, id: 'searched' })
    await dialer.holding(agentId, 0)
    await expect.poll(() => ann.updates.filter(({ type }) => type === 'pop')).toHaveLength(1)
    await ann.close()
  })

  it('gets the call after it as well, although the first wait is dead and nobody knows', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.nextOf(agentId, 'getConnectionForAgent', 'hang')
    dialer.endWaits(agentId)
    const waits = () => dialer.of('getConnectionForAgent').filter((w) => w.agentId === agentId)
    await dialer.until(() => waits().length === 2)
    await ann.command({ type: 'no-screen' })
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...ANN, id: 'told-beside' })
    await ann.inPhase('on-call')
    await ann.command(finish('told-beside'))
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...BEN, id: 'told-after' })
    expect(await ann.inPhase('on-call')).toMatchObject({ call: { id: 'told-after' } })
    await ann.close()
  })

  it('and whose dialer stays dumb is named while they talk, once it answers', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.nextOf(agentId, 'getConnectionForAgent', 'hang', 'hang')
    dialer.endWaits(agentId)
    const waits = () => dialer.of('getConnectionForAgent').filter((w) => w.agentId === agentId)
    await dialer.until(() => waits().length === 2)
    await ann.command({ type: 'no-screen' })
    const { call } = await ann.inPhase('on-call')
    expect(call.kind).toBe('unidentified')
    await ann.command({ type: 'save-draft', callId: call.id, draft: TYPED })
    await dialer.holding(agentId)
    dialer.connect(agentId, { ...ANN, id: 'named-at-last' })
    const named = await ann.inPhase('on-call', (state) => state.call.id === 'named-at-last')
    expect(named.draft).toEqual(TYPED)
    await ann.close()
  }, 30_000)

  it('gets a blank card after five seconds; then the phone is hung up and rings again', async () => {
    const { dialer } = live.worker
    const { ann } = await live.signedIn()
    await ann.command({ type: 'no-screen' })
    const { call } = await ann.inPhase('on-call')
    expect(call).toMatchObject({ kind: 'unidentified', phoneNumber: null })
    const before = dialer.asked.length
    await ann.command(finish(call.id))
    await ann.inPhase('calling-back')
    const asked = dialer.asked.slice(before).map(({ operation }) => operation)
    expect(asked.filter((name) => name !== 'getConnectionForAgent')).toEqual([
      'kickAgent',
      'sendAgentCallBack',
    ])
    expect(ann.session?.unsent).toMatchObject([{ call: { id: call.id }, draft: TYPED }])
    expect(dialer.of('storeAgentResponse').some(({ callId }) => callId === call.id)).toBe(false)
    await ann.close()
  }, 20_000)
})
