import { describe, expect, it } from 'vitest'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

describe('a call that was left without an answer', () => {
  it('is kept with what was typed, and sent when the agent says so', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    dialer.connect(agentId, { ...ANN, id: 'left' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'left', draft: TYPED })
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'left' })
    await ann.inPhase('signed-out')
    expect(ann.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    expect(await ann.command({ type: 'retry', callId: 'left' })).toMatchObject({ ok: true })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({
      callId: 'left',
      agentResponse: 'Interested',
      lastcall: true,
    })
    expect(await ann.command({ type: 'retry', callId: 'left' })).toMatchObject({
      code: 'already-finished',
    })
    await ann.close()
  })

  it('is never sent with an answer nobody chose', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    const stores = () => dialer.of('storeAgentResponse').length
    const before = stores()
    dialer.connect(agentId, { ...ANN, id: 'untyped' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'untyped' })
    expect(await ann.command({ type: 'retry', callId: 'untyped' })).toMatchObject({
      code: 'disposition-required',
    })
    expect(await ann.command({ type: 'retry', callId: 'nobody' })).toMatchObject({
      code: 'wrong-call',
    })
    expect(await ann.command(finish('untyped'))).toMatchObject({ code: 'not-now' })
    expect(stores()).toBe(before)
    await ann.close()
  })
})
