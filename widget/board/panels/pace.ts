/**
 * How the campaign is dialled: its ratio, and when it stops by itself. The dialer confirms first; what
 * is shown is what was last set from here, because it cannot be asked.
 * @module
 */

import type { BoardSnapshot, Closing } from '../../../shared/board.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { moment } from '../format.ts'

const ENGLISH = {
  ratio: 'Lines dialled per idle agent, 0.1 to 10',
  ratioIs: (ratio: string, time: string, by: string) =>
    `${ratio}, last set here at ${time} by ${by}.`,
  never: 'Never set from here; the dialer begins with its own.',
  lead: 'More lines shorten the wait, and connect more people who answer to nobody. In the US at most 3 % of answered calls may be abandoned, per campaign and 30 days; other countries have rules of their own. The dialer paces: this page neither measures nor limits it.',
  set: 'Set',
  badRatio: 'Type a number from 0.1 to 10.',
  closing: 'Stop dialling by itself',
  whenEmpty: 'when nobody has been signed in for 5 minutes',
  dailyAt: 'every day at',
  save: 'Save',
  saved: 'Saved.',
}

class Pace implements Panel {
  readonly #view: BoardView
  #saved = false

  constructor(view: BoardView) {
    this.#view = view
  }

  #setRatio(event: SubmitEvent): void {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const ratio = Number(String(form.get('ratio')).trim().replace(',', '.') || Number.NaN)
    void this.#view.run('ratio', () => this.#view.api.ask('PUT', '/ratio', { ratio }))
  }

  async #setClosing(event: SubmitEvent, zone: string): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const body = { whenEmpty: form.has('empty'), time: form.get('time') || null, zone }
    this.#saved = await this.#view.run('closing', () => this.#view.api.ask('PUT', '/closing', body))
    this.#view.refresh()
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const { board } = this.#view
    const t = this.#view.words('pace', ENGLISH)
    return board
      ? html`${this.#renderRatio(lent, t, board)} ${this.#renderClosing(lent, t, board.closing)}`
      : nothing
  }

  #renderRatio(
    { html, nothing }: Lent,
    t: typeof ENGLISH,
    { ratio: last }: BoardSnapshot,
  ): unknown {
    const view = this.#view
    const error = view.problem('ratio')
    const said = error?.field === 'ratio' ? t.badRatio : error && view.explain(error)
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#setRatio(event)} novalidate>
      <label for="ratio">${t.ratio}</label>
      <input
        id="ratio"
        name="ratio"
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby="ratio-problem ratio-lead"
        value=${last?.value ?? ''}
      />
      <button class="secondary" aria-busy=${view.busy('ratio') ? 'true' : nothing}>${t.set}</button>
      <p class="problem" role="alert" id="ratio-problem">${said ?? ''}</p>
      <p class="hint" role="status">
        ${last ? t.ratioIs(String(last.value), moment(last.at), last.by ?? view.t.itself) : t.never}
      </p>
      <p class="hint" id="ratio-lead">${t.lead}</p>
    </form>`
  }

  #renderClosing({ html, nothing }: Lent, t: typeof ENGLISH, last: Closing): unknown {
    const view = this.#view
    const error = view.problem('closing')
    // A new time is the supervisor's own; one that is there keeps its zone.
    const zone = last.time === null ? Intl.DateTimeFormat().resolvedOptions().timeZone : last.zone
    return html`<form @submit=${(event: SubmitEvent) => void this.#setClosing(event, zone)}>
      <fieldset class="group">
        <legend>${t.closing}</legend>
        <label class="check">
          <input type="checkbox" name="empty" ?checked=${last.whenEmpty} /> ${t.whenEmpty}
        </label>
        <label class="check at">
          ${t.dailyAt} <input type="time" name="time" value=${last.time ?? ''} /> ${zone}
        </label>
        ${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}
        <div class="actions">
          <button class="secondary" aria-busy=${view.busy('closing') ? 'true' : nothing}>${t.save}</button>
          <span role="status">${this.#saved ? t.saved : ''}</span>
        </div>
      </fieldset>
    </form>`
  }
}

/** Ratio and closing time, for a board. */
export const panel = (view: BoardView): Panel => new Pace(view)
