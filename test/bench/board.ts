/**
 * The board while a hundred agents change once a second each: how soon a supervisor's page is told,
 * how often, and what it takes from the agents.
 * @module
 */

import { WebSocket } from 'ws'
import { BEARER_PREFIX, SUBPROTOCOL } from '../../shared/protocol.ts'
import { ORIGIN } from './builds/agents.ts'
import { type Build, startConsole, tokenOf } from './builds/build.ts'
import { now, sleep } from './clock.ts'
import { CAMPAIGN_ID } from './dialer.ts'
import { median, p95, type Row, spread } from './figures.ts'
import { cpuOf } from './processes.ts'
import type { Scale } from './scale.ts'

const SECTION = 'board'
const AGENTS = 100
const SECONDS = 10

/** An agent who says once a second that the next call is the last, and then that it is not. */
class Fickle {
  readonly userId: string
  readonly answers: number[] = []
  readonly changes: { on: boolean; at: number }[] = []
  readonly #socket: WebSocket
  #asked = 0
  #on = false

  constructor(build: Build, userId: string, token: string) {
    this.userId = userId
    const address = `${build.url.replace('http', 'ws')}/v1/session/socket?campaign=${CAMPAIGN_ID}`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    this.#socket = new WebSocket(address, protocols, { origin: ORIGIN })
    this.#socket.on('message', (data: Buffer) => {
      if (data.includes('{"type":"answer"')) this.answers.push(now() - this.#asked)
    })
  }

  change(): void {
    this.#on = !this.#on
    this.#asked = now()
    this.changes.push({ on: this.#on, at: this.#asked })
    const id = String(this.changes.length)
    this.#socket.send(JSON.stringify({ id, type: 'last-call', on: this.#on }))
  }

  close(): void {
    this.#socket.terminate()
  }
}

interface Shown {
  readonly userId: string
  readonly lastCall: boolean
}

/** A supervisor's page: when it was first told of each change. */
class Watcher {
  readonly delays: number[] = []
  frames = 0
  readonly #socket: WebSocket
  readonly #known = new Map<string, boolean>()

  constructor(build: Build, token: string, agents: ReadonlyMap<string, Fickle>) {
    const address = `${build.url.replace('http', 'ws')}/v1/campaigns/${CAMPAIGN_ID}/socket`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    this.#socket = new WebSocket(address, protocols, { origin: ORIGIN })
    this.#socket.on('message', (data) => this.#take(String(data), agents))
  }

  async opened(): Promise<void> {
    while (this.frames === 0) await sleep(20)
  }

  close(): void {
    this.#socket.terminate()
  }

  #take(text: string, agents: ReadonlyMap<string, Fickle>): void {
    const at = now()
    const update = JSON.parse(text)
    if (update.type !== 'board') return
    this.frames += 1
    for (const { userId, lastCall } of update.board.agents as Shown[]) {
      if (this.#known.get(userId) === lastCall) continue
      this.#known.set(userId, lastCall)
      const changed = agents.get(userId)?.changes.findLast(({ on }) => on === lastCall)
      if (changed) this.delays.push(at - changed.at)
    }
  }
}

/** Everybody changes once a second, each at a moment of their own. */
async function restless(agents: readonly Fickle[], seconds: number): Promise<void> {
  const timers = agents.map(async (agent, at) => {
    await sleep((at / agents.length) * 1_000)
    for (let second = 0; second < seconds; second++) {
      agent.change()
      await sleep(1_000)
    }
  })
  await Promise.all(timers)
}

const row = (measure: string, unit: string, value: number): Row => ({
  section: SECTION,
  measure,
  against: unit,
  figure: spread([value]),
})

/** Runs it, with a supervisor looking on. */
export async function board({ rounds }: Scale): Promise<Row[]> {
  const count = rounds > 2 ? AGENTS : 5
  const build = await startConsole()
  const agents = new Map<string, Fickle>()
  try {
    for (let at = 0; at < count; at++) {
      const agentId = String(10_001 + at)
      const first = await build.open(agentId)
      agents.set(agentId, new Fickle(build, agentId, await tokenOf(agentId)))
      await sleep(10)
      first.close()
    }
    const watcher = new Watcher(build, await tokenOf('sue', 'supervisor'), agents)
    await watcher.opened()
    const [cpu, frames, seconds] = [
      await cpuOf(build.pid),
      watcher.frames,
      rounds > 2 ? SECONDS : 2,
    ]
    await restless([...agents.values()], seconds)
    const answers = [...agents.values()].flatMap((agent) => agent.answers)
    const busy = (await cpuOf(build.pid)) - cpu
    const rows = [
      row(`agents changing once a second`, 'count', count),
      row('change to supervisor, median', 'ms', median(watcher.delays)),
      row('change to supervisor, p95', 'ms', p95(watcher.delays)),
      row(
        'frames to each supervisor per second',
        'count',
        (watcher.frames - frames) / (seconds + 1),
      ),
      row('command to answer meanwhile, p95', 'ms', p95(answers)),
      row('processor', 'share of a core', busy / ((seconds + 1) * 1_000)),
    ]
    watcher.close()
    return rows
  } finally {
    for (const agent of agents.values()) agent.close()
    await build.stop()
  }
}
