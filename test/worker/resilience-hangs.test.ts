/**
 * A dialer that takes a request and never answers, by a clock that the test sets: every operation
 * ends at its time limit, the agent sees what goes on until then and what they can do after it, and
 * nothing typed is lost.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TIME_LIMITS } from '../../worker/dialer.ts'
import { BODY_MS, KNOCK_MS } from '../../worker/soap/transport.ts'
import { leave, OPERATIONS, outcomeOf, type Scene, whose } from './asked-of-the-dialer.ts'
import { TYPED } from './live-session.ts'
import type { LiveWorker } from './live-worker.ts'
import { startWithClock } from './set-clock.ts'
import { PassingTime, SILENCES } from './silent-dialer.ts'

const DEAF = 'takes the connection and never says a word'

let live: LiveWorker
let time: PassingTime

beforeAll(async () => {
  live = await startWithClock()
  time = new PassingTime(live)
}, 60_000)
afterAll(() => live.stop())

let agents = 0

/** An agent of their own. */
async function arrive(): Promise<Scene> {
  const number = ++agents
  const user = `agent${number}@acme.example`
  const ann = await live.open(user)
  await ann.inPhase('signed-out')
  const callId = `call-${number}`
  return { worker: live, ann, user, agentId: String(6_000 + number), callId }
}

/** Every operation and silence but one: a wait is asked for without a knock. */
const ROWS = Object.entries(OPERATIONS).flatMap(([name, operation]) =>
  Object.entries(SILENCES)
    .filter(([silence]) => silence !== DEAF || name !== 'getConnectionForAgent')
    .map(([said, silence]) => ({ name, operation, said, silence })),
)

/** The least time that a silence is borne, in milliseconds. */
function leastOf(name: string, said: string): number {
  if (said === DEAF) return 2 * KNOCK_MS
  if (said !== 'takes the request and never answers') return BODY_MS
  // A dialer that repeats is asked again after five minutes.
  return name === 'getConnectionForAgent' ? 300_000 : TIME_LIMITS.default
}

describe('a dialer that', () => {
  it.each(ROWS)('$said, at $name, leaves the agent knowing and free', async (row) => {
    const { name, operation, said, silence } = row
    const scene = await arrive()
    const { ann } = scene
    await operation.before(scene)
    const answer = await time.endure(name, silence, {
      whose: whose(name, scene),
      ask: () => operation.ask(scene),
      meanwhile: () => expect.poll(() => ann.session).toMatchObject(operation.meanwhile),
    })
    const unsent = said === DEAF
    expect(outcomeOf(scene, answer)).toMatchObject(operation[unsent ? 'unsent' : 'unknown'])
    for (const left of await leave(scene)) expect(left).toMatchObject({ ok: true })
    const { ms } = await time.ending(silence)
    expect(ms).toBeGreaterThanOrEqual(leastOf(name, said))
  })
})

describe('what a dialer was silent about', () => {
  it('is stored once it listens again, if it had been sent nothing', async () => {
    const scene = await arrive()
    const { ann, callId } = scene
    await OPERATIONS.storeAgentResponse?.before(scene)
    await time.endure('storeAgentResponse', SILENCES[DEAF], {
      ask: () => OPERATIONS.storeAgentResponse?.ask(scene) ?? Promise.reject(),
    })
    const { nextTryAt, troubleSince } = await ann.inPhase('waiting')
    expect([nextTryAt, troubleSince]).toEqual([expect.any(Number), expect.any(Number)])
    await ann.inPhase('waiting', ({ dialer }) => dialer === 'holding')
    expect(ann.session?.unsent).toEqual([])
    const stores = live.dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)
    expect(stores).toMatchObject([{ agentNotes: TYPED.notes }])
    await leave(scene)
  })
})
