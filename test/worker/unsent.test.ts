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

  it('is never sent with an answer nobody chose, and one may be chosen later', async () => {
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
    await ann.command({ type: 'save-draft', callId: 'untyped', draft: TYPED })
    await ann.until(
      () => ann.session?.unsent[0]?.draft.dispositions[0] === 'Interested' || undefined,
    )
    expect(await ann.command({ type: 'retry', callId: 'untyped' })).toMatchObject({ ok: true })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({ callId: 'untyped' })
    await ann.close()
  })
})

/** How an agent leaves while a finish of theirs is not with the dialer. */
const LEAVING = [
  ['could not be sent', 'phone-gone', async () => live.worker.dialer.stop()],
  ['could not be sent', 'log-off', async () => live.worker.dialer.stop()],
  [
    'nobody could confirm',
    'phone-gone',
    async () => live.worker.dialer.next('storeAgentResponse', 'cut'),
  ],
] as const

describe('a finish that', () => {
  it.each(LEAVING)(
    '%s before the agent left by %s queues nobody when it is sent',
    async (...row) => {
      const [, leave, befall] = row
      const { ann, agentId } = await live.signedIn()
      const { dialer } = live.worker
      const callId = `behind-${agentId}`
      dialer.connect(agentId, { ...ANN, id: callId })
      await ann.inPhase('on-call')
      await befall()
      await ann.command(finish(callId))
      await ann.inPhase('waiting', (state) => state.dialer !== 'storing')
      expect(await ann.command({ type: leave })).toMatchObject({ ok: true })
      await ann.inPhase('signed-out')
      const [unsent] = ann.session?.unsent ?? []
      if (unsent?.state === 'unconfirmed') await ann.command({ type: 'retry', callId })
      else await dialer.start()
      await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
      const stores = dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)
      expect(stores.at(-1)).toMatchObject({ agentNotes: TYPED.notes, lastcall: true })
      await ann.close()
    },
  )

  it('waits for a dialer that is away queues its agent if they are signed in again by then', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    const callId = `again-${agentId}`
    dialer.connect(agentId, { ...ANN, id: callId })
    await ann.inPhase('on-call')
    dialer.next('storeAgentResponse', 'cut')
    await ann.command(finish(callId))
    await dialer.holding(agentId)
    await ann.command({ type: 'phone-gone' })
    await ann.inPhase('signed-out')
    await ann.command({ type: 'log-in', agentId })
    await ann.inPhase('waiting')
    await ann.command({ type: 'retry', callId })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    const stores = dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)
    expect(stores.at(-1)).toMatchObject({ lastcall: false })
    await ann.close()
  })
})
