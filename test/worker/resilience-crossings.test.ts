/** What crosses on its way to the dialer. */
import { describe, expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import { ANN, BEN, finish, useWorker } from './live-session.ts'

const live = useWorker()

const kick = (user: string) => askRoute(live.worker, `/users/${user}/kick`, { method: 'POST' })

const logInsOf = (agentId: string) =>
  live.worker.dialer.of('loginAgent').filter((asked) => asked.agentId === agentId)

const finishesOf = (id: string) =>
  live.worker.dialer.of('storeAgentResponse').filter(({ callId }) => callId === id)

const kicksOf = (agentId: string) =>
  live.worker.dialer.of('kickAgent').filter((asked) => asked.agentId === agentId)

describe('a log-in', () => {
  it('is sent once, although the hang-up before it is lost meanwhile', async () => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    const [hangUp, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    dialer.nextOf(agentId, 'kickAgent', { after: hangUp.promise, lost: true })
    await kick(user)
    await dialer.until(() => kicksOf(agentId).length === 1)
    dialer.nextOf(agentId, 'loginAgent', { after: answer.promise })
    ann.send({ type: 'log-in', agentId })
    await dialer.until(() => logInsOf(agentId).length === 2)
    hangUp.resolve()
    // Longer than the pause before whatever was lost is sent again.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(logInsOf(agentId)).toHaveLength(2)
    answer.resolve()
    await ann.inPhase('waiting')
    expect(kicksOf(agentId)).toHaveLength(1)
    await ann.close()
  })

  it.each(['answered', 'lost'])(
    'that a kick has overtaken, and is then %s, is not the one that came after it',
    async (how) => {
      const { dialer } = live.worker
      const user = `overtaken-${how}@acme.example`
      const [first, second] = how === 'answered' ? ['7901', '7902'] : (['7903', '7904'] as const)
      const [early, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const ann = await live.worker.open(user)
      const fate = { after: early.promise }
      dialer.nextOf(first, 'loginAgent', how === 'answered' ? fate : { ...fate, lost: true })
      ann.send({ type: 'log-in', agentId: first })
      await dialer.until(() => logInsOf(first).length === 1)
      await kick(user)
      await ann.inPhase('signed-out', ({ why }) => why === 'kicked')
      dialer.nextOf(second, 'loginAgent', { after: late.promise })
      const answer = ann.command({ type: 'log-in', agentId: second })
      await dialer.until(() => logInsOf(second).length === 1)
      early.resolve()
      // Nobody may be queued unseen.
      await expect.poll(() => kicksOf(first)).toHaveLength(1)
      late.resolve()
      expect(await answer).toMatchObject({ ok: true })
      await ann.inPhase('waiting', ({ agentId }) => agentId === second)
      expect(kicksOf(second)).toHaveLength(0)
      await ann.close()
    },
  )

  it('that a kick has overtaken is hung up on, also where another one is in by then', async () => {
    const { dialer } = live.worker
    const user = 'overtaken@acme.example'
    const early = Promise.withResolvers<void>()
    const ann = await live.worker.open(user)
    dialer.nextOf('7905', 'loginAgent', { after: early.promise })
    ann.send({ type: 'log-in', agentId: '7905' })
    await dialer.until(() => logInsOf('7905').length === 1)
    await kick(user)
    await ann.inPhase('signed-out', ({ why }) => why === 'kicked')
    expect(await ann.command({ type: 'log-in', agentId: '7906' })).toMatchObject({ ok: true })
    early.resolve()
    await expect.poll(() => kicksOf('7905')).toHaveLength(1)
    await ann.inPhase('waiting', ({ agentId }) => agentId === '7906')
    await ann.close()
  })
})

describe('a hang-up that waits for a dialer that is away', () => {
  it('is sent once it is back, although the agent tried to log in again meanwhile', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    await dialer.stop()
    await ann.command({ type: 'phone-gone' })
    await ann.inPhase('signed-out')
    const again = await ann.command({ type: 'log-in', agentId })
    expect(again).toMatchObject({ code: 'dialer-unreachable' })
    await dialer.start()
    await expect.poll(() => kicksOf(agentId), { timeout: 10_000 }).toHaveLength(1)
    await ann.close()
  }, 20_000)
})

describe('a callback that a kick has overtaken', () => {
  it('does not answer for the one after it', async () => {
    const { dialer } = live.worker
    const user = 'rung-twice@acme.example'
    const [early, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    dialer.nextOf(user, 'sendAgentCallBack', { after: early.promise }, { after: late.promise })
    const rings = () =>
      dialer.of('sendAgentCallBack').filter(({ userId }) => userId === user).length
    const ann = await live.worker.open(user)
    ann.send({ type: 'call-me', phoneNumber: '2135550181' })
    await dialer.until(() => rings() === 1)
    await kick(user)
    await ann.inPhase('signed-out', ({ why }) => why === 'kicked')
    const answer = ann.command({ type: 'call-me', phoneNumber: '2135550182' })
    await dialer.until(() => rings() === 2)
    early.resolve()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(ann.session).toMatchObject({ pending: 'call-me', state: { phase: 'signed-out' } })
    late.resolve()
    expect(await answer).toMatchObject({ ok: true })
    await ann.inPhase('calling-back', ({ phoneNumber }) => phoneNumber === '2135550182')
    await ann.close()
  })
})

describe('a finish that is sent again when a dialer that was away is back', () => {
  it('waits while somebody else is on the line, whose call it could end', async () => {
    const { dialer } = live.worker
    dialer.secondFinish = 'requeue'
    const { ann, agentId } = await live.signedIn()
    const callId = `doubted-${agentId}`
    dialer.connect(agentId, { ...ANN, id: callId })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', 'answer-lost')
    await ann.command(finish(callId))
    await dialer.holding(agentId)
    await ann.command({ type: 'log-off' })
    await ann.until(() => (ann.session?.unsent[0]?.state === 'unconfirmed' ? true : undefined))
    await ann.command({ type: 'log-in', agentId })
    await dialer.holding(agentId)
    await dialer.stop()
    await ann.inPhase('waiting', ({ nextTryAt }) => nextTryAt !== null)
    expect(await ann.command({ type: 'retry', callId })).toMatchObject({ ok: true })
    await ann.until(() => ann.session?.unsent[0]?.nextTryAt ?? undefined)
    dialer.connect(agentId, { ...BEN, id: 'on-the-line' })
    await dialer.start()
    await ann.inPhase('on-call', ({ call }) => call.id === 'on-the-line')
    // By chance it may have been sent before they were on the line.
    const sent = finishesOf(callId)
    // Longer than the pause before it is sent again.
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(finishesOf(callId)).toEqual(sent)
    await ann.command(finish('on-the-line'))
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    await ann.close()
  }, 20_000)
})
