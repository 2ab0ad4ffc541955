/**
 * Snapshots in, commands out: the only thing that knows both the element and the socket.
 * It never guesses: what the element shows changes when a snapshot says so.
 * @module
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandType, Update } from '../shared/protocol.ts'
import type { Call, Draft, SessionSnapshot } from '../shared/session.ts'
import { Commands } from './commands.ts'
import { type Bought, ConsoleTokens } from './console-tokens.ts'
import { DraftKeeper, EMPTY } from './draft-keeper.ts'
import type { DraftVault } from './draft-vault.ts'
import { AgentCallEvent, AgentErrorEvent, AgentStateEvent } from './events.ts'
import { focused, isTyping } from './focus.ts'
import { frozen } from './frozen.ts'
import { keep } from './kept.ts'
import { watchPage } from './page-life.ts'
import { Popped } from './popped.ts'
import { Renewal } from './renewal.ts'
import { type Line, SessionSocket } from './session-socket.ts'
import type { Identity } from './token-source.ts'

/** The element, as far as the controller knows it. */
export type ConsoleHost = ReactiveControllerHost & HTMLElement & Identity

type Greeting = Extract<Update, { type: 'hello' }>

/** One element's session. */
export class SessionController implements ReactiveController {
  readonly drafts = new DraftKeeper(
    (callId, draft) => this.#saveDraft(callId, draft),
    () => isTyping(focused(this.#host.shadowRoot)),
    (typed) => void this.#vault?.keep(this.#openCall, typed),
  )
  readonly commands = new Commands({
    send: (command) => this.#send(command),
    changed: () => this.#host.requestUpdate(),
    failed: (error) => this.#host.dispatchEvent(new AgentErrorEvent(error)),
  })
  session: SessionSnapshot | null = null
  line: Line = { state: 'closed' }

  readonly #host: ConsoleHost
  readonly #onPop: (call: Call) => void
  #socket: SessionSocket | null = null
  #tokens: ConsoleTokens | null = null
  #listening: AbortController | null = null
  #vault: DraftVault | null = null
  #opening: Promise<void> | null = null
  #clockAhead = 0
  #tokenEndsAt = 0
  readonly #renewal = new Renewal({
    now: () => this.now,
    renewable: () => this.#host.getToken !== null,
    token: () => this.#token(true),
    send: (token) => this.#socket?.report({ type: 'renew', token }),
    ended: () => this.#tokenEnded(),
  })
  #activeAt = 0
  readonly #popped = new Popped()
  /** A new connection, whose first snapshot counts whatever its number. */
  #greeted = false

  /** `onPop` is called when the host page has left a screen pop to the console. */
  constructor(host: ConsoleHost, onPop: (call: Call) => void) {
    this.#host = host
    this.#onPop = onPop
    host.addController(this)
  }

  /** The worker's clock, in milliseconds since 1970. */
  get now(): number {
    return Date.now() + this.#clockAhead
  }

  /** Whether a command is under way, here or in another tab. */
  pending(type: CommandType): boolean {
    return this.session?.pending === type || this.commands.pending(type)
  }

  hostConnected(): void {
    if (this.#socket !== null && this.#listening === null) this.#listen()
  }

  /** Moving an element disconnects and connects it in one go; only what stays away is closed. */
  hostDisconnected(): void {
    void this.drafts.flush()
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#stop()
    })
  }

  /** Begins anew, for another campaign, endpoint or token. */
  restart(): void {
    this.#stop()
    this.session = null
    const { endpoint, campaign } = this.#host
    if (!campaign) return
    this.#tokens = new ConsoleTokens(this.#host)
    this.#vault = null
    this.#socket = new SessionSocket({
      endpoint,
      campaign,
      token: (again) => this.#token(again),
      onUpdate: (update) => this.#receive(update),
      onLine: (line) => this.#changeLine(line),
    })
    if (this.#host.isConnected) this.#listen()
  }

  /** The host page has another token: an open line takes it without a new connection. */
  takeToken(token: string): void {
    if (!token || !this.#socket || !this.#tokens) this.restart()
    else {
      // What was refused of the last one says nothing of this one.
      Object.assign(this.#tokens, { own: null, last: null })
      if (!this.#socket.report({ type: 'renew', token }) && this.#listening) this.#socket.open()
    }
  }

  /** Tries again, after a refusal or before the next try is due. */
  retry(): void {
    this.#socket?.open()
  }

  /** A passcode has bought a token: connects with it. */
  takeBought(bought: Bought): void {
    this.#tokens?.take(bought)
    this.#socket?.open()
  }

  #token(again: boolean): Promise<string | null> {
    return this.#tokens?.token(again) ?? Promise.resolve(null)
  }

  /** A token for the board inside this console; empty when there is none. */
  async token(): Promise<string> {
    return (await this.#token(false)) ?? ''
  }

  /** The token that is in use. */
  get lastToken(): string | null {
    return this.#tokens?.last || this.#host.token || null
  }

  /**
   * Sends a command, shows it as pending, and keeps what went wrong beside its field.
   * @throws {ConsoleError}
   */
  run(command: Command): Promise<void> {
    return this.commands.give(command.type, () => command)
  }

  #send(command: Command): Promise<void> {
    // What was typed goes first: after a finish it would come too late.
    if (command.type !== 'save-draft') void this.drafts.flush()
    return this.#socket?.send(command) ?? Promise.reject(new ConsoleError('offline'))
  }

  /** Saving is quiet: while the line is down, the banner says that what is typed is kept here. */
  async #saveDraft(callId: string, draft: Draft): Promise<ConsoleError | null> {
    const { state, unsent = [] } = this.session ?? {}
    const onCall = state?.phase === 'on-call'
    const left = unsent.some(({ call, state }) => call.id === callId && state === 'unfinished')
    if (this.line.state !== 'online') return new ConsoleError('offline')
    // A call that is finished, perhaps in another tab, takes none any more.
    if (!(onCall || left)) return new ConsoleError('not-now')
    const command = { type: 'save-draft', callId, draft } as const
    // Of a card that is gone from the screen there is nothing to be said beside a field.
    const open = onCall && state.call.id === callId
    return (open ? this.run(command) : this.#send(command)).then(
      () => null,
      (error: ConsoleError) => error,
    )
  }

  #receive(update: Update): void {
    if (update.type === 'snapshot') this.#take(update.session)
    else if (update.type === 'pop') this.#pop(update.call)
    else if (update.type === 'hello') this.#greet(update)
  }

  #greet({ expiresAt, key }: Greeting): void {
    this.#opening = this.#openVault(key)
    this.#tokenEndsAt = expiresAt
    // Before the first snapshot nobody knows what time it is for the worker.
    if (this.session) this.#renewal.watch(expiresAt)
    this.#greeted = true
    if (document.hasFocus()) this.#active(0)
  }

  /** Without a key, what another page has left is nobody's to read. */
  async #openVault(key: string | undefined): Promise<void> {
    const { endpoint, campaign } = this.#host
    const name = `draft ${endpoint} ${campaign}`
    if (!key) {
      this.#vault = null
      return keep(name, null)
    }
    const file = await import('./draft-vault.ts').catch(() => null)
    this.#vault = (await file?.openVault(key, name)) ?? null
  }

  /** What the last page has left about the open call, or about one that was left since. */
  async #restore(): Promise<void> {
    await this.#opening
    const left = this.session && (await this.#vault?.take(this.session))
    // Typed before there was a place for it: once more.
    if (!left) return this.drafts.unsaved ? this.drafts.edit({}) : undefined
    if (this.drafts.restore(left.callId, left.typed)) this.#host.requestUpdate()
    else void this.#saveDraft(left.callId, left.draft)
  }

  get #openCall(): Call | null {
    const state = this.session?.state
    return state?.phase === 'on-call' ? state.call : null
  }

  /** Within one connection an older snapshot is ignored; a new one starts where it says. */
  #take(session: SessionSnapshot): void {
    const shown = this.session
    if (!this.#greeted && shown !== null && session.version <= shown.version) return
    this.#clockAhead = session.at - Date.now()
    this.session = frozen(session)
    if (shown?.state.phase !== session.state.phase) this.commands.problems.clear()
    const { state } = session
    if (state.phase === 'on-call') this.drafts.take(state.call.id, state.draft)
    else this.drafts.take('', EMPTY)
    if (this.#greeted) void this.drafts.flush()
    this.#greeted = false
    if (shown === null) void this.#restore()
    this.#renewal.watch(this.#tokenEndsAt)
    this.#host.requestUpdate()
    this.#host.dispatchEvent(new AgentStateEvent(session))
  }

  /** Fires once per call in a browser tab. */
  #pop(call: Call): void {
    const first = this.#popped.isFirst(call)
    const ours = first && this.#host.dispatchEvent(new AgentCallEvent(frozen(call)))
    // First the report: what follows may leave this page.
    this.#socket?.report({ type: 'popped', callId: call.id })
    if (ours) this.#onPop(call)
  }

  #changeLine(line: Line): void {
    this.line = line
    // Nobody is signed in any more: what was on screen belongs to the last one.
    if (line.state === 'refused') this.session = null
    this.#host.requestUpdate()
  }

  #listen(): void {
    this.#listening?.abort()
    this.#listening = new AbortController()
    watchPage(this.#host, this.#listening.signal, {
      wake: () => this.#socket?.wake(),
      save: () => void this.drafts.flush(),
      used: (atMostEvery) => this.#active(atMostEvery),
    })
    this.#socket?.open()
  }

  /** Says that this tab is the one in use, so that the next call pops here. */
  #active(atMostEvery: number): void {
    const now = Date.now()
    if (now - this.#activeAt < atMostEvery) return
    if (this.#socket?.report({ type: 'active' })) this.#activeAt = now
  }

  #stop(): void {
    this.#renewal.stop()
    this.#listening?.abort()
    this.#listening = null
    this.#socket?.close()
  }

  /** An open call may still be finished; everything else begins with signing in again. */
  #tokenEnded(): void {
    if (this.session?.state.phase === 'on-call') return
    this.#socket?.close()
    this.#socket?.open()
  }
}
