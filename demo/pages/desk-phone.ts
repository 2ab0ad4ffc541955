/**
 * `<desk-phone>`: the phone on the agent's desk, for pages that show the console without one. What
 * it shows is what the dialer's phone network has; it decides nothing by itself.
 * @module
 */

import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { DeskView } from '../dialer/desk-view.ts'
import { DeskLine } from './desk/desk-line.ts'
import { styles } from './desk/desk-phone.styles.ts'
import { ownNumber } from './desk/own-number.ts'
import { Receiver } from './desk/receiver.ts'
import { type Display, displayOf, formatNumber, sceneOf } from './desk/scene.ts'
import { slim } from './desk/slim.styles.ts'

/** Three to fifteen digits, punctuated as people do: what the dialer takes for a phone number. */
const PHONE_NUMBER = /^\+?[\s().-]*(?:\d[\s().-]*){3,15}$/

/** What decides which phone this is. */
const PLACE = ['number', 'endpoint', 'campaign'] as const

const NO_NUMBER: Display = {
  mood: 'away',
  label: 'No number',
  line: 'Give this phone a number.',
  spoken: 'This phone has no number.',
}

const HANDSET = svg`<path d="M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0
  3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2
  2.45.57 3.57a1 1 0 0 1-.25 1.02z"/>`

/**
 * A desk phone.
 *
 * @summary Rings, says the agent id, plays hold music and the beep.
 * @fires {Event} number-change - The user has given the phone another number.
 */
export class DeskPhone extends LitElement {
  static override styles = [styles, slim]

  /** The phone's number, one of its own if none is given; the user can change it on the hook. */
  @property({ reflect: true }) number = ''
  /** The campaign on whose floor the phone stands; the common one, unless said otherwise. */
  @property() campaign = ''
  /** Whether the receiver is silent. */
  @property({ type: Boolean, reflect: true }) muted = false
  /** Whether it takes little room while it is on the hook. */
  @property({ type: Boolean, reflect: true }) slim = false
  /** The dialer's origin; where the script came from, unless said otherwise. */
  @property() endpoint = new URL(import.meta.url).origin

  @state() private phone: DeskView | null = null
  @state() private problem = ''

  readonly #receiver = new Receiver()
  #line: DeskLine | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.number === '') this.number = ownNumber()
    for (const type of ['click', 'keydown']) window.addEventListener(type, this.#allowSound)
    if (this.hasUpdated) this.#connect()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#forgetFirstClick()
    this.#line?.close()
    this.#receiver.close()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (PLACE.some((name) => changed.has(name))) this.#connect()
    if (changed.has('muted')) this.#receiver.mute(this.muted)
  }

  protected override render(): TemplateResult {
    const display = PHONE_NUMBER.test(this.number) ? displayOf(this.phone) : NO_NUMBER
    return html`<section class="phone" aria-label="Desk phone">
      <header>
        <h2>Desk phone</h2>
        <button type="button" aria-pressed=${this.muted} @click=${this.#toggleMute}>
          ${this.muted ? 'Muted' : 'Mute'}
        </button>
      </header>
      <div class="screen ${display.mood}" aria-hidden="true">
        <p class="label">${display.label}</p>
        <p class="line">${display.line}</p>
        <svg viewBox="0 0 24 24">${HANDSET}</svg>
        <span class="bars"><i></i><i></i><i></i><i></i></span>
      </div>
      <p class="unseen" role="status">${display.spoken}</p>
      ${this.#renderKeys()} ${this.#renderNumber()}
    </section>`
  }

  #renderKeys(): TemplateResult {
    const state = this.phone?.state ?? 'idle'
    return html`<div class="keys ${state === 'idle' ? '' : 'busy'}">
      <button type="button" class="answer" aria-disabled=${state !== 'ringing'} @click=${this.#answer}>
        Answer
      </button>
      <button type="button" class="hang-up" aria-disabled=${state === 'idle'} @click=${this.#hangUp}>
        ${state === 'ringing' ? 'Refuse' : 'Hang up'}
      </button>
    </div>`
  }

  #renderNumber(): TemplateResult {
    const busy = this.phone !== null && this.phone.state !== 'idle'
    const hint =
      this.#receiver.allowed || this.muted ? nothing : 'Sound starts with your first click.'
    return html`<label>
        Its number
        <input
          type="tel"
          autocomplete="off"
          .value=${formatNumber(this.number)}
          ?readonly=${busy}
          aria-invalid=${this.problem !== ''}
          aria-describedby="problem"
          @change=${this.#typed}
        />
      </label>
      <p class="problem" id="problem" role="alert" ?hidden=${this.problem === ''}>${this.problem}</p>
      <p class="hint" ?hidden=${hint === nothing}>${hint}</p>`
  }

  /** Only the first click matters: it lets the browser play sound. */
  #allowSound = (): void => {
    if (!navigator.userActivation.hasBeenActive) return
    this.#receiver.allow()
    this.#forgetFirstClick()
    this.requestUpdate()
  }

  #forgetFirstClick(): void {
    for (const type of ['click', 'keydown']) window.removeEventListener(type, this.#allowSound)
  }

  #toggleMute(): void {
    this.muted = !this.muted
  }

  // What cannot be pressed now keeps the keyboard: it would be the page's otherwise.
  #answer(): void {
    if (this.phone?.state === 'ringing') this.#line?.send({ type: 'answer' })
  }

  #hangUp(): void {
    if (this.phone && this.phone.state !== 'idle') this.#line?.send({ type: 'hang-up' })
  }

  #typed(event: Event): void {
    const { value } = event.target as HTMLInputElement
    const typed = value.trim()
    this.problem = PHONE_NUMBER.test(typed) ? '' : 'That is not a phone number: 3 to 15 digits.'
    if (this.problem !== '') return
    this.number = typed.replace(/[\s().-]/g, '')
    this.dispatchEvent(new Event('number-change', { bubbles: true, composed: true }))
  }

  #connect(): void {
    this.#line?.close()
    this.#line = null
    this.#show(null)
    if (!PHONE_NUMBER.test(this.number)) return
    const { endpoint, number: phoneNumber, campaign } = this
    this.#line = new DeskLine(
      { endpoint, phoneNumber, campaign },
      {
        phone: (phone) => this.#show(phone),
        refused: (words) => {
          this.problem = words
        },
      },
    )
  }

  /** The first view of a phone is no news: only a beep that was seen to happen is played. */
  #show(phone: DeskView | null): void {
    if (phone !== null && this.phone !== null && phone.beeps > this.phone.beeps) {
      this.#receiver.beep()
    }
    this.phone = phone
    this.#receiver.play(sceneOf(phone))
  }
}

if (customElements.get('desk-phone') === undefined) customElements.define('desk-phone', DeskPhone)

declare global {
  interface HTMLElementTagNameMap {
    'desk-phone': DeskPhone
  }
}
