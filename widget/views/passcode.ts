/**
 * Nobody has said who is asking: the campaign's passcode does. Loaded where it is needed; the console
 * lends its template function, so that no second Lit is loaded.
 * @module
 */

import type { TemplateResult } from 'lit'
import { ConsoleError } from '../../shared/errors.ts'
import type { Bought } from '../console-tokens.ts'
import { HttpApi, type Place } from '../http-api.ts'
import type { Lent } from '../on-demand.ts'
import type { TokenRefusal } from '../session-socket.ts'
import type { AllWords } from '../strings.ts'
import type { Gate } from './gate.ts'
import type { Frame } from './shell.ts'

/** What the console around the form lends to it. */
export interface PasscodePorts {
  readonly place: Place
  /** The passcode was right. */
  bought(token: Bought): void
  /** There is something else to show. */
  changed(): void
}

/** One console's form. */
export class Passcode {
  readonly #lent: Lent
  readonly #ports: PasscodePorts
  readonly #api: HttpApi
  #busy = false
  /** What was wrong with the last try. */
  #problem: ConsoleError | null = null
  /** Somebody of that name is signed in: the agent id is asked for, as only they hear it. */
  #joins = false

  constructor(lent: Lent, ports: PasscodePorts) {
    this.#lent = lent
    this.#ports = ports
    this.#api = new HttpApi(ports.place, () => null)
  }

  /** The heading and the form. */
  render({ view, host }: Gate, code: TokenRefusal): Frame {
    const { html, nothing } = this.#lent
    const t = view.t as AllWords
    const submit = (event: SubmitEvent) => {
      event.preventDefault()
      if (!this.#busy) void this.#buy(new FormData(event.target as HTMLFormElement))
    }
    return {
      title: t.signInTitle,
      mood: 'signed-out',
      body: html`
        <p class="lead">${code === 'token-missing' ? t.signInLead(host.campaign) : explain(code, t)}</p>
        <form class="form" @submit=${submit}>
          <div class="field">
            <label for="name">${t.name}</label>
            <input id="name" name="name" part="input" autocomplete="username" required
              .value=${host.user} />
          </div>
          ${this.#passcodeField(view)} ${this.#joins ? this.#agentIdField(view) : nothing}
          <button class="primary" part="button primary" aria-busy=${this.#busy ? 'true' : nothing}>
            ${t.signIn}
          </button>
        </form>
      `,
    }
  }

  async #buy(typed: FormData): Promise<void> {
    this.#busy = true
    this.#problem = null
    this.#ports.changed()
    const { campaign } = this.#ports.place
    try {
      const body = { campaign, ...Object.fromEntries(typed) }
      const answer = await this.#api.send('POST', '/sign-in', body)
      this.#ports.bought(await answer.json())
      this.#joins = false
    } catch (error) {
      this.#problem = error instanceof ConsoleError ? error : new ConsoleError('internal')
      this.#joins ||= this.#problem.code === 'session-live'
    }
    this.#busy = false
    this.#ports.changed()
  }

  /** Shown once it is needed, and then it stays. */
  #agentIdField(view: Gate['view']): TemplateResult {
    const { html, nothing } = this.#lent
    const wrong = this.#problem?.field === 'agentId'
    return html`<div class="field">
      <label for="agentId">${view.t.agentId}</label>
      <input
        id="agentId"
        name="agentId"
        part="input"
        inputmode="numeric"
        autocomplete="off"
        aria-describedby=${wrong ? 'agentId-problem' : nothing}
      />
      ${wrong ? this.#explain(view, 'agentId') : nothing}
    </div>`
  }

  #passcodeField(view: Gate['view']): TemplateResult {
    const { html, nothing } = this.#lent
    const wrong = this.#problem !== null && this.#problem.field !== 'agentId'
    return html`<div class="field">
      <label for="passcode">${(view.t as AllWords).passcode}</label>
      <input
        id="passcode"
        name="passcode"
        part="input"
        type="password"
        autocomplete="current-password"
        required
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? 'passcode-problem' : nothing}
      />
      ${wrong ? this.#explain(view, 'passcode') : nothing}
    </div>`
  }

  #explain(view: Gate['view'], field: string): unknown {
    const { html, nothing } = this.#lent
    if (this.#problem === null) return nothing
    return html`<p class="problem" role="alert" id="${field}-problem">
      ${view.explain(this.#problem)}
    </p>`
  }
}

const explain = (code: TokenRefusal, { refusals, errors }: AllWords) =>
  ({ ...refusals, ...errors })[code]
