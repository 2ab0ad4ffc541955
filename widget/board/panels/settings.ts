/**
 * The campaign as it is set up here: changed, or set up for one that was made elsewhere.
 * @module
 */

import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { CampaignForm, FORM_ENGLISH, fieldProblem } from './campaign-form.ts'
import { check, text } from './fields.ts'

const ENGLISH = {
  ...FORM_ENGLISH,
  elsewhere: (id: string) =>
    `Campaign ${id} was made elsewhere: say what it is called and what agents choose from. The dialer is not asked.`,
  columns: 'Names of the columns after the phone number, separated by commas',
  message: 'The campaign has a recording for answering machines',
  save: 'Save',
  saved: 'Saved. Open consoles show it.',
}

class Settings implements Panel {
  readonly #view: BoardView
  readonly #form: CampaignForm
  #columns = ''
  #message = false
  #filledFrom = ''
  #saved = false

  constructor(view: BoardView) {
    this.#view = view
    this.#form = new CampaignForm(() => {
      this.#saved = false
      view.refresh()
    })
  }

  opened(): void {
    const { board, campaign } = this.#view
    if (!board || this.#filledFrom === campaign) return
    this.#filledFrom = campaign
    this.#form.fill(board.campaign)
    this.#columns = board.campaign.columns.join(', ')
    this.#message = board.campaign.canLeaveMessage
  }

  async #send(): Promise<void> {
    const { board, api } = this.#view
    const columns = this.#columns.split(',').map((name) => name.trim())
    const body = {
      ...this.#form.body(),
      columns: columns.filter(Boolean),
      canLeaveMessage: this.#message,
    }
    const way = board ? 'PATCH' : 'PUT'
    this.#saved = await this.#view.run('settings', () => api.ask(way, '', body))
    this.#view.refresh()
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    this.opened()
    const t = view.words('settings', ENGLISH)
    const error = view.problem('settings')
    const busy = view.busy('settings')
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      if (!busy) void this.#send()
    }
    const what = error && (fieldProblem(t, error.field) ?? view.explain(error))
    return html`<form class="campaign" @submit=${send} novalidate>
      ${view.board ? nothing : html`<p>${t.elsewhere(view.campaign)}</p>`}
      ${this.#form.renderName(lent, t, error?.field)} ${this.#form.renderLists(lent, t)}
      ${this.#form.talk.render(lent, t)}
      ${text(lent, { label: t.columns, value: this.#columns }, (columns) => {
        this.#columns = columns
      })}
      ${check(lent, t.message, this.#message, (on) => {
        this.#message = on
      })}
      ${this.#form.renderPasscode(lent, t, error?.field)}
      ${what ? html`<p class="problem" role="alert">${what}</p>` : nothing}
      <div class="actions">
        <button class="primary" aria-busy=${busy ? 'true' : nothing}>${t.save}</button>
        <span role="status">${this.#saved ? t.saved : ''}</span>
      </div>
    </form>`
  }
}

/** The form for a campaign that is there. */
export const panel = (view: BoardView): Panel => new Settings(view)
