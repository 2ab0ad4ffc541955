/**
 * The embedded dialer as a Durable Object: SOAP at the front door, desk phones by WebSocket, and a
 * side door through which tests move time.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import { type OperationName, SERVICES, type ServiceName } from '../../shared/predictive-service.ts'
import {
  ControlError,
  readAdvance,
  readDeskAction,
  readPhone,
  readReset,
  readSettings,
} from './control.ts'
import type { ExchangeState } from './exchange.ts'
import { begin, Host } from './host.ts'
import { Journal } from './journal.ts'
import { answerSoap, type Implementation, type JournalEntry } from './server.ts'
import { Snapshot } from './snapshot.ts'

/** What the dialer is told by its owner. */
export interface DialerEnv {
  /** The key that every operation must bring; without one, none fits. */
  readonly DIALER_KEY?: string
}

/** A crash forgets what phones did in this time, but nothing that was answered to anybody. */
const SAVE_MS = 1_000

/** While a phone is off the hook the object is woken this often, should it have been evicted. */
const WAKE_MS = 10_000

/** One dialer with all its campaigns, agents and phones. */
export class DialerFloor extends DurableObject<DialerEnv> {
  readonly #journal = new Journal(this.ctx.storage.sql)
  readonly #snapshot = new Snapshot(this.ctx.storage)
  readonly #host: Host
  #saving: ReturnType<typeof setTimeout> | null = null
  readonly #predictive = this.#implement('PredictiveService')
  readonly #campaigns = this.#implement('CampaignService')

  constructor(ctx: DurableObjectState, env: DialerEnv) {
    super(ctx, env)
    const saved = this.#snapshot.read() ?? begin(readReset({}), Date.now())
    forgetConnections(saved.exchange)
    this.#host = new Host(saved, this.#journal, (told) => (told ? this.#save() : this.#saveSoon()))
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const note = (entry: JournalEntry) => this.#note(entry)
    switch (pathname) {
      case '/service/PredictiveService':
        return answerSoap('PredictiveService', this.#predictive, request, note)
      case '/service/CampaignService':
        return answerSoap('CampaignService', this.#campaigns, request, note)
      case '/demo/phone':
        return this.#openPage(request)
      default:
        return this.#control(request, pathname.replace('/demo/floor/', ''))
    }
  }

  /** Forgets everything, and is as new. */
  async forget(): Promise<void> {
    this.#host.reset(readReset({}))
    if (this.#saving !== null) clearTimeout(this.#saving)
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    // What this life still holds in memory must not be written down again; the caller hears first.
    setTimeout(() => this.ctx.abort('Forgotten'))
  }

  /** Time passes even where the object was evicted. */
  override async alarm(): Promise<void> {
    this.#host.turn(() => undefined)
  }

  #implement<S extends ServiceName>(service: S): Implementation<S> {
    const operations = Object.keys(SERVICES[service]) as OperationName<S>[]
    const perform = operations.map((operation) => [
      operation,
      async (parameters: { readonly key: string | null }) =>
        this.#host.ask(service, operation, parameters, await this.#keyFits(parameters.key ?? '')),
    ])
    return Object.fromEntries(perform) as Implementation<S>
  }

  async #keyFits(key: string): Promise<boolean> {
    const expected = this.env.DIALER_KEY ?? ''
    const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    const [one, other] = await Promise.all([digest(key), digest(expected)])
    return expected !== '' && crypto.subtle.timingSafeEqual(one, other)
  }

  /** The host notes what is asked of the floor; the rest could not be read so far. */
  #note(entry: JournalEntry): void {
    if (entry.operation === null) this.#journal.unreadable(this.#host.at, entry)
  }

  #openPage(request: Request): Response {
    if (request.headers.get('upgrade') !== 'websocket') {
      return problem(426, 'A desk phone speaks WebSocket')
    }
    const { 0: client, 1: server } = new WebSocketPair()
    this.#host.pages.accept(server)
    return new Response(null, { status: 101, webSocket: client })
  }

  readonly #controls: Readonly<Record<string, (body: unknown, query: URLSearchParams) => unknown>> =
    {
      'POST reset': (body) => {
        this.#host.reset(readReset(body))
        return { at: this.#host.at }
      },
      'POST advance': (body) => {
        const milliseconds = readAdvance(body)
        if (this.#host.saved.clock.kind === 'real') {
          throw new ControlError('This clock moves by itself; reset with "clock": "manual" first')
        }
        return { at: this.#host.advance(milliseconds) }
      },
      'POST phone': (body) => {
        const { phoneNumber, does } = readDeskAction(body)
        return this.#host.turn((exchange) => ({
          done: does === 'answer' ? exchange.answer(phoneNumber) : exchange.hangUp(phoneNumber),
          phone: exchange.view(phoneNumber),
        }))
      },
      'POST settings': (body) => {
        const change = readSettings(body)
        return this.#host.turn((exchange) => exchange.configure(change))
      },
      'GET phone': (_, query) => {
        const phoneNumber = readPhone(query.get('number'))
        return this.#host.turn((exchange) => exchange.view(phoneNumber))
      },
      'GET state': () => this.#host.turn(() => this.#host.saved),
      'GET journal': (_, query) => this.#journal.lines(Number(query.get('after') ?? 0)),
    }

  async #control(request: Request, name: string): Promise<Response> {
    const key = `${request.method} ${name}`
    const control = Object.hasOwn(this.#controls, key) ? this.#controls[key] : undefined
    if (control === undefined) return problem(404, 'There is no such control')
    try {
      const body = request.method === 'POST' ? await readJson(request) : null
      return Response.json(control(body, new URL(request.url).searchParams))
    } catch (error) {
      if (error instanceof ControlError) return problem(400, error.message)
      throw error
    }
  }

  #saveSoon(): void {
    this.#saving ??= setTimeout(() => this.#save(), SAVE_MS)
  }

  #save(): void {
    if (this.#saving !== null) clearTimeout(this.#saving)
    this.#saving = null
    this.#snapshot.write(this.#host.saved)
    const { legs } = this.#host.saved.exchange.network
    if (Object.keys(legs).length > 0) this.ctx.storage.setAlarm(Date.now() + WAKE_MS)
  }
}

/** Whoever waited or looked at a phone when the object went away is gone with their connection. */
function forgetConnections({ floor, network }: ExchangeState): void {
  floor.waits = []
  for (const desk of Object.values(network.desks)) desk.attended = false
}

/** Another site's page cannot send this type without asking first, and nobody answers it. */
async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new ControlError('The body must be application/json')
  }
  try {
    return await request.json()
  } catch {
    throw new ControlError('The body is not JSON')
  }
}

function problem(status: number, title: string): Response {
  const headers = { 'content-type': 'application/problem+json' }
  return new Response(JSON.stringify({ status, title }), { status, headers })
}
