/**
 * One WebSocket to the worker. It reconnects by itself, refuses what cannot be sent and never
 * queues: a stale "call my phone" must not go out minutes later. It knows neither Lit nor dialling.
 * @module
 */

import { ConsoleError, type ErrorCode } from '../shared/errors.ts'
import {
  type Answer,
  BEARER_PREFIX,
  type Command,
  PING,
  PING_EVERY_MS,
  PONG,
  PROTOCOL_VERSION,
  type Report,
  SUBPROTOCOL,
  type Update,
} from '../shared/protocol.ts'

/** The state of the line between page and worker. */
export type Line =
  | { readonly state: 'closed' }
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  /** Lost; tried again at `nextTryAt`, in milliseconds since 1970 by this machine's clock. */
  | { readonly state: 'offline'; readonly nextTryAt: number }
  /** Refused, and not tried again until `open` is called. */
  | { readonly state: 'refused'; readonly code: ErrorCode }

/** What a socket needs. */
export interface SocketOptions {
  /** The worker's origin, `https://…`. */
  readonly endpoint: string
  readonly campaign: string
  /** Another address than the session's own; it names its campaign by itself. */
  readonly path?: string
  /**
   * Asked before every connection. `again` says that the last token was not accepted. Null when
   * there is none (any more); a rejection counts as a failed try.
   */
  readonly token: (again: boolean) => Promise<string | null>
  readonly onUpdate: (update: Update) => void
  readonly onLine: (line: Line) => void
  /** Chance, for the spread of the back-off; `Math.random` by default. */
  readonly random?: () => number
}

/** A line that has said nothing for this long after a ping is dead, in milliseconds. */
const PONG_WITHIN_MS = 5_000
/** How long a connection may take until the worker's greeting, in milliseconds. */
const HELLO_WITHIN_MS = 15_000
/** The longest a command may stay unanswered: the worker's own limits are well below. */
const ANSWER_WITHIN_MS = 90_000
/** The first pause before a new try, doubled each time, in milliseconds. */
const BACK_OFF_MS = 500
/** The longest pause: short enough that an agent does not reach for the reload button. */
const BACK_OFF_MAX_MS = 15_000
/** The longest pause the worker can ask for, should the two clocks differ. */
const RETRY_AT_MAX_MS = 120_000

/** What a close without a `refused` frame says. */
const REFUSAL_OF_CLOSE: Readonly<Record<number, ErrorCode>> = {
  4401: 'token-invalid',
  4403: 'forbidden',
  4429: 'rate-limited',
}

/** Refusals that another token helps against. */
export const TOKEN_REFUSALS = [
  'token-missing',
  'token-invalid',
  'token-expired',
  'token-revoked',
  'session-live',
] as const
/** One of them. */
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number]

const PASSING_REFUSALS: readonly ErrorCode[] = ['rate-limited', 'too-many-tries', 'internal']

interface Unanswered {
  readonly resolve: () => void
  readonly reject: (error: ConsoleError) => void
  readonly timer: Timer
}
type Timer = ReturnType<typeof setTimeout>

/** The page's end of the wire protocol. */
export class SessionSocket {
  readonly #options: SocketOptions
  readonly #unanswered = new Map<string, Unanswered>()
  #line: Line = { state: 'closed' }
  #socket: WebSocket | null = null
  #attempt = 0
  #failures = 0
  #commands = 0
  /** The refusal that made us ask for another token; a second one in a row is final. */
  #tokenRefusal: ErrorCode | null = null
  #retryTimer: Timer | undefined
  #pingTimer: Timer | undefined
  #deadline: Timer | undefined

  constructor(options: SocketOptions) {
    this.#options = options
  }

  get line(): Line {
    return this.#line
  }

  /** Connects, unless that is under way or done. */
  open(): void {
    if (this.#line.state !== 'connecting' && this.#line.state !== 'online') void this.#connect()
  }

  /** Disconnects and stays so. Commands without an answer reject with `connection-lost`. */
  close(): void {
    this.#drop()
    this.#setLine({ state: 'closed' })
  }

  /** To be called when the network or the page comes back: tries at once, or checks the line. */
  wake(): void {
    if (this.#line.state === 'offline') void this.#connect()
    else if (this.#line.state === 'online') this.#ping()
  }

  /**
   * Sends a command once. Settles when it is answered.
   * @throws {ConsoleError} `offline` when nothing was sent, `connection-lost` when no answer came,
   * or whatever the worker answers.
   */
  send(command: Command): Promise<void> {
    const socket = this.#ready()
    if (socket === null) return Promise.reject(new ConsoleError('offline'))
    const id = String(++this.#commands)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#lose(), ANSWER_WITHIN_MS)
      this.#unanswered.set(id, { resolve, reject, timer })
      socket.send(JSON.stringify({ ...command, id }))
    })
  }

  /** Sends a report, if the line is up; false when it is not. */
  report(report: Report): boolean {
    const socket = this.#ready()
    socket?.send(JSON.stringify(report))
    return socket !== null
  }

  #ready(): WebSocket | null {
    return this.#line.state === 'online' && this.#socket?.readyState === 1 ? this.#socket : null
  }

  async #connect(): Promise<void> {
    this.#drop()
    this.#setLine({ state: 'connecting' })
    const attempt = this.#attempt
    // A token that does not come is a line that does not come: the page may wait for its own server.
    this.#deadline = setTimeout(() => this.#lose(), HELLO_WITHIN_MS)
    try {
      const token = await this.#options.token(this.#tokenRefusal !== null)
      if (attempt !== this.#attempt) return
      if (token === null) this.#refuse(this.#tokenRefusal ?? 'token-missing')
      else this.#dial(token)
    } catch (error) {
      if (attempt !== this.#attempt) return
      // A token with characters no subprotocol can carry.
      if (error instanceof DOMException && error.name === 'SyntaxError') {
        this.#refusedWith('token-invalid')
        return
      }
      // What the page's function, its `endpoint` or its policy does is for whoever wrote them.
      console.warn(error)
      this.#lose()
    }
  }

  #dial(token: string): void {
    const url = new URL(this.#options.path ?? '/v1/session/socket', this.#options.endpoint)
    url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
    url.searchParams.set('campaign', this.#options.campaign)
    // Today ends at this page's midnight.
    url.searchParams.set('ahead', String(-new Date().getTimezoneOffset()))
    const socket = new WebSocket(url, [SUBPROTOCOL, BEARER_PREFIX + token])
    this.#socket = socket
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(data)
    socket.onclose = ({ code }) => socket === this.#socket && this.#closedWith(code)
  }

  #hear(data: unknown): void {
    clearTimeout(this.#deadline)
    this.#deadline = undefined
    if (data === PONG) return
    let update: Update
    try {
      update = JSON.parse(String(data))
    } catch {
      // Not our protocol; a new connection begins with a whole snapshot again.
      this.#lose()
      return
    }
    if (update.type === 'answer') this.#answered(update)
    else if (update.type === 'refused') this.#refusedWith(update.code, update.retryAt)
    else if (update.type !== 'hello' || this.#greeted(update.protocol)) {
      this.#options.onUpdate(update)
    }
  }

  #greeted(protocol: number): boolean {
    if (protocol !== PROTOCOL_VERSION) {
      this.#refuse('page-too-old')
      return false
    }
    this.#failures = 0
    this.#tokenRefusal = null
    this.#setLine({ state: 'online' })
    this.#pingLater()
    return true
  }

  #answered(answer: Answer): void {
    const waiting = this.#unanswered.get(answer.id)
    if (waiting === undefined) return
    this.#unanswered.delete(answer.id)
    clearTimeout(waiting.timer)
    if (answer.ok) waiting.resolve()
    else waiting.reject(new ConsoleError(answer.code, answer))
  }

  #closedWith(code: number): void {
    const refusal = REFUSAL_OF_CLOSE[code]
    if (refusal === undefined) this.#lose()
    else this.#refusedWith(refusal)
  }

  #refusedWith(code: ErrorCode, retryAt?: number): void {
    if (PASSING_REFUSALS.includes(code)) this.#lose(retryAt)
    else if (TOKEN_REFUSALS.some((each) => each === code) && this.#tokenRefusal === null) {
      this.#tokenRefusal = code
      void this.#connect()
    } else this.#refuse(code)
  }

  #refuse(code: ErrorCode): void {
    this.#tokenRefusal = null
    this.#drop()
    this.#setLine({ state: 'refused', code })
  }

  /** The line is gone: settle what is open and try again later, spread out over all pages. */
  #lose(retryAt = 0): void {
    const pause = Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** this.#failures++)
    const spread = pause * (0.5 + (this.#options.random ?? Math.random)() / 2)
    const asked = Math.min(retryAt - Date.now(), RETRY_AT_MAX_MS)
    const nextTryAt = Date.now() + Math.max(spread, asked)
    this.#drop()
    this.#setLine({ state: 'offline', nextTryAt })
    this.#retryTimer = setTimeout(() => void this.#connect(), nextTryAt - Date.now())
  }

  #drop(): void {
    this.#attempt++
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#pingTimer)
    clearTimeout(this.#deadline)
    this.#deadline = undefined
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    for (const { reject, timer } of this.#unanswered.values()) {
      clearTimeout(timer)
      reject(new ConsoleError('connection-lost'))
    }
    this.#unanswered.clear()
  }

  #pingLater(): void {
    clearTimeout(this.#pingTimer)
    this.#pingTimer = setTimeout(() => this.#ping(), PING_EVERY_MS)
  }

  /** The deadline starts with the ping, not with the last frame: hidden pages' timers run late. */
  #ping(): void {
    this.#ready()?.send(PING)
    this.#deadline ??= setTimeout(() => this.#lose(), PONG_WITHIN_MS)
    this.#pingLater()
  }

  #setLine(line: Line): void {
    this.#line = line
    this.#options.onLine(line)
  }
}
