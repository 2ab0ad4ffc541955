/**
 * The element: attributes in, events out, and which view is shown. It knows nothing of sockets.
 * @module
 */

import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { ConsoleError } from '../shared/errors.ts'
import type { Call, Draft, SessionSnapshot } from '../shared/session.ts'
import { styles } from './agent-console.styles.ts'
import { ConsoleView } from './console-view.ts'
import { type FinishOptions, finishCommand } from './finishing.ts'
import { languageOf } from './language.ts'
import { PhaseFollower } from './phase-follower.ts'
import { SessionController } from './session-controller.ts'
import { Sheet } from './sheet.ts'
import { pressed } from './shortcuts.ts'
import type { AllWords } from './strings.ts'
import { Ticker } from './ticker.ts'
import { gate } from './views/gate.ts'
import { nameOf } from './views/person.ts'
import { shell } from './views/shell.ts'

const IDENTITY = ['campaign', 'endpoint'] as const

/**
 * A call-centre agent's console.
 *
 * @summary Rings the agent's phone, shows who is on the line, stores how the call went.
 * @fires {AgentCallEvent} agent-call - A person is on the line: the screen pop.
 * @fires {AgentStateEvent} agent-state - The session changed.
 * @fires {AgentFinishEvent} agent-finish - A call is about to be finished; cancelable.
 * @fires {AgentErrorEvent} agent-error - A command was refused or failed.
 *
 * @slot pop - The host page's own card of the person on the line, instead of the console's.
 * @slot script - The host page's own script, instead of the campaign's.
 * @slot form - The host page's own form controls in the wrap-up; their values join the answers, under their names.
 *
 * @csspart console - The whole of it, with its border.
 * @csspart header - The phase, since when, and for which campaign.
 * @csspart person - The card of the person on the line.
 * @csspart fields - What the dialer sent about them, a description list.
 * @csspart record - The link to the host page's record.
 * @csspart script - The campaign's script.
 * @csspart contacts - Earlier calls with them.
 * @csspart dispositions - One list of choices.
 * @csspart choice - One choice.
 * @csspart notes - The notes.
 * @csspart input - Every other field that is typed into.
 * @csspart button - Every button; also `primary`, `secondary`, `quiet`, `copy`, `help` or `team`.
 * @csspart problem - What went wrong, beside its field.
 * @csspart notice - Why the last session ended.
 * @csspart unsent - What the dialer does not have yet.
 * @csspart calls - The agent's last calls.
 * @csspart sheet - The sheet of keys and alerts.
 *
 * @cssprop [--agent-console-accent=#2557c7] - The one accent colour; made lighter or darker where it could not be read.
 * @cssprop [--agent-console-font=system-ui, sans-serif] - The font family.
 * @cssprop [--agent-console-font-size=15px] - The size of plain text; everything else follows.
 * @cssprop [--agent-console-radius=8px] - How round buttons and fields are.
 *
 * @cssState signed-out - No session with the dialer.
 * @cssState calling-back - The agent's phone rings.
 * @cssState waiting - Hold music.
 * @cssState on-call - A person is on the line.
 * @cssState offline - The line to the worker is down.
 */
export class AgentConsole extends LitElement {
  static override styles = styles
  static override properties = {
    campaign: {},
    user: {},
    token: {},
    endpoint: {},
    getToken: { attribute: false },
    // An empty one would be the nearest of all, and say that nobody knows the language.
    lang: { reflect: true, converter: { toAttribute: (lang: string) => lang || null } },
    strings: { attribute: false },
    popUrl: { attribute: 'pop-url' },
    popTarget: { attribute: 'pop-target' },
  }

  /** The campaign's id. */
  campaign = ''
  /** The agent's name in the host page; offered when a passcode is asked for. */
  user = ''
  /** A token for the worker, minted by the host page's back end. */
  token = ''
  /** The worker's origin; where the script came from, unless said otherwise. */
  endpoint = new URL(import.meta.url).origin
  /** Asked for a token before each connection and before a token ends; beats `token`. */
  getToken: (() => Promise<string> | string) | null = null
  /** The language (BCP 47). Without it the nearest `lang` counts, then the page's. */
  override lang = ''
  /** Words to be shown instead of the language's own. */
  strings: Partial<AllWords> | null = null
  /** Where records are, the call's fields in braces: a link, or shown where no click is needed. */
  popUrl = ''
  /** The window that shows records; `_self` or `_top` for this page. */
  popTarget = 'agent-console-record'

  readonly #controller = new SessionController(this, (call) => this.#popped(call))
  readonly #view = new ConsoleView(this, this.#controller)
  readonly #follower = new PhaseFollower(this, this.#view)
  readonly #sheet = new Sheet(this, (file) => this.#view.withWords(file))
  readonly #internals = this.attachInternals()

  constructor() {
    super()
    new Ticker(this)
    // A host page's hotkeys must not fire while the agent types in here.
    for (const type of ['keydown', 'keyup', 'keypress']) {
      this.addEventListener(type, (event) => event.stopPropagation())
    }
    this.addEventListener('keydown', (event) => this.#press(event))
    // What another tab has typed waits for the keyboard to leave.
    this.addEventListener('focusout', () => this.requestUpdate())
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

  /** Says that the person has hung up, or has not after all; only a finish frees the line. */
  async callerGone(on = true): Promise<void> {
    await this.#controller.run({ type: 'caller-gone', callId: this.#openCall().id, on })
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
  async saveDraft(change: Partial<Draft>): Promise<void> {
    this.#openCall()
    this.#view.edit(change)
    const error = await this.#controller.drafts.flush()
    if (error) throw error
  }

  /** Stores how the open call went. Fires `agent-finish` first. */
  async finish(options: FinishOptions = {}): Promise<void> {
    const call = this.#openCall()
    const make = () => finishCommand(this, call, this.#view, options)
    await this.#controller.commands.give('finish', make)
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

  /** Asks for a supervisor, or not any more. */
  askHelp(on = true): Promise<void> {
    return this.#controller.run({ type: 'help', on })
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

  protected override willUpdate(changed: PropertyValues): void {
    // React makes a new function with every render: it is asked for the next token, and that is all.
    const hosted = changed.has('getToken') && !(changed.get('getToken') && this.getToken)
    if (hosted || IDENTITY.some((name) => changed.has(name))) this.#controller.restart()
    else if (changed.has('token')) this.#controller.takeToken(this.token)
    this.#view.words.speak(languageOf(this), this.strings)
  }

  protected override updated(): void {
    const { session } = this
    const { states } = this.#internals
    states.clear()
    if (session !== null) states.add(session.state.phase)
    if (this.#controller.line.state !== 'online') states.add('offline')
  }

  protected override render(): TemplateResult {
    const { t } = this.#view
    return html`<section class="console" part="console" lang=${t.lang} aria-label=${t.title}>
      ${this.session === null ? this.#renderGate() : this.#renderSession()}
      <div role="status" class="unseen">${this.#follower.said}</div>
      ${this.#sheet.render(t)}
    </section>`
  }

  #renderGate(): TemplateResult {
    return gate({ view: this.#view, host: this, controller: this.#controller })
  }

  #renderSession(): TemplateResult {
    return shell(this.#view, {
      tryNow: () => this.#controller.retry(),
      openSheet: () => void this.#openSheet(),
      remindAfter: this.#sheet.preferences.remindAfter,
    })
  }

  #popped(call: Call): void {
    const { t } = this.#view
    void this.#view.showRecord(call)
    this.#sheet.alert(t.announceCall(nameOf(t, call)))
    void this.#follower.showCall()
  }

  #press(event: KeyboardEvent): void {
    const shortcut = this.#sheet.preferences.shortcuts ? pressed(event) : null
    if (shortcut === null || this.session === null) return
    event.preventDefault()
    if (shortcut.action === 'sheet') void this.#openSheet()
    else this.#view.perform(shortcut, this.renderRoot)
  }

  async #openSheet(): Promise<void> {
    if (!(await this.#sheet.open())) this.#follower.say(this.#view.t.errors.offline)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console': AgentConsole
  }
}
