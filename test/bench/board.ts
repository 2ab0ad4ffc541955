/**
 * The board while a hundred agents change once a second each: how soon a supervisor's page is told,
 * how often, and what it takes from the agents.
 * @module
 */

import { WebSocket } from 'ws'
import type { RosterRow } from '../../shared/board.ts'
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

/** An agent who asks for help, and a second later does not any more. */
class Fickle {
  readonly answers: number[] = []
  readonly #socket: WebSocket
  #asked = 0
  #changes = 0

  constructor(build: Build, token: string) {
    const address = `${build.url.replace('http', 'ws')}/v1/session/socket?campaign=${CAMPAIGN_ID}`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    this.#socket = new WebSocket(address, protocols, { origin: ORIGIN })
    this.#socket.on('message', (data: Buffer) => {
      if (data.includes('{"type":"answer"')) this.answers.push(now() - this.#asked)
    })
  }

  /** How often they have asked for help. */
  get cries(): number {
    return Math.ceil(this.#changes / 2)
  }

  change(): void {
    this.#asked = now()
    const id = ++this.#changes
    this.#socket.send(JSON.stringify({ id: String(id), type: 'help', on: id % 2 === 1 }))
  }

  close(): void {
    this.#socket.terminate()
  }
}

type Shown = Pick<RosterRow, 'userId' | 'helpSince'>

/** A supervisor's page: how long after somebody asked for help it was told, which says when. */
class Watcher {
  readonly delays: number[] = []
  frames = 0
  readonly #socket: WebSocket
  readonly #known = new Map<string, number | null>()

  constructor(build: Build, token: string) {
    const address = `${build.url.replace('http', 'ws')}/v1/campaigns/${CAMPAIGN_ID}/socket`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    this.#socket = new WebSocket(address, protocols, { origin: ORIGIN })
    this.#socket.on('message', (data) => this.#take(String(data), Date.now()))
  }

  async opened(): Promise<void> {
    while (this.frames === 0) await sleep(20)
  }

  close(): void {
    this.#socket.terminate()
  }

  #take(text: string, at: number): void {
    const update = JSON.parse(text)
    if (update.type !== 'board') return
    this.frames += 1
    for (const { userId, helpSince } of update.board.agents as Shown[]) {
      if (helpSince !== null && this.#known.get(userId) !== helpSince) {
        this.delays.push(at - helpSince)
      }
      this.#known.set(userId, helpSince)
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
  const agents: Fickle[] = []
  try {
    for (let at = 0; at < count; at++) {
      const agentId = String(10_001 + at)
      const first = await build.open(agentId)
      agents.push(new Fickle(build, await tokenOf(agentId)))
      await sleep(10)
      first.close()
    }
    const watcher = new Watcher(build, await tokenOf('sue', 'supervisor'))
    await watcher.opened()
    const [cpu, frames, seconds] = [
      await cpuOf(build.pid),
      watcher.frames,
      rounds > 2 ? SECONDS : 2,
    ]
    await restless(agents, seconds)
    const answers = agents.flatMap((agent) => agent.answers)
    const busy = (await cpuOf(build.pid)) - cpu
    const cries = agents.reduce((sum, agent) => sum + agent.cries, 0)
    const rows = [
      row(`agents changing once a second`, 'count', count),
      row('changes that a supervisor was told of', 'share', watcher.delays.length / cries),
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
    for (const agent of agents) agent.close()
    await build.stop()
  }
}
