/**
 * The worker's process is killed with something on its way to the dialer, and no page is open: what
 * became of it is found out all the same, because the next process has the alarm of the last one.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { ANN, finish, type SignedIn, useWorker } from './live-session.ts'

const live = useWorker()

type Asked = 'getConnectionForAgent' | 'kickAgent' | 'loginAgent' | 'storeAgentResponse'

const asksOf = (operation: Asked, agentId: string) =>
  live.worker.dialer.of(operation).filter((asked) => asked.agentId === agentId).length

/** What is on its way when the process dies, and what tells that it was looked after. */
interface Row {
  readonly operation: Asked
  readonly send: (agent: SignedIn) => Promise<unknown>
  readonly follows: { readonly operation: Asked; readonly times: number }
}

async function talk({ ann, agentId }: SignedIn): Promise<string> {
  const id = `of-${agentId}`
  live.worker.dialer.connect(agentId, { ...ANN, id })
  await ann.inPhase('on-call')
  return id
}

const ROWS: Readonly<Record<string, Row>> = {
  'a log-in opens the wait': {
    operation: 'loginAgent',
    send: async ({ ann, agentId }) => {
      await ann.command({ type: 'log-off' })
      ann.send({ type: 'log-in', agentId })
    },
    follows: { operation: 'getConnectionForAgent', times: 2 },
  },
  'a log-off hangs up again': {
    operation: 'kickAgent',
    send: async ({ ann }) => ann.send({ type: 'log-off' }),
    follows: { operation: 'kickAgent', times: 2 },
  },
  'a hang-up after the session had ended is made again': {
    operation: 'kickAgent',
    send: ({ ann }) => ann.command({ type: 'phone-gone' }),
    follows: { operation: 'kickAgent', times: 2 },
  },
  'a last finish is sent again': {
    operation: 'storeAgentResponse',
    send: async (agent) => agent.ann.command(finish(await talk(agent), true)),
    follows: { operation: 'storeAgentResponse', times: 2 },
  },
  'a finish opens the wait that will tell': {
    operation: 'storeAgentResponse',
    send: async (agent) => agent.ann.command(finish(await talk(agent))),
    follows: { operation: 'getConnectionForAgent', times: 2 },
  },
}

const agents = new Map<string, string>()

beforeAll(async () => {
  for (const [name, { operation, send }] of Object.entries(ROWS)) {
    const agent = await live.signedIn()
    const { ann, agentId } = agent
    const before = asksOf(operation, agentId)
    agents.set(name, agentId)
    live.worker.dialer.nextOf(agentId, operation, 'hang')
    await send(agent)
    await live.worker.dialer.until(() => asksOf(operation, agentId) > before)
    await ann.close()
  }
  await live.worker.restart()
}, 60_000)

describe.concurrent('after the worker’s process was killed', () => {
  it.each(Object.entries(ROWS))(
    '%s',
    async (name, { follows: { operation, times } }) => {
      const agentId = agents.get(name) ?? ''
      await live.worker.dialer.until(() => asksOf(operation, agentId) >= times)
      expect(asksOf(operation, agentId)).toBe(times)
    },
    60_000,
  )
})
