/**
 * Snapshots in, requests out: the only thing of the board that knows both the element and the line.
 * What the board shows changes when a snapshot says so, never when a button is pressed.
 * @module
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { BoardSnapshot, BoardUpdate } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import type { Update } from '../../shared/protocol.ts'
import { HttpApi } from '../http-api.ts'
import { languageOf } from '../language.ts'
import { OnDemand } from '../on-demand.ts'
import { type Line, SessionSocket } from '../session-socket.ts'
import { type Identity, TokenSource } from '../token-source.ts'
import type { BoardView } from './board-view.ts'
import type { CampaignCreatedEvent } from './events.ts'
import { type BoardStrings, type BoardWords, ENGLISH } from './strings.ts'

/** The element, as far as the controller knows it. */
export type BoardHost = ReactiveControllerHost &
  HTMLElement &
  Identity & { campaign: string; readonly strings: BoardWords | null }

/** One element's board, as its views see it. */
export class BoardController implements ReactiveController, BoardView {
  readonly api: HttpApi
  board: BoardSnapshot | null = null
  line: Line = { state: 'closed' }
  readonly #host: BoardHost
  readonly #tokens: TokenSource
  /** What went wrong with each request, until it is made again. */
  readonly #problems = new Map<string, ConsoleError>()
  readonly #busy = new Set<string>()
  readonly #refusals = new OnDemand(
    async () => this.words('refusals', (await import('./refusals.ts')).ENGLISH),
    () => this.refresh(),
  )
  #socket: SessionSocket | null = null
  #clockAhead = 0

  constructor(host: BoardHost) {
    this.#host = host
    this.#tokens = new TokenSource(host)
    this.api = new HttpApi(host, () => this.#tokens.token(false))
    host.addController(this)
  }

  get t(): BoardStrings {
    const { strings } = this.#host
    // The host page's words are in the language that it names.
    return { ...ENGLISH, ...(strings && { lang: languageOf(this.#host) }), ...strings }
  }

  get campaign(): string {
    return this.#host.campaign
  }

  get online(): boolean {
    return this.line.state === 'online'
  }

  explain({ code, words }: ConsoleError): string {
    const { noConnection, dialerSays } = this.t
    if (code === 'offline') return noConnection
    const sentences = this.#refusals.content
    const ours = sentences?.[code] ?? sentences?.internal ?? (this.#refusals.failed ? code : '')
    return words ? `${ours} ${dialerSays(words)}` : ours
  }

  words<Words extends object>(part: string, english: Words): Words {
    return { ...english, ...this.#host.strings?.parts?.[part] }
  }

  refresh(): void {
    this.#host.requestUpdate()
  }

  created(event: CampaignCreatedEvent): void {
    // The worker gave one for a campaign that was just created.
    this.#tokens.own = event.token
    this.#host.campaign = event.campaign
    this.#host.dispatchEvent(event)
  }

  /** The worker's clock, in milliseconds since 1970. */
  get now(): number {
    return Date.now() + this.#clockAhead
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#wake)
    window.addEventListener('online', this.#wake)
    this.#socket?.open()
  }

  /** Moving an element disconnects and connects it in one go; only what stays away is closed. */
  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#wake)
    window.removeEventListener('online', this.#wake)
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#socket?.close()
    })
  }

  readonly #wake = () => {
    if (document.visibilityState === 'visible') this.#socket?.wake()
  }

  /** Begins anew, for another campaign or endpoint. */
  restart(): void {
    this.#socket?.close()
    this.#socket = null
    this.#problems.clear()
    this.board = null
    const { endpoint, campaign } = this.#host
    if (campaign === '') return
    this.#socket = new SessionSocket({
      endpoint,
      campaign,
      path: `/v1/campaigns/${encodeURIComponent(campaign)}/socket`,
      token: (again) => this.#tokens.token(again),
      // The worker says other things on a supervisor's socket than on an agent's.
      onUpdate: (update: Update | BoardUpdate) => this.#receive(update as BoardUpdate),
      onLine: (line) => {
        this.line = line
        this.#host.requestUpdate()
      },
    })
    if (this.#host.isConnected) this.#socket.open()
  }

  /** The host page has another token: a line that is up goes on, the next one takes it. */
  takeToken(): void {
    this.#tokens.own = null
    if (this.line.state === 'refused') this.retry()
  }

  retry(): void {
    this.#socket?.open()
    this.#socket?.wake()
  }

  /** Whether a request of this name is under way. */
  busy(name: string): boolean {
    return this.#busy.has(name)
  }

  /** What went wrong with the last request of this name. */
  problem(name: string): ConsoleError | undefined {
    return this.#problems.get(name)
  }

  /**
   * Makes a request, shows it as pending, and keeps what went wrong beside what asked for it.
   * @returns whether it worked
   */
  async run(name: string, work: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy.has(name)) return false
    this.#busy.add(name)
    this.#problems.delete(name)
    this.#host.requestUpdate()
    try {
      await work()
      return true
    } catch (cause) {
      const error = cause instanceof ConsoleError ? cause : new ConsoleError('internal', { cause })
      this.#problems.set(name, error)
      return false
    } finally {
      this.#busy.delete(name)
      this.#host.requestUpdate()
    }
  }

  #receive(update: BoardUpdate): void {
    if (update.type !== 'board') return
    this.board = update.board
    this.#clockAhead = update.board.at - Date.now()
    this.#host.requestUpdate()
  }
}
