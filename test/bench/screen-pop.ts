/**
 * Screen pop and finish at the WebSocket: from the last byte of the dialer's answer to the message
 * that tells of the call, and from the click to what is acknowledged and what the dialer answered.
 * @module
 */

import { type Agent, nextCall } from './builds/agents.ts'
import {
  type Build,
  openMore,
  startConsole,
  startDurable,
  startKeepingWorker,
  startObvious,
  startRelay,
  startRelayWorker,
} from './builds/build.ts'
import { now, sleep } from './clock.ts'
import { median, p95, type Row, ratios, spread } from './figures.ts'
import { quiet } from './processes.ts'
import type { Scale } from './scale.ts'

/** What one call took, in milliseconds. */
interface Taken {
  readonly pop: number
  readonly acknowledged: number
  readonly stored: number
}

/** A build under test and the agents who wait in it. */
interface Bench {
  readonly build: Build
  readonly agents: Agent[]
}

/** One round's samples by build. */
type Rounds = Map<string, Taken[][]>

const SECTION = 'screen pop'

async function finish({ dialer }: Build, agent: Agent, callId: string) {
  const clicked = now()
  const acknowledged = (await agent.finish(callId)) - clicked
  await dialer.until(() => dialer.stored.has(callId), `the finish of ${callId}`)
  const stored = (dialer.stored.get(callId) ?? 0) - clicked
  dialer.stored.delete(callId)
  await dialer.waiting(agent.agentId)
  return { acknowledged, stored }
}

async function alone({ build, agents }: Bench, calls: number): Promise<Taken[]> {
  const taken: Taken[] = []
  for (let call = 0; call < calls; call++) {
    const agent = agents[Math.floor((call / calls) * agents.length)]
    if (!agent) throw new Error('nobody is waiting')
    const callId = nextCall(agent.agentId)
    const arrived = agent.popped()
    const sent = build.dialer.connect(agent.agentId, callId)
    const pop = (await arrived) - sent
    taken.push({ pop, ...(await finish(build, agent, callId)) })
  }
  return taken
}

async function burst({ build, agents }: Bench): Promise<Taken[]> {
  const waiting = agents.map((agent) => ({ agent, arrived: agent.popped() }))
  const sent = waiting.map(({ agent, arrived }) => {
    const callId = nextCall(agent.agentId)
    return { agent, arrived, callId, at: build.dialer.connect(agent.agentId, callId) }
  })
  const pops = await Promise.all(sent.map(async ({ arrived, at }) => (await arrived) - at))
  const finished = await Promise.all(sent.map(({ agent, callId }) => finish(build, agent, callId)))
  return finished.map((each, at) => ({ pop: pops[at] ?? 0, ...each }))
}

/** A page that sends more than ten frames a second runs wild; a call takes two. */
const CALL_EVERY_MS = 250

/** An agent of each build takes calls, all at once: until its code is compiled nobody is quick. */
async function warmUp(bench: Bench, calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) {
    await Promise.all([alone(bench, 1), sleep(CALL_EVERY_MS)])
  }
}

/** Every build in turn, the first one changing from round to round. */
async function inTurn(
  benches: readonly Bench[],
  rounds: number,
  measure: (bench: Bench) => Promise<Taken[]>,
): Promise<Rounds> {
  const results: Rounds = new Map(benches.map(({ build }) => [build.name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const at of benches.keys()) {
      const bench = benches[(at + round + 1) % benches.length]
      if (!bench) continue
      const taken = await measure(bench)
      await quiet(bench.build.pid)
      // the first round is for what is new with more agents
      if (round >= 0) results.get(bench.build.name)?.push(taken)
    }
  }
  return results
}

/** What is compared with what, and the most it may be. */
interface Comparison {
  readonly measure: string
  readonly against: string
  readonly of: keyof Taken
  readonly by: (samples: readonly number[]) => number
  readonly goal?: number
}

function compare(results: Rounds, { measure, against, of, by, goal }: Comparison): Row {
  const figures = (name: string) =>
    (results.get(name) ?? []).map((taken) => by(taken.map((each) => each[of])))
  const figure = spread(ratios(figures('agent-console'), figures(against)))
  const row = { section: SECTION, measure, against, figure }
  return goal === undefined ? row : { ...row, goal }
}

const PLAIN = 'node-soap + ws'
const DURABLE = 'node-soap + ws, durable'

const PLAIN_FIGURES = [
  ['answer to message', 'pop'],
  ['click to acknowledged', 'acknowledged'],
  ['click to dialer', 'stored'],
] as const

function rowsOf(results: Rounds, count: number, how: 'alone' | 'burst'): Row[] {
  const where = `${count} waiting, ${how}`
  const by = how === 'alone' ? median : p95
  const measure = (what: string) => `${what}, ${where}, ${how === 'alone' ? 'median' : 'p95'}`
  const goals: Readonly<Record<string, number>> =
    how === 'alone' && count === 1
      ? { [PLAIN]: 2, [DURABLE]: 1.3 }
      : how === 'burst' && count >= 1_000
        ? { [PLAIN]: 1.5 }
        : {}
  const others = [...results.keys()].filter((name) => name !== 'agent-console')
  const pops = others.map((against) => ({
    measure: measure('answer to message'),
    against,
    of: 'pop' as const,
    by,
    ...(goals[against] !== undefined && { goal: goals[against] }),
  }))
  const finishes = [
    { measure: measure('click to acknowledged'), against: DURABLE, of: 'acknowledged', by },
    ...others.map((against) => {
      return { measure: measure('click to dialer'), against, of: 'stored', by } as const
    }),
  ] as const
  const own = PLAIN_FIGURES.map(([what, of]) => {
    const taken = results.get('agent-console') ?? []
    const figure = spread(taken.map((round) => by(round.map((each) => each[of]))))
    return { section: SECTION, measure: measure(what), against: 'ms', figure }
  })
  return [...[...pops, ...finishes].map((each) => compare(results, each)), ...own]
}

const STARTS = [
  startConsole,
  startDurable,
  startObvious,
  startRelay,
  startRelayWorker,
  startKeepingWorker,
]

/** Runs the comparison for every number of waiting agents. */
export async function screenPop({ waiting, calls, warmUp: before }: Scale): Promise<Row[]> {
  const benches: Bench[] = []
  const rows: Row[] = []
  try {
    for (const start of STARTS) benches.push({ build: await start(), agents: [] })
    for (const { build, agents } of benches) await openMore(build, agents, 1)
    await Promise.all(benches.map((bench) => warmUp(bench, before)))
    for (const { count, rounds } of waiting) {
      for (const { build, agents } of benches) {
        await openMore(build, agents, count - agents.length)
      }
      rows.push(...rowsOf(await inTurn(benches, rounds, (b) => alone(b, calls)), count, 'alone'))
      if (count > 1) rows.push(...rowsOf(await inTurn(benches, rounds, burst), count, 'burst'))
    }
  } finally {
    for (const { build } of benches) await build.stop()
  }
  return rows
}
