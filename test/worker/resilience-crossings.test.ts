/** What crosses on its way to the dialer. */
import { describe, expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import { useWorker } from './live-session.ts'

const live = useWorker()

const kick = (user: string) => askRoute(live.worker, `/users/${user}/kick`, { method: 'POST' })

const logInsOf = (agentId: string) =>
  live.worker.dialer.of('loginAgent').filter((asked) => asked.agentId === agentId)

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
})
