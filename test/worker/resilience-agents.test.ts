/** Agent ids, phones and who has them, when something goes wrong with one. */
import { describe, expect, it } from 'vitest'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

describe('an agent id', () => {
  it('that another agent mistyped still belongs to who hears it', async () => {
    const { dialer } = live.worker
    const eve = await live.worker.open('eve@acme.example')
    dialer.next('loginAgent', { fault: 'Agent 7001 has not answered the phone' })
    expect(await eve.command({ type: 'log-in', agentId: '7001' })).toMatchObject({ ok: false })
    const ben = await live.worker.open('ben@acme.example')
    expect(await ben.command({ type: 'log-in', agentId: '7001' })).toMatchObject({ ok: true })
    await Promise.all([eve.close(), ben.close()])
  })

  it('that is signed in again is not hung up on by a kick of before', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const kicks = () => dialer.of('kickAgent').filter((asked) => asked.agentId === agentId).length
    dialer.next('kickAgent', 'answer-lost')
    expect(await ann.command({ type: 'log-off' })).toMatchObject({ ok: true })
    expect(await ann.inPhase('signed-out')).toMatchObject({ hangUp: true })
    expect(await ann.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
    await dialer.holding(agentId)
    // Each empty answer is followed by a pause; two of them outlast the pause before the next kick.
    for (const _ of [1, 2]) {
      dialer.endWaits(agentId)
      await dialer.holding(agentId, 0)
      await dialer.holding(agentId)
    }
    expect(kicks()).toBe(1)
    await ann.close()
  }, 20_000)
})

describe('an agent id that two users type', () => {
  it('in the same moment is one’s: the dialer is asked once, and the other is told', async () => {
    const { dialer } = live.worker
    const pages = await Promise.all(
      ['fay', 'gus'].map((user) => live.worker.open(`${user}@acme.example`)),
    )
    const answers = await Promise.all(
      pages.map((page) => page.command({ type: 'log-in', agentId: '7002' })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'agent-id-in-use' })
    expect(dialer.of('loginAgent').filter(({ agentId }) => agentId === '7002')).toHaveLength(1)
    await Promise.all(pages.map((page) => page.close()))
  })

  it('is the first one’s while nobody knows whether their log-in worked, and free when it had not', async () => {
    const { dialer } = live.worker
    const [hal, ida] = [
      await live.worker.open('hal@acme.example'),
      await live.worker.open('ida@acme.example'),
    ]
    dialer.nextOf('7003', 'loginAgent', 'answer-lost')
    expect(await hal.command({ type: 'log-in', agentId: '7003' })).toMatchObject({ ok: true })
    await dialer.holding('7003')
    const logIn = { type: 'log-in', agentId: '7003' } as const
    expect(await ida.command(logIn)).toMatchObject({ code: 'agent-id-in-use' })
    dialer.endWaits('7003', 'Agent 7003 has not answered the phone')
    await hal.inPhase('calling-back')
    // Five tries a minute.
    await expect.poll(() => ida.command(logIn), { interval: 500 }).toMatchObject({ ok: true })
    await dialer.holding('7003')
    await Promise.all([hal.close(), ida.close()])
  })
})

describe('a phone that is gone during a call', () => {
  it('is still gone when the dialer refuses the finish, and the call can be left', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'gone' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'phone-gone' })
    dialer.next('storeAgentResponse', { fault: `Agent ${agentId} is not logged in` })
    await ann.command(finish('gone'))
    const refused = await ann.inPhase('on-call', ({ refusal }) => refusal !== null)
    expect(refused).toMatchObject({ phone: 'gone', goneWhy: 'phone-gone', draft: TYPED })
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({ lastcall: true })
    expect(await ann.command({ type: 'leave-unfinished', callId: 'gone' })).toMatchObject({
      ok: true,
    })
    expect(ann.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    await ann.close()
  })
})
