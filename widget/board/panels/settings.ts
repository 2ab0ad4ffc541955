/**
 * The campaign as it is set up here: changed, or set up for one that was made elsewhere.
 * @module
 */

import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { CampaignForm, FORM_ENGLISH, wrongIn } from './campaign-form.ts'
import { check, focusWrong, text, type Wrong } from './fields.ts'
import { isMarked, mended } from './mending.ts'
import { commaSeparated } from './talk-form.ts'

const ENGLISH = {
  ...FORM_ENGLISH,
  elsewhere: (id: string) =>
    `Campaign ${id} was made elsewhere: say what it is called and what agents choose from. The dialer is not asked.`,
  columns: 'Names of the columns after the phone number, separated by commas',
  message: 'The campaign has a recording for answering machines',
  save: 'Save',
  saved: 'Saved. Open consoles show it.',
  mend: 'Nothing was saved. See what is marked above.',
  changed: 'Somebody else has changed these settings meanwhile. Save to replace theirs, or:',
  takeTheirs: 'Show theirs',
}

class Settings implements Panel {
  readonly #view: BoardView
  readonly #form: CampaignForm
  #columns = ''
  #message = false
  /** The settings that the form was filled from, as text. */
  #filledFrom = ''
  /** Whether anything was typed since. */
  #touched = false
  #saved = false
  #wrong: Wrong = {}

  constructor(view: BoardView) {
    this.#view = view
    this.#form = new CampaignForm(() => this.#touch())
  }

  #touch(): void {
    this.#touched = true
    this.#saved = false
    this.#view.refresh()
  }

  /** The settings as they are now, without what the form does not show. */
  get #current(): string {
    const { dialling: _, ...settings } = this.#view.board?.campaign ?? {}
    return JSON.stringify(settings)
  }

  #fill(): void {
    const { board } = this.#view
    this.#filledFrom = this.#current
    this.#touched = false
    if (!board) return
    this.#form.fill(board.campaign)
    this.#columns = board.campaign.columns.join(', ')
    this.#message = board.campaign.canLeaveMessage
  }

  async #send(form: Element, t: typeof ENGLISH): Promise<void> {
    this.#wrong = this.#form.wrong(t)
    if (Object.keys(this.#wrong).length === 0) await this.#save(t)
    this.#view.refresh()
    await focusWrong(form)
  }

  async #save(t: typeof ENGLISH): Promise<void> {
    const view = this.#view
    const { board } = view
    const columns = commaSeparated(this.#columns)
    const body = { ...this.#form.body(), columns, canLeaveMessage: this.#message }
    const way = board ? 'PATCH' : 'PUT'
    this.#touched = false
    this.#saved = await view.run('settings', () => view.api.ask(way, '', body))
    this.#touched ||= !this.#saved
    this.#wrong = wrongIn(t, view.problem('settings'))
    if (!this.#saved) return
    this.#form.passcode = ''
    // There is a board from now on.
    if (!board) view.retry()
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const changed = this.#filledFrom !== this.#current
    if (changed && !this.#touched && !view.busy('settings')) this.#fill()
    const t = view.words('settings', ENGLISH)
    const busy = view.busy('settings')
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      if (!busy) void this.#send(event.target as Element, t)
    }
    const edit = (event: Event) => {
      this.#wrong = mended(event, this.#wrong, () => this.#form.wrong(t))
      view.refresh()
    }
    const wrong = this.#wrong
    const columns = { label: t.columns, value: this.#columns, name: 'columns', wrong }
    return html`<form class="campaign" @submit=${send} @input=${edit} @change=${edit} @click=${edit} novalidate>
      ${view.board ? nothing : html`<p>${t.elsewhere(view.campaign)}</p>`}
      ${changed && this.#touched && view.board ? this.#renderChanged(lent, t) : nothing}
      ${this.#form.renderName(lent, t, wrong)} ${this.#form.renderLists(lent, t, wrong)}
      ${this.#form.talk.render(lent, t, wrong)}
      ${text(lent, columns, (names) => {
        this.#columns = names
        this.#touch()
      })}
      ${check(lent, t.message, this.#message, (on) => {
        this.#message = on
        this.#touch()
      })}
      ${this.#form.renderPasscode(lent, t, wrong)} ${this.#renderProblem(lent, t)}
      <div class="actions">
        <button class="primary" aria-busy=${busy ? 'true' : nothing}>${t.save}</button>
        <span role="status">${this.#saved ? t.saved : ''}</span>
      </div>
    </form>`
  }

  #renderProblem({ html, nothing }: Lent, t: typeof ENGLISH): unknown {
    const error = this.#view.problem('settings')
    const general = error && !isMarked(wrongIn(t, error))
    const said = isMarked(this.#wrong) ? t.mend : general && this.#view.explain(error)
    return said ? html`<p class="problem" role="alert">${said}</p>` : nothing
  }

  /** Another supervisor has saved while this one was typing. */
  #renderChanged({ html }: Lent, t: typeof ENGLISH): unknown {
    const take = () => {
      this.#fill()
      this.#view.refresh()
    }
    return html`<div class="notice" role="status">
      <p>${t.changed}</p>
      <button type="button" class="quiet" @click=${take}>${t.takeTheirs}</button>
    </div>`
  }
}

/** The form for a campaign that is there. */
export const panel = (view: BoardView): Panel => new Settings(view)
