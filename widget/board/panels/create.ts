/**
 * A new campaign: its fields and its numbers.
 * @module
 */

import { CALLER_ID } from '../../../shared/limits.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { CampaignCreatedEvent } from '../events.ts'
import { CampaignForm, FORM_ENGLISH, wrongIn } from './campaign-form.ts'
import { focusWrong, text, type Wrong } from './fields.ts'
import { isMarked, mended } from './mending.ts'
import { type ChosenNumbers, NUMBERS_ENGLISH, NumbersForm } from './numbers-form.ts'

const ENGLISH = {
  ...FORM_ENGLISH,
  ...NUMBERS_ENGLISH,
  callerId: 'Caller id',
  callerIdLead: 'The number that people see. It must be one of your dialer account’s.',
  dialerPasscode: 'The dialer’s passcode for the campaign',
  dialerPasscodeLead: 'Stored with the dialer; may stay empty.',
  answeringMachineSound: 'Recording for answering machines',
  answeringMachineSoundLead: 'The dialer’s sound id. With one, agents can leave it and move on.',
  create: 'Create campaign',
  creating: 'Creating… the dialer is given the numbers.',
  mend: 'Nothing was sent. See what is marked above.',
}

/** The lines of text that only a new campaign has. */
type Line = 'callerId' | 'answeringMachineSound' | 'dialerPasscode'

class Create implements Panel {
  readonly #view: BoardView
  readonly #form: CampaignForm
  readonly #numbers: NumbersForm
  readonly #lines: Record<Line, string> = {
    callerId: '',
    answeringMachineSound: '',
    dialerPasscode: '',
  }
  /** What was wrong when it was last to be sent. */
  #wrong: Wrong = {}

  constructor(view: BoardView) {
    this.#view = view
    this.#form = new CampaignForm(() => view.refresh())
    this.#numbers = new NumbersForm(() => {
      this.#wrong = { ...this.#wrong, numbers: undefined }
      view.refresh()
    })
  }

  /** What keeps the campaign from being sent. */
  #unready(t: typeof ENGLISH): Wrong {
    return {
      ...this.#form.wrong(t),
      ...(!CALLER_ID.test(this.#lines.callerId.trim()) && { callerId: t.fields.callerId }),
      ...this.#numbers.wrong(t),
    }
  }

  async #send(form: Element, t: typeof ENGLISH): Promise<void> {
    const { chosen } = this.#numbers
    this.#wrong = this.#unready(t)
    if (chosen && Object.keys(this.#wrong).length === 0) await this.#create(chosen, t)
    this.#view.refresh()
    await focusWrong(form)
  }

  async #create(chosen: ChosenNumbers, t: typeof ENGLISH): Promise<void> {
    const view = this.#view
    const body = this.#bodyOf(chosen)
    await view.run('create', async () => {
      const response = await view.api.send('POST', '/campaigns', body)
      const made: { campaign: { id: string }; token: string } = await response.json()
      view.created(new CampaignCreatedEvent(made.campaign.id, made.token))
    })
    const error = view.problem('create')
    if (error?.rows) {
      this.#numbers.refused(error.rows)
      this.#wrong = { numbers: t.needDecision }
    } else this.#wrong = wrongIn(t, error)
  }

  #bodyOf({ file, list, header, skipBad }: ChosenNumbers): FormData {
    const { callerId, answeringMachineSound, dialerPasscode } = this.#lines
    const campaign = {
      ...this.#form.body(),
      callerId: callerId.trim(),
      dialerPasscode,
      ...(answeringMachineSound && { answeringMachineSound }),
      ...(header !== null && { header }),
      ...(list.columns.length > 0 && { columns: list.columns }),
      skipBad,
    }
    const body = new FormData()
    body.append('campaign', JSON.stringify(campaign))
    body.append('numbers', file, 'numbers.csv')
    return body
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('create', ENGLISH)
    const error = view.problem('create')
    const busy = view.busy('create')
    const wrong = this.#wrong
    const marked = isMarked(wrong)
    const edit = (event: Event) => {
      this.#wrong = mended(event, this.#wrong, () => this.#unready(t))
      view.refresh()
    }
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      if (!busy) void this.#send(event.target as Element, t)
    }
    const said = marked
      ? t.mend
      : error && !error.rows && !isMarked(wrongIn(t, error)) && view.explain(error)
    return html`<form class="campaign" @submit=${send} @input=${edit} @change=${edit} @click=${edit} novalidate>
      ${this.#form.renderName(lent, t, wrong)} ${this.#renderLine(lent, t, 'callerId', t.callerIdLead)}
      ${this.#numbers.render(lent, t, wrong)} ${this.#form.renderLists(lent, t, wrong)}
      ${this.#form.talk.render(lent, t, wrong)} ${this.#form.renderPasscode(lent, t, wrong)}
      ${this.#renderLine(lent, t, 'answeringMachineSound', t.answeringMachineSoundLead)}
      ${this.#renderLine(lent, t, 'dialerPasscode', t.dialerPasscodeLead)}
      ${said ? html`<p class="problem" role="alert">${said}</p>` : nothing}
      <div class="actions">
        <button class="primary" aria-busy=${busy ? 'true' : nothing}>${t.create}</button>
        <span role="status">${busy ? t.creating : ''}</span>
      </div>
    </form>`
  }

  #renderLine(lent: Lent, t: typeof ENGLISH, name: Line, lead: string): unknown {
    const field = { label: t[name], lead, value: this.#lines[name], name, wrong: this.#wrong }
    return text(lent, field, (value) => {
      this.#lines[name] = value
    })
  }
}

/** The form for a new campaign. */
export const panel = (view: BoardView): Panel => new Create(view)
