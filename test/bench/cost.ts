/**
 * What an agent's hour is billed by: rows, alarms, requests and seconds of an object, counted in a
 * run and put together to an hour.
 * @module
 */

import { countsOf } from '../worker/counts.ts'
import { type Agent, nextCall } from './builds/agents.ts'
import { type Build, startConsole } from './builds/build.ts'
import { sleep } from './clock.ts'
import { type Row, spread } from './figures.ts'
import type { Scale } from './scale.ts'

const SECTION = 'cost'

/** An hour: so many calls, half of it hold music, half of it people. */
const HOUR = { calls: 40, waitingSeconds: 1_800 }

/** An object without a request sleeps after this, and is not billed then. */
const AWAKE_SECONDS = 10

/** Cloudflare's list, US dollars per million; an object counts as 128 MB. */
const PRICES = { rowsWritten: 1, rowsRead: 0.001, requests: 0.15, gigabyteSeconds: 12.5 }

/** A console's frames are billed twenty for one. */
const FRAMES_PER_REQUEST = 20

/** A call lasts long enough for the board to hear of it before it is finished. */
const TOLD_MS = 1_000

/** What is counted is over after this: the board has heard of everything. */
const SETTLES_MS = 2_000

const SHIFT = { agents: 1_000, hours: 8 }

interface Totals {
  readonly rowsWritten: number
  readonly rowsRead: number
  readonly alarms: number
  readonly requests: number
}

async function totals({ url }: Build): Promise<Totals> {
  const classes = Object.values(await countsOf(url))
  const sum = (of: (counts: (typeof classes)[number]) => number) =>
    classes.reduce((total, counts) => total + of(counts), 0)
  const frames = sum(({ requests }) => requests.webSocketMessage ?? 0)
  const all = sum(({ requests }) => Object.values(requests).reduce((a, b) => a + b, 0))
  return {
    rowsWritten: sum(({ rowsWritten, alarmsSet }) => rowsWritten + alarmsSet),
    rowsRead: sum(({ rowsRead }) => rowsRead),
    alarms: sum(({ requests }) => requests.alarm ?? 0),
    requests: all - frames + frames / FRAMES_PER_REQUEST,
  }
}

/** What it took per piece, once the board has heard of everything. */
async function perPiece(build: Build, pieces: number, happen: () => Promise<unknown>) {
  const before = await totals(build)
  await happen()
  await sleep(SETTLES_MS)
  const after = await totals(build)
  const per = (of: keyof Totals) => (after[of] - before[of]) / pieces
  return {
    rowsWritten: per('rowsWritten'),
    rowsRead: per('rowsRead'),
    alarms: per('alarms'),
    requests: per('requests'),
  }
}

async function work({ dialer }: Build, agent: Agent, calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) {
    const callId = nextCall(agent.agentId)
    const popped = agent.popped()
    dialer.connect(agent.agentId, callId)
    await popped
    await sleep(TOLD_MS)
    await agent.finish(callId)
    await dialer.until(() => dialer.stored.has(callId), `the finish of ${callId}`)
    await dialer.waiting(agent.agentId)
    await sleep(TOLD_MS)
  }
}

const row = (measure: string, unit: string, value: number): Row => ({
  section: SECTION,
  measure,
  against: unit,
  figure: spread([value]),
})

function rowsOf(call: Totals, hour: Totals, seconds: number): Row[] {
  const { rowsWritten, rowsRead, alarms, requests } = hour
  const gigabyteSeconds = seconds * 0.128
  const dollars =
    rowsWritten * PRICES.rowsWritten +
    rowsRead * PRICES.rowsRead +
    requests * PRICES.requests +
    gigabyteSeconds * PRICES.gigabyteSeconds
  return [
    row('rows written per call', 'count', call.rowsWritten),
    row('rows read per call', 'count', call.rowsRead),
    row('requests per call', 'count', call.requests),
    row('rows written per agent-hour', 'count', rowsWritten),
    row('alarms per agent-hour', 'count', alarms),
    row('requests per agent-hour', 'count', requests),
    row('object-seconds per agent-hour', 's', seconds),
    row(
      `list price, ${SHIFT.agents} agents, ${SHIFT.hours} h`,
      'US$',
      (dollars / 1e6) * SHIFT.agents * SHIFT.hours,
    ),
  ]
}

/** Counts calls and waiting, and puts an hour together: 40 calls, half of it waiting. */
export async function cost({ calls, idleMs }: Scale): Promise<Row[]> {
  const build = await startConsole({ entry: 'test/worker/counting.workerd.ts' })
  try {
    const agents = await Promise.all(['10001', '10002', '10003'].map(build.open))
    const call = await perPiece(build, agents.length * calls, () =>
      Promise.all(agents.map((agent) => work(build, agent, calls))),
    )
    const waitingMs = idleMs * 2 - SETTLES_MS
    const waited = await perPiece(build, agents.length, () => sleep(waitingMs))
    const hours = HOUR.waitingSeconds / ((idleMs * 2) / 1_000)
    const per = (of: keyof Totals) => call[of] * HOUR.calls + waited[of] * hours
    const hour = {
      rowsWritten: per('rowsWritten'),
      rowsRead: per('rowsRead'),
      alarms: per('alarms'),
      requests: per('requests'),
    }
    // awake while it waits, and once more after each pop
    const seconds = HOUR.waitingSeconds + HOUR.calls * AWAKE_SECONDS
    return rowsOf(call, hour, seconds)
  } finally {
    await build.stop()
  }
}
