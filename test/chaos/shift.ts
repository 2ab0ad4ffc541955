/**
 * One run against one dialer: the real worker process between a dialer and agents that are not
 * real, and everything that can break in between.
 * @module
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Hosted, startWorkerd } from '../../ops/workerd.ts'
import type { LoggedCall } from '../../shared/board.ts'
import { mintToken } from '../../worker/auth.ts'
import { CAMPAIGN, KEY, ORIGIN, SECRET, SETTINGS } from '../worker/live-worker.ts'
import { Agent } from './agent.ts'
import { BrowserLine } from './browser-line.ts'
import { DialerLine } from './dialer-line.ts'
import { Dice } from './dice.ts'
import type { Evidence } from './evidence.ts'
import type { Mode } from './modes.ts'
import { PhoneCompany } from './phone-company.ts'
import { browse } from './tab.ts'

/** What a run is. */
export interface ShiftOptions {
  readonly mode: Mode
  readonly seed: number
  readonly agents: number
  readonly calls: number
  /** How long everything may take, in milliseconds. */
  readonly withinMs: number
  readonly say: (line: string) => void
}

/** What happens to the worker and the dialer's line, as often as this in a run of full length. */
const MISHAPS = { kill: 4, update: 2, away: 4 } as const

/** From this many calls on, a run has its full length. */
const FULL_LENGTH = 200

type Mishap = keyof typeof MISHAPS

/** Everybody's time at the end to tell the board, at most. */
const SETTLE_MS = 20_000

/** One run. */
class Shift {
  readonly #options: ShiftOptions
  readonly #dice: Dice
  readonly #agents: Agent[] = []
  readonly #browserLines: BrowserLine[] = []
  #folder = ''
  #company!: PhoneCompany
  #line!: DialerLine
  #worker!: Hosted
  #settings: Record<string, string> = {}
  #builds = 0
  #done = 0
  #mishaps: { readonly at: number; readonly what: Mishap }[] = []
  #busy: Promise<void> = Promise.resolve()

  constructor(options: ShiftOptions) {
    this.#options = options
    this.#dice = new Dice(options.seed)
  }

  async run(): Promise<Evidence> {
    try {
      await this.#open()
      await this.#work()
      return await this.#collect()
    } finally {
      await this.#close()
    }
  }

  async #open(): Promise<void> {
    const { mode, seed } = this.#options
    browse(ORIGIN)
    this.#folder = await mkdtemp(join(tmpdir(), 'agent-console-chaos-'))
    const company = { mode, seed, campaignId: CAMPAIGN.id, key: KEY }
    this.#company = await new PhoneCompany(company).start()
    this.#line = await new DialerLine(this.#dice, this.#company.port).start()
    const dialer = { DIALER_URL: this.#line.url, DIALER_DELIVERY: mode.delivery }
    this.#settings = { ...SETTINGS, ...dialer }
    this.#worker = await this.#startWorker(0)
    await this.#register()
    this.#mishaps = this.#plan()
  }

  #startWorker(port: number): Promise<Hosted> {
    const build = `build ${++this.#builds}`
    return startWorkerd({ folder: this.#folder, port, settings: this.#settings, build })
  }

  async #token(userId: string, role: 'agent' | 'supervisor' = 'agent'): Promise<string> {
    const who = { userId, campaigns: [CAMPAIGN.id], role }
    return (await mintToken({ SESSION_SECRET: SECRET }, who, 12 * 3_600)).token
  }

  async #supervise(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.#worker.url}/v1/campaigns/${CAMPAIGN.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token('sue', 'supervisor')}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response
  }

  async #register(): Promise<void> {
    const { id: _, ...body } = CAMPAIGN
    await this.#supervise('PUT', '', body)
  }

  /** When what happens, counted in finished calls. */
  #plan(): { readonly at: number; readonly what: Mishap }[] {
    const { agents, calls } = this.#options
    const names = Object.entries(MISHAPS) as [Mishap, number][]
    const share = Math.min(1, (agents * calls) / FULL_LENGTH)
    return names
      .flatMap(([what, times]) =>
        Array.from({ length: Math.max(1, Math.round(times * share)) }, (_, n) => {
          const at = Math.floor(this.#dice.between(0.05, 0.95, what, n) * agents * calls)
          return { at, what }
        }),
      )
      .sort((a, b) => a.at - b.at)
  }

  #progress(): void {
    this.#done++
    while ((this.#mishaps[0]?.at ?? Number.POSITIVE_INFINITY) <= this.#done) {
      const mishap = this.#mishaps.shift()
      if (mishap) this.#busy = this.#busy.then(() => this.#strike(mishap.what, mishap.at))
    }
  }

  async #strike(what: Mishap, at: number): Promise<void> {
    if (what === 'away') return this.#line.away(this.#dice.between(200, 2_500, 'away', at))
    // An update is a new bundle in a new process, and the old one is told to go.
    const askedAt = Date.now()
    await fetch(`${this.#worker.url}/healthz`)
    const diedAt = Date.now()
    this.#line.workerDies(askedAt)
    await (what === 'kill' ? this.#worker.kill() : this.#worker.end())
    this.#line.workerLives(diedAt)
    this.#worker = await this.#startWorker(this.#worker.port)
  }

  async #work(): Promise<void> {
    const { agents, withinMs, say } = this.#options
    for (let number = 0; number < agents; number++) await this.#hire(number)
    const late = AbortSignal.timeout(withinMs)
    const working = Promise.all(this.#agents.map((agent) => agent.work(late)))
    await working
    await this.#busy
    if (!late.aborted) return
    for (const agent of this.#agents) {
      if (agent.stuck === null) continue
      agent.memory.complaints.push(`Not done in ${withinMs / 1_000} s: ${agent.stuck}`)
    }
    say(`not done in ${withinMs / 1_000} s`)
  }

  async #hire(number: number): Promise<void> {
    const { mode, calls } = this.#options
    const userId = `agent${number}@acme.example`
    const line = await new BrowserLine(this.#worker.port).start()
    this.#browserLines.push(line)
    this.#agents.push(
      new Agent({
        number,
        userId,
        token: await this.#token(userId),
        campaign: CAMPAIGN.id,
        calls,
        delivery: mode.delivery,
        dice: this.#dice,
        company: this.#company,
        line,
        progress: () => this.#progress(),
      }),
    )
  }

  async #collect(): Promise<Evidence> {
    this.#line.unruly = false
    return {
      talkedTo: this.#company.talkedTo,
      journal: this.#company.journal,
      broken: this.#line.broken,
      disturbances: this.#line.disturbances,
      agents: this.#agents.map(({ memory }) => memory),
      log: await this.#readLog(),
    }
  }

  /** The board hears of everything in the end; what is still on its way is waited for. */
  async #readLog(): Promise<LoggedCall[]> {
    const until = Date.now() + SETTLE_MS
    for (;;) {
      const text = await (await this.#supervise('GET', '/calls?format=jsonl')).text()
      const log = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line): LoggedCall => JSON.parse(line))
      const settled = log.every(({ state }) => state !== 'sending' && state !== 'open')
      if (settled || Date.now() > until) return log
      await pause(500)
    }
  }

  async #close(): Promise<void> {
    await Promise.all(this.#browserLines.map((line) => line.stop()))
    await this.#worker?.kill()
    await this.#line?.stop()
    await this.#company?.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Runs a shift and resolves with what it leaves behind. */
export function runShift(options: ShiftOptions): Promise<Evidence> {
  return new Shift(options).run()
}
