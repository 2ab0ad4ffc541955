/**
 * The embedded dialer's floor as a Node server: SOAP over HTTP, a clock that runs fast, phones that
 * simulated agents pick up and listen to, and a raw journal of everything it was asked.
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, read, until } from '../../demo/dialer/clock.ts'
import { readContacts } from '../../demo/dialer/contacts.ts'
import type { DeskView } from '../../demo/dialer/desk-view.ts'
import { Exchange, openExchange } from '../../demo/dialer/exchange.ts'
import type { Scenario } from '../../demo/dialer/scenarios.ts'
import { answerSoap, type Implementation, SoapFault } from '../../demo/dialer/server.ts'
import { DEFAULT_SETTINGS } from '../../demo/dialer/state.ts'
import type { Answer } from '../../demo/dialer/turn.ts'
import { SERVICES } from '../../shared/predictive-service.ts'
import type { JournalLine, TalkedTo } from './evidence.ts'
import type { Mode } from './modes.ts'

/** The dialer's seconds per second of the wall: a call rings for a fifth of a second. */
const SPEED = 20

/** A wait answers nil after this long, in the dialer's seconds: 7.5 s of the wall. */
const WAIT_SECONDS = 150

/** More numbers than a run can use up. */
const NUMBERS = 6_000

/** Names the request in the journal, so that the line it came by can say what became of its answer. */
export const LINE_HEADER = 'x-chaos-line'

/** What the dialer is. */
export interface PhoneCompanyOptions {
  readonly mode: Mode
  readonly seed: number
  readonly campaignId: string
  readonly key: string
}

/** A dialer, its phones and its journal. */
export class PhoneCompany {
  readonly journal: JournalLine[] = []
  readonly #exchange: Exchange
  readonly #clock: Clock
  readonly #options: PhoneCompanyOptions
  readonly #server: Server
  readonly #held = new Map<string, (answer: Answer) => void>()
  #timer: NodeJS.Timeout | undefined
  #asks = 0

  constructor(options: PhoneCompanyOptions) {
    const now = Date.now()
    this.#options = options
    this.#clock = { kind: 'real', speed: SPEED, startedAt: now, wallAt: now }
    this.#exchange = new Exchange(openExchange(story(options), now))
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** What a desk phone shows and what is to be heard on it. */
  phone(phoneNumber: string): DeskView {
    return this.#turn(() => this.#exchange.view(phoneNumber))
  }

  /** Puts a desk phone down. */
  hangUp(phoneNumber: string): void {
    this.#turn(() => this.#exchange.hangUp(phoneNumber))
  }

  /** Everybody who was ever connected with an agent. */
  get talkedTo(): readonly TalkedTo[] {
    return Object.values(this.#exchange.state.floor.calls).map(({ id, agentId, connectedAt }) => ({
      callId: id,
      agentId,
      at: this.#wall(connectedAt),
    }))
  }

  #wall(at: number): number {
    const { startedAt, wallAt, speed } = this.#clock
    return Math.round(wallAt + (at - startedAt) / speed)
  }

  #turn<T>(act: () => T): T {
    this.#give(this.#exchange.advance(read(this.#clock, Date.now(), this.#exchange.state.at)))
    const result = act()
    clearTimeout(this.#timer)
    const pause = until(this.#clock, Date.now(), this.#exchange.nextAt)
    if (pause < 2 ** 31) this.#timer = setTimeout(() => this.#turn(() => undefined), pause)
    return result
  }

  #give(answers: readonly Answer[]): void {
    for (const answer of answers) {
      this.#held.get(answer.ask)?.(answer)
      this.#held.delete(answer.ask)
    }
  }

  async #ask(operation: string, asked: { readonly key: string | null }, wire: Wire) {
    const { key, ...parameters } = asked
    const ask = `${++this.#asks}`
    const { line, response } = wire
    const at = Date.now()
    const entry: JournalLine = { at, line, operation, parameters, answeredAt: null, answer: null }
    this.journal.push(entry)
    const answered = new Promise<Answer>((resolve) => this.#held.set(ask, resolve))
    if (this.#options.mode.notices) response.on('close', () => this.#forget(ask))
    const keyFits = key === this.#options.key
    const service = 'PredictiveService'
    this.#turn(() =>
      this.#give(this.#exchange.ask({ ask, service, operation, parameters, keyFits })),
    )
    const answer = await answered
    Object.assign(entry, { answeredAt: Date.now(), answer })
    if ('fault' in answer) throw new SoapFault(answer.fault)
    return answer.value
  }

  /** The wait's connection is gone, and this dialer knows. */
  #forget(ask: string): void {
    const { floor } = this.#exchange.state
    floor.waits = floor.waits.filter((wait) => wait.ask !== ask)
    this.#held.delete(ask)
  }

  #implementation(wire: Wire): Implementation<'PredictiveService'> {
    const operations = Object.keys(SERVICES.PredictiveService).map((operation) => [
      operation,
      (parameters: { readonly key: string | null }) => this.#ask(operation, parameters, wire),
    ])
    return Object.fromEntries(operations) as Implementation<'PredictiveService'>
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const wire = { line: Number(request.headers[LINE_HEADER] ?? 0), response }
    const answer = await answerSoap(
      'PredictiveService',
      this.#implementation(wire),
      new Request(`http://dialer${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
}

interface Wire {
  readonly line: number
  readonly response: ServerResponse
}

function story({ mode, seed, campaignId }: PhoneCompanyOptions): Scenario {
  const rows = Array.from({ length: NUMBERS }, (_, n) => `21355${50_000 + n},Person ${n},Town ${n}`)
  const { delivery, secondFinish } = mode
  return {
    title: mode.name,
    seed,
    floor: {
      ...DEFAULT_SETTINGS,
      delivery,
      secondFinish,
      waitSeconds: WAIT_SECONDS,
      recycle: true,
    },
    network: {
      deskPhones: 'auto',
      noise: { duplicate: 0, reorder: 0, fail: 0 },
      fates: { human: 90, machine: 5, busy: 2, 'no-answer': 0, rejected: 2, failed: 1 },
      talkSeconds: [20, 120],
      people: {},
    },
    campaigns: [
      {
        id: campaignId,
        name: 'Chaos',
        callerId: '2125550100',
        dispositionLists: [],
        recording: 'We will call again.',
        ratio: 1.5,
        running: true,
        contacts: readContacts(rows),
      },
    ],
  }
}
