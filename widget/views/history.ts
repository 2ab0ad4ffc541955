/**
 * What was before: the agent's last calls, each of which can be corrected in our log, and earlier
 * calls with the person on the line. Loaded when there is a call or somebody looks; the console
 * lends its template function, so that no second Lit is loaded.
 * @module
 */

import type { LitElement, TemplateResult } from 'lit'
import type { LoggedCall } from '../../shared/board.ts'
import type { ConsoleError } from '../../shared/errors.ts'
import { MAX_CORRECTION } from '../../shared/limits.ts'
import type { Call } from '../../shared/session.ts'
import { dateFormat } from '../date-format.ts'
import { HttpApi, type Place } from '../http-api.ts'
import type { Lent } from '../on-demand.ts'
import type { AllWords } from '../strings.ts'
import type { View } from './view.ts'

export { HISTORY_STYLES as STYLES } from './history.styles.ts'

/** The worker, as far as history goes. */
export interface HistoryPorts {
  /** Where the worker is, and the token that it knows us by. */
  readonly place: Place
  readonly token: () => string | null
  /** There is something else to show. */
  changed(): void
  explain(error: ConsoleError): string
  /** What to call a person. */
  nameOf(call: Pick<Call, 'name' | 'phoneNumber'>): string
}

/** The most that is shown of earlier notes, in characters. */
const NOTES_SHOWN = 240

/** A correction that is being typed. */
interface Correcting {
  readonly callId: string
  readonly dispositions: readonly string[]
  readonly notes: string
  readonly busy: boolean
  readonly problem: ConsoleError | null
}

/** One element's history. */
export class History {
  readonly #lent: Lent
  readonly #ports: HistoryPorts
  readonly #api: HttpApi
  #contacts: { readonly callId: string; readonly calls: readonly LoggedCall[] } | null = null
  #calls: readonly LoggedCall[] | null = null
  #problem: ConsoleError | null = null
  #correcting: Correcting | null = null

  constructor(lent: Lent, ports: HistoryPorts) {
    this.#lent = lent
    this.#ports = ports
    this.#api = new HttpApi(ports.place, ports.token)
  }

  /** Earlier calls with this person; nothing until they are known, or where there are none. */
  contacts(view: View, call: Call): unknown {
    const { html, nothing } = this.#lent
    if (this.#contacts?.callId !== call.id) void this.#loadContacts(call)
    const { calls = [] } = this.#contacts ?? {}
    if (calls.length === 0) return nothing
    return html`<section class="before" part="contacts" aria-labelledby="before">
      <h4 id="before">${words(view).lastContacts}</h4>
      <ul>
        ${calls.map((each) => html`<li>${this.#said(view, each)} ${words(view).by(nameIn(each.userId))}</li>`)}
      </ul>
    </section>`
  }

  async #ask(path: string): Promise<readonly LoggedCall[]> {
    const answer = await this.#api.send('GET', `/session${path}`)
    return ((await answer.json()) as { readonly calls: readonly LoggedCall[] }).calls
  }

  async #loadContacts({ id, campaignId }: Call): Promise<void> {
    this.#contacts = { callId: id, calls: [] }
    const query = new URLSearchParams({ campaign: campaignId, call: id })
    // Without an answer the card has no history; the call itself goes on.
    const found = await this.#ask(`/contacts?${query}`).catch(() => [])
    if (this.#contacts.callId !== id) return
    this.#contacts = { callId: id, calls: found }
    this.#ports.changed()
  }

  /** Asks for the agent's last calls anew. */
  async refresh(campaign: string): Promise<void> {
    try {
      this.#calls = await this.#ask(`/calls?${new URLSearchParams({ campaign })}`)
      this.#problem = null
    } catch (error) {
      this.#problem = error as ConsoleError
    }
    this.#ports.changed()
  }

  /** The agent's last calls. */
  calls(view: View): unknown {
    const { html, nothing } = this.#lent
    if (this.#problem !== null) return this.#explain(this.#problem)
    if (this.#calls === null) return nothing
    if (this.#calls.length === 0) return html`<p class="hint">${words(view).noCalls}</p>`
    return html`<ul class="before" part="calls">
      ${this.#calls.map((call) => this.#line(view, call))}
    </ul>`
  }

  #line(view: View, call: LoggedCall): TemplateResult {
    const { html, nothing } = this.#lent
    const t = words(view)
    const delivery: Partial<Record<string, string>> = t.delivery
    const open = this.#correcting?.callId === call.callId
    return html`<li>
      <strong><bdi>${this.#ports.nameOf(call)}</bdi></strong>
      ${this.#said(view, call)} <em>${delivery[call.state] ?? nothing}</em>
      ${(call.corrections ?? []).map(
        ({ dispositions, notes }) =>
          html`<p class="hint">
            ${t.corrected}: ${[...dispositions, notes].filter(Boolean).join(', ')}
          </p>`,
      )}
      ${
        open || call.finishedAt === null
          ? nothing
          : html`<button
              type="button"
              class="quiet small"
              @click=${(event: Event) => followed(event, () => this.#edit({ callId: call.callId }))}
            >
              ${t.correct}
            </button>`
      }
      ${open ? this.#form(view) : nothing}
    </li>`
  }

  /** When, what was chosen, what was noted. */
  #said(view: View, { openedAt, dispositions, notes }: LoggedCall): TemplateResult {
    const { html } = this.#lent
    const when = dateFormat(view.language, { dateStyle: 'medium', timeStyle: 'short' })
    const chosen = dispositions.filter(Boolean).join(', ')
    const short = notes.length > NOTES_SHOWN ? `${notes.slice(0, NOTES_SHOWN)}…` : notes
    return html`<time>${when.format(openedAt)}</time> <span>${chosen}</span> <bdi>${short}</bdi>`
  }

  #form(view: View): TemplateResult {
    const { html, nothing } = this.#lent
    const t = words(view)
    const { notes = '', busy = false, problem = null } = this.#correcting ?? {}
    const { dispositionLists } = view.session.campaign
    const submit = (event: Event) => {
      event.preventDefault()
      if (!busy) void followed(event, () => this.#send(view.session.campaign.id))
    }
    const close = (event: Event) => void followed(event, () => this.#close())
    return html`<form class="sheet" @submit=${submit}>
      <p class="hint">${t.correctionNote}</p>
      ${dispositionLists.map(
        ({ name, choices }, index) =>
          html`<label class="field">
            ${name}
            <select @change=${(event: Event) => this.#choose(index, typedIn(event))}>
              <option value="">(${t.unchanged})</option>
              ${choices.map(({ value }) => html`<option value=${value}>${value}</option>`)}
            </select>
          </label>`,
      )}
      <label class="field">
        ${t.correctionText}
        <textarea
          rows="2"
          maxlength=${MAX_CORRECTION}
          .value=${notes}
          @input=${(event: Event) => this.#edit({ notes: typedIn(event) })}
        ></textarea>
      </label>
      ${problem === null ? nothing : this.#explain(problem)}
      <div class="actions">
        <button class="primary" aria-busy=${busy ? 'true' : nothing}>${t.addCorrection}</button>
        <button type="button" class="quiet" @click=${close}>${t.cancel}</button>
      </div>
    </form>`
  }

  #explain(problem: ConsoleError): TemplateResult {
    const { html } = this.#lent
    return html`<p class="problem" role="alert">${this.#ports.explain(problem)}</p>`
  }

  #edit(change: Partial<Correcting>): void {
    const fresh = { callId: '', dispositions: [], notes: '', busy: false, problem: null }
    const begun = this.#correcting?.callId === change.callId || change.callId === undefined
    this.#correcting = { ...fresh, ...(begun ? this.#correcting : null), ...change }
    this.#ports.changed()
  }

  #choose(index: number, value: string): void {
    const dispositions = [...(this.#correcting?.dispositions ?? [])]
    while (dispositions.length < index) dispositions.push('')
    dispositions[index] = value
    this.#edit({ dispositions })
  }

  #close(): void {
    this.#correcting = null
    this.#ports.changed()
  }

  async #send(campaign: string): Promise<void> {
    const { callId = '', dispositions = [], notes = '' } = this.#correcting ?? {}
    this.#edit({ busy: true, problem: null })
    try {
      const correction = { campaign, callId, dispositions, notes }
      await this.#api.send('POST', '/session/corrections', correction)
      this.#close()
      await this.refresh(campaign)
    } catch (error) {
      this.#edit({ busy: false, problem: error as ConsoleError })
    }
  }
}

/**
 * Opens or closes a line's form. The button that was pressed is gone then: the keyboard goes to what
 * has come in its place, the form's first field or the button that opens it.
 */
async function followed(event: Event, change: () => Promise<void> | void): Promise<void> {
  const pressed = event.target as Element
  const line = pressed.closest('li')
  const { host } = (line?.getRootNode() ?? {}) as { host?: LitElement }
  await change()
  await host?.updateComplete
  const held = host?.shadowRoot?.activeElement
  // The console has put it at the top; whoever has gone on meanwhile is left alone.
  if (pressed.isConnected || !held?.matches('h2, [data-focus]')) return
  line?.querySelector<HTMLElement>('select, textarea, button')?.focus()
}

const words = ({ t }: View) => t as AllWords

/** Who came in by a passcode typed a name: the rest of their id is nobody's business. */
const nameIn = (userId: string) => userId.replace(/^passcode:[^:]*:/, '')

const typedIn = ({ target }: Event) => (target as HTMLInputElement).value
