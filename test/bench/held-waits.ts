/**
 * Waiting agents per machine: memory, file descriptors and processor time per held wait, and
 * whether they grow in step with the agents.
 * @module
 */

import type { Agent } from './builds/agents.ts'
import {
  type Build,
  openMore,
  startConsole,
  startObvious,
  startRelayWorker,
} from './builds/build.ts'
import { sleep } from './clock.ts'
import { type Row, spread } from './figures.ts'
import { factsOf, openFiles, type ProcessFacts, quiet } from './processes.ts'
import type { Scale } from './scale.ts'

const SECTION = 'held waits'

/** The most memory that a waiting agent may take, in MB. */
const GOAL_MEGABYTES = 0.5

/** How much more an agent may take in the largest crowd than in the one before. */
const GOAL_GROWTH = 1.1

/** A waiting agent takes so many of workerd: three for SQLite, two for each of two sockets. */
const DESCRIPTORS = { perAgent: 7, spare: 200 }

/** What one waiting agent takes. */
interface PerAgent {
  readonly count: number
  readonly megabytes: number
  readonly descriptors: number
  /** Milliseconds of processor time per minute in which nothing happens. */
  readonly cpuPerMinute: number
}

async function watch(
  build: Build,
  before: ProcessFacts,
  count: number,
  idleMs: number,
): Promise<PerAgent> {
  const begin = await factsOf(build.pid)
  await sleep(idleMs)
  const end = await factsOf(build.pid)
  return {
    count,
    megabytes: (end.megabytes - before.megabytes) / count,
    descriptors: (end.descriptors - before.descriptors) / count,
    cpuPerMinute: ((end.cpuMs - begin.cpuMs) / count) * (60_000 / idleMs),
  }
}

/** The system allows a process only so many; `ulimit -n` raises it where that is allowed. */
async function largestCrowd(): Promise<number> {
  return Math.floor(((await openFiles()) - DESCRIPTORS.spare) / DESCRIPTORS.perAgent)
}

/** What an agent takes in crowds of each size, as far as the system lets them grow. */
export async function crowds(build: Build, { held, idleMs }: Scale): Promise<PerAgent[]> {
  const found: PerAgent[] = []
  const agents: Agent[] = []
  const most = await largestCrowd()
  const before = await factsOf(build.pid)
  for (const count of held.map((each) => Math.min(each, most))) {
    await openMore(build, agents, count - agents.length)
    await quiet(build.pid)
    found.push(await watch(build, before, count, idleMs))
  }
  for (const agent of agents) agent.close()
  return found
}

function rowsOf(name: string, crowd: readonly PerAgent[]): Row[] {
  const ours = name === 'agent-console'
  const row = (measure: string, unit: string, value: number, goal?: number): Row => ({
    section: SECTION,
    measure: `${name}: ${measure}`,
    against: unit,
    figure: spread([value]),
    ...(ours && goal !== undefined && { goal }),
  })
  const rows = crowd.flatMap(({ count, megabytes, descriptors, cpuPerMinute }) => [
    row(`memory per agent, ${count} waiting`, 'MB', megabytes, GOAL_MEGABYTES),
    row(`file descriptors per agent, ${count} waiting`, 'count', descriptors),
    row(`processor per agent and idle minute, ${count} waiting`, 'ms', cpuPerMinute),
  ])
  const [last, previous] = crowd.toReversed()
  if (!last || !previous) return rows
  // between two crowds, so that what the runtime takes for itself does not count
  const more = last.megabytes * last.count - previous.megabytes * previous.count
  const growth = more / (last.count - previous.count) / previous.megabytes
  return [
    ...rows,
    row(`each more agent, beyond ${previous.count}`, 'times one before', growth, GOAL_GROWTH),
  ]
}

/** The console, and in smaller crowds what it is compared with, one after the other. */
export async function heldWaits(scale: Scale): Promise<Row[]> {
  const rows: Row[] = []
  const smaller = { ...scale, held: scale.held.slice(0, -1), idleMs: scale.idleMs / 5 }
  for (const start of [startConsole, startRelayWorker, startObvious]) {
    const build = await start()
    try {
      const of = start === startConsole ? scale : smaller
      rows.push(...rowsOf(build.name, await crowds(build, of)))
    } finally {
      await build.stop()
    }
  }
  return rows
}
