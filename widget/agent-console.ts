/**
 * The element: attributes in, events out, and which view is shown. It knows nothing of sockets.
 * @module
 */

import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { ConsoleError } from '../shared/errors.ts'
import type { Call, Draft, SessionSnapshot, SessionState } from '../shared/session.ts'
import { styles } from './agent-console.styles.ts'
import { ConsoleView } from './console-view.ts'
import { AgentFinishEvent } from './events.ts'
import { isTyping } from './focus.ts'
import { SessionController } from './session-controller.ts'
import { ENGLISH, type Strings } from './strings.ts'
import { gate } from './views/gate.ts'
import { nameOf } from './views/person.ts'
import { shell, title } from './views/shell.ts'

/** What can be said about a finish; what is left out is what the agent has typed. */
export interface FinishOptions extends Partial<Draft> {
  /** Whether the agent leaves afterwards; by default they get the next call. */
  readonly lastCall?: boolean
  readonly leaveMessage?: boolean
}

const IDENTITY = ['campaign', 'endpoint', 'token', 'getToken'] as const

/**
 * A call-centre agent's console.
 *
 * @summary Rings the agent's phone, shows who is on the line, stores how the call went.
 * @fires {AgentCallEvent} agent-call - A person is on the line: the screen pop.
 * @fires {AgentStateEvent} agent-state - The session changed.
 * @fires {AgentFinishEvent} agent-finish - A call is about to be finished; cancelable.
 * @fires {AgentErrorEvent} agent-error - A command was refused or failed.
 */
export class AgentConsole extends LitElement {
  static override styles = styles

  /** The campaign's id. */
  @property() campaign = ''
  /** The agent's name in the host page; offered when a passcode is asked for. */
  @property() user = ''
  /** A token for the worker, minted by the host page's back end. */
  @property() token = ''
  /** The worker's origin; where the script came from, unless said otherwise. */
  @property() endpoint = new URL(import.meta.url).origin
  /** Asked for a token before each connection and before a token ends; beats `token`. */
  @property({ attribute: false }) getToken: (() => Promise<string> | string) | null = null
  /** Every word on screen. */
  @property({ attribute: false }) strings: Strings = ENGLISH

  readonly #controller = new SessionController(this, () => void this.#showCall())
  readonly #view = new ConsoleView(this, this.#controller)
  #signingIn = false
  #signInProblem: ConsoleError | undefined
  #announced = ''
  /** What was shown last, whether it has just changed, and whether the keyboard was in it. */
  #place = ''
  #moved = false
  #focusInside = false
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    // A host page's hotkeys must not fire while the agent types in here.
    for (const type of ['keydown', 'keyup', 'keypress']) {
      this.addEventListener(type, (event) => event.stopPropagation())
    }
    this.addEventListener('focusin', () => (this.#controller.drafts.editing = isTyping()))
    this.addEventListener('focusout', () => (this.#controller.drafts.editing = false))
  }

  /** The newest snapshot, frozen; null before the first. */
  get session(): SessionSnapshot | null {
    return this.#controller.session
  }

  /** Rings the agent's phone. `music` is the dialer's name for hold music. */
  callMe(phoneNumber: string, music?: string): Promise<void> {
    return this.#controller.run({ type: 'call-me', phoneNumber, music })
  }

  /** Uses the agent id that the phone says. */
  logIn(agentId: string): Promise<void> {
    return this.#controller.run({ type: 'log-in', agentId })
  }

  /** Forgets a callback. */
  cancel(): Promise<void> {
    return this.#controller.run({ type: 'cancel' })
  }

  /** Makes the next finish, or this one, the last. */
  lastCall(on = true): Promise<void> {
    return this.#controller.run({ type: 'last-call', on })
  }

  /** Hangs up the agent's phone and ends the session, while waiting. */
  logOff(): Promise<void> {
    return this.#controller.run({ type: 'log-off' })
  }

  /** Says that the agent's phone has hung up. */
  phoneGone(): Promise<void> {
    return this.#controller.run({ type: 'phone-gone' })
  }

  /** Says that the agent hears someone but sees nothing. */
  noScreen(): Promise<void> {
    return this.#controller.run({ type: 'no-screen' })
  }

  /** Types for the agent: a disposition, notes, or both. */
  saveDraft(change: Partial<Draft>): Promise<void> {
    this.#view.edit(change)
    return this.#controller.drafts.flush()
  }

  /** Stores how the open call went. Fires `agent-finish` first. */
  async finish(options: FinishOptions = {}): Promise<void> {
    const { lastCall = false, leaveMessage = false, ...change } = options
    const call = this.#openCall()
    const event = new AgentFinishEvent(
      call,
      { ...this.#view.draft, ...change },
      lastCall,
      leaveMessage,
    )
    if (!this.dispatchEvent(event)) {
      throw this.#controller.fail('finish', new ConsoleError('stopped-by-page'))
    }
    const { dispositions, notes } = event
    const draft = { dispositions, notes }
    await this.#controller.run({ type: 'finish', callId: call.id, draft, lastCall, leaveMessage })
  }

  /** Begins a break: the finish is held until {@link endHold}. */
  async holdFinish(reason: string): Promise<void> {
    await this.#controller.run({ type: 'hold-finish', callId: this.#openCall().id, reason })
  }

  /** Ends a break. */
  async endHold(): Promise<void> {
    await this.#controller.run({ type: 'end-hold', callId: this.#openCall().id })
  }

  /** Leaves a call without an answer, after the phone is gone. */
  async leaveUnfinished(): Promise<void> {
    await this.#controller.run({ type: 'leave-unfinished', callId: this.#openCall().id })
  }

  /** Sends an unsent finish again. */
  retry(callId: string): Promise<void> {
    return this.#controller.run({ type: 'retry', callId })
  }

  /** Answers "Do you hear hold music?". */
  hearMusic(callId: string, yes: boolean): Promise<void> {
    return this.#controller.run({ type: 'hear-music', callId, yes })
  }

  #openCall(): Call {
    const state = this.session?.state
    if (state?.phase !== 'on-call') throw new ConsoleError('not-now')
    return state.call
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#tick(false)
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (IDENTITY.some((name) => changed.has(name))) this.#controller.restart()
    this.#focusInside = this.matches(':focus-within')
    this.#announce()
  }

  protected override updated(): void {
    this.#tick(this.session !== null && this.session.state.phase !== 'signed-out')
    this.#followFocus()
  }

  protected override render(): TemplateResult {
    const { strings: t } = this
    return html`<section class="console" part="console" aria-label=${t.title}>
      ${this.session === null ? this.#renderGate() : shell(this.#view, () => this.#controller.retry())}
      <div role="status" class="unseen">${this.#announced}</div>
    </section>`
  }

  #renderGate(): TemplateResult {
    return gate({
      t: this.strings,
      campaign: this.campaign,
      user: this.user,
      line: this.#controller.line,
      hosted: this.token !== '' || this.getToken !== null,
      signingIn: this.#signingIn,
      problem: this.#signInProblem,
      retry: () => this.#controller.retry(),
      signIn: (name, code) => void this.#signIn(name, code),
    })
  }

  async #signIn(name: string, code: string): Promise<void> {
    this.#signingIn = true
    this.#signInProblem = undefined
    this.requestUpdate()
    try {
      await this.#controller.signIn(name, code)
    } catch (error) {
      this.#signInProblem = error instanceof ConsoleError ? error : new ConsoleError('internal')
    }
    this.#signingIn = false
    this.requestUpdate()
  }

  /** The clock on screen; nothing else is read from it. */
  #tick(on: boolean): void {
    if (on) this.#ticking ??= setInterval(() => this.requestUpdate(), 1_000)
    else {
      clearInterval(this.#ticking)
      this.#ticking = undefined
    }
  }

  /** A live region says what changed; nothing is said about the first snapshot. */
  #announce(): void {
    const state = this.session?.state
    const place = state === undefined ? '' : placeOf(state)
    if (place === this.#place) return
    this.#moved = this.#place !== ''
    this.#place = place
    if (state === undefined || !this.#moved) return
    const { strings: t } = this
    this.#view.forget('agentId', 'reason')
    this.#announced =
      state.phase === 'on-call' ? t.announceCall(nameOf(t, state.call)) : title(t, state)
  }

  /** Where the keyboard was in what is gone, it moves to what came. */
  #followFocus(): void {
    if (this.#moved && this.#focusInside) this.#focusPhase()
    this.#moved = false
  }

  #focusPhase(): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector)
    ;(find('[data-focus]') ?? find('h2'))?.focus()
  }

  /** The screen pop happened here: the keyboard follows, unless the agent is typing. */
  async #showCall(): Promise<void> {
    await this.updateComplete
    if (!isTyping()) this.#focusPhase()
  }
}

/** Tells one phase, or one call, from the next. */
function placeOf(state: SessionState): string {
  return state.phase === 'on-call' ? state.call.id : state.phase
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console': AgentConsole
  }
}
