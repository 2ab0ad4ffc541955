/**
 * The call log: searched, looked into, taken home, and made to forget somebody.
 * @module
 */

import type { LoggedCall } from '../../../shared/board.ts'
import type { Meaning } from '../../../shared/campaign.ts'
import { MAX_LINE, MAX_NOTES } from '../../../shared/limits.ts'
import { clock } from '../../clock.ts'
import { tame } from '../../hostile-text.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { moment } from '../format.ts'
import { UNSENT } from '../warnings.ts'
import { Erasure } from './erasure.ts'
import { save } from './save.ts'

const ENGLISH = {
  search: 'Search',
  searchHint: 'Name, number, agent, notes, answer',
  from: 'From',
  to: 'Until',
  find: 'Find',
  more: 'More',
  none: 'No calls fit.',
  loading: 'Looking…',
  csv: 'Download CSV',
  jsonl: 'Download JSON Lines',
  unknown: 'Unknown caller',
  handleTime: 'Handle time',
  agent: 'Agent',
  number: 'Number',
  meaning: 'Meaning',
  callId: 'Call id',
  notes: 'Notes',
  callBack: 'Call back',
  message: 'Recording left',
  yes: 'yes',
  never: 'never',
  shown: 'Shown to an agent',
  dialerSaid: 'The dialer said',
  corrected: (time: string, by: string) => `Corrected ${time} by ${by}`,
  marks: 'Download do-not-call marks',
  wrongDays: 'The first day is after the last.',
  meanings: {
    contact: 'contact',
    sale: 'sale',
    callback: 'call back',
    'do-not-call': 'do not call',
  } satisfies Record<Meaning, string>,
  state: {
    open: 'on the line',
    sending: 'being sent',
    stored: 'stored',
    'stored-by-next-call': 'stored (proved by the next call)',
    'stored-by-agent': 'stored (on the agent’s word)',
    unconfirmed: 'maybe stored',
    refused: 'refused by the dialer',
    unfinished: 'left without an answer',
  } satisfies Record<LoggedCall['state'], string>,
}

/** A name is one line of a list. */
const LONGEST_NAME = 200

/** What can be taken home: the log as it was searched, and every marked number. */
type Format = 'csv' | 'jsonl' | 'marks'

interface Page {
  readonly calls: readonly LoggedCall[]
  readonly next: string | null
}

class Calls implements Panel {
  readonly #view: BoardView
  #calls: readonly LoggedCall[] = []
  #next: string | null = null
  #query = new URLSearchParams()
  /** What was searched for last: the form is drawn anew when the panel is opened again. */
  #typed = { search: '', from: '', to: '' }
  #loaded = false
  readonly #erasure: Erasure
  #wrongDays = false

  constructor(view: BoardView) {
    this.#view = view
    this.#erasure = new Erasure(view, () => void this.#load(null))
  }

  opened(): void {
    void this.#load(null)
  }

  async #load(after: string | null): Promise<void> {
    const asked = this.#query
    const query = new URLSearchParams(asked)
    if (after) query.set('after', after)
    await this.#view.run('calls', async () => {
      const page = await this.#view.api.ask<Page>('GET', `/calls?${query}`)
      this.#calls = after ? [...this.#calls, ...page.calls] : page.calls
      this.#next = page.next
      this.#loaded = true
    })
    // A search that came meanwhile has found this one under way.
    if (asked !== this.#query) await this.#load(null)
  }

  #find(form: FormData): void {
    const query = new URLSearchParams()
    const typed = (name: string) => String(form.get(name) ?? '')
    const [search, from, to] = [typed('search'), typed('from'), typed('to')]
    this.#wrongDays = from !== '' && to !== '' && from > to
    this.#view.refresh()
    if (this.#wrongDays) return
    if (search) query.set('search', search)
    // Days are the supervisor's own, from midnight to midnight.
    if (from) query.set('from', new Date(`${from}T00:00`).toISOString())
    if (to) query.set('to', new Date(`${to}T24:00`).toISOString())
    this.#typed = { search, from, to }
    this.#query = query
    void this.#load(null)
  }

  #save(format: Format): void {
    const view = this.#view
    const query = new URLSearchParams(this.#query)
    query.set('format', format)
    const [path, name] =
      format === 'marks'
        ? ['/do-not-call?format=csv', 'do-not-call.csv']
        : [view.api.here(`/calls?${query}`), `calls-${view.campaign}.${format}`]
    void view.run('calls-file', () => save(view.api, path, name))
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('calls', ENGLISH)
    const error = view.problem('calls') ?? view.problem('calls-file')
    const said = this.#wrongDays ? t.wrongDays : error && view.explain(error)
    const busy = view.busy('calls')
    const { search, from, to } = this.#typed
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      this.#find(new FormData(event.target as HTMLFormElement))
    }
    const file = (format: Format) => html`<button
      type="button"
      class="quiet"
      aria-busy=${view.busy('calls-file') ? 'true' : nothing}
      @click=${() => this.#save(format)}
    >
      ${t[format]}
    </button>`
    return html`<form class="search" role="search" @submit=${send}>
        <label><span>${t.search}</span> <input type="search" name="search" value=${search} maxlength=${MAX_LINE} placeholder=${t.searchHint} /></label>
        <label><span>${t.from}</span> <input type="date" name="from" value=${from} max="9999-12-31" aria-invalid=${this.#wrongDays ? 'true' : nothing} /></label>
        <label><span>${t.to}</span> <input type="date" name="to" value=${to} max="9999-12-31" /></label>
        <button class="secondary" aria-busy=${busy ? 'true' : nothing}>${t.find}</button>
      </form>
      ${said ? html`<p class="problem" role="alert">${said}</p>` : nothing}
      <p role="status">${this.#calls.length > 0 ? '' : this.#loaded ? t.none : busy ? t.loading : ''}</p>
      <div class="calls">${this.#calls.map((call) => this.#renderCall(lent, call, t))}</div>
      <div class="actions">
        ${
          this.#next
            ? html`<button
                type="button"
                class="secondary"
                aria-busy=${busy ? 'true' : nothing}
                @click=${() => void this.#load(this.#next)}
              >
                ${t.more}
              </button>`
            : nothing
        }
        ${file('csv')} ${file('jsonl')} ${file('marks')}
      </div>
      ${this.#erasure.render(lent)}`
  }

  #renderCall({ html, nothing }: Lent, call: LoggedCall, t: typeof ENGLISH): unknown {
    const { name, phoneNumber, openedAt, dispositions, state, userId } = call
    const trouble = UNSENT.some((kind) => kind === state)
    return html`<details class="call">
      <summary>
        <span class="timer">${moment(openedAt)}</span>
        <strong>${tame(name ?? phoneNumber ?? t.unknown, LONGEST_NAME)}</strong>
        <span>${dispositions.filter(Boolean).join(', ')}</span>
        <small>${userId}</small>
        <small class=${trouble ? 'trouble' : ''}>${state === 'stored' ? '' : t.state[state]}</small>
      </summary>
      <dl>
        ${factsOf(call, t).map(([label, value]) => html`<div><dt>${tame(label, LONGEST_NAME)}</dt><dd>${tame(value, MAX_NOTES, MAX_NOTES)}</dd></div>`)}
      </dl>
      ${
        call.corrections?.map(
          (each) => html`<p class="hint">
            ${t.corrected(moment(each.at), userId)}: ${each.dispositions.filter(Boolean).join(', ')}
            ${tame(each.notes)}
          </p>`,
        ) ?? nothing
      }
    </details>`
  }
}

/** Everything the log knows of a call that is not in its line. */
function factsOf(call: LoggedCall, t: typeof ENGLISH): [string, string][] {
  const { openedAt, finishedAt, fields, answers = {}, notes, words, callbackAt } = call
  const { phoneNumber, meanings } = call
  const facts: [string, string | null | undefined][] = [
    [t.number, phoneNumber],
    ...fields.map(({ label, value }): [string, string] => [label, value]),
    ...Object.entries(answers),
    [t.meaning, meanings.map((meaning) => t.meanings[meaning]).join(', ')],
    [t.notes, notes],
    [t.callBack, callbackAt && moment(Date.parse(callbackAt))],
    [t.handleTime, finishedAt === null ? null : clock(finishedAt - openedAt)],
    [t.agent, `${call.userId} (${call.agentId})`],
    [t.callId, call.callId],
    [t.message, call.leftMessage ? t.yes : null],
    [t.shown, call.shown ? null : t.never],
    [t.dialerSaid, words],
  ]
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]))
}

/** The call log, for a board. */
export const panel = (view: BoardView): Panel => new Calls(view)
