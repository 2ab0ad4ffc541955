/**
 * A new campaign: its fields, and its numbers from a file or pasted. Every row that cannot be dialled
 * is named before anything is sent.
 * @module
 */

import type { BadRow, NumberList, RowReason } from '../../../shared/number-list.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { readNumberFile } from '../number-file.ts'
import { CampaignForm, FORM_ENGLISH, fieldProblem } from './campaign-form.ts'
import { text } from './fields.ts'

const ENGLISH = {
  ...FORM_ENGLISH,
  callerId: 'Caller id',
  callerIdLead: 'The number that people see. It must be one of your dialer account’s.',
  dialerPasscode: 'The dialer’s passcode for the campaign',
  dialerPasscodeLead: 'Stored with the dialer; may stay empty.',
  sound: 'Recording for answering machines',
  soundLead: 'The dialer’s sound id. With one, agents can leave it and move on.',
  numbers: 'Numbers',
  file: 'CSV file',
  fileLead:
    'The first column is the phone number; agents see the others. Up to 100,000 rows, with or without a header.',
  paste: 'Or paste rows',
  header: 'The first row names the columns',
  reading: (percent: number) => `Reading, ${percent} %`,
  found: (count: number) => `${count.toLocaleString()} ${count === 1 ? 'number' : 'numbers'}`,
  columnsAre: (names: string) => `columns: ${names}`,
  noColumns: 'no further columns are named',
  bad: (count: number) =>
    `${count.toLocaleString()} ${count === 1 ? 'row cannot' : 'rows cannot'} be dialled:`,
  line: (line: number) => `Line ${line}`,
  andMore: (count: number) => `and ${count.toLocaleString()} more`,
  reasons: {
    'no-number': 'has no phone number',
    'not-a-number': 'is not a phone number',
    'too-short': 'is too short',
    'too-long': 'has more than 15 digits',
    twice: 'is in the file already',
    'bad-text': 'has characters that no dialer can be sent',
    'open-quotes': 'has quotation marks that are never closed',
    'too-many': 'is beyond 100,000',
    'do-not-call': 'was marked as do-not-call by an agent',
  } satisfies Record<RowReason, string>,
  goOn: 'Go on without these rows',
  marks:
    'New numbers are checked against the do-not-call marks of agents here. No registry is asked, and campaigns that are loaded already may still dial marked numbers.',
  create: 'Create campaign',
  creating: 'Creating… the dialer is given the numbers.',
  needName: 'Give the campaign a name.',
  needCallerId: 'Type the caller id: digits, with an area code.',
  needNumbers: 'Choose a file or paste numbers.',
  needDecision: 'Mend the rows above, or go on without them.',
}

/** How many bad rows are listed by name on screen. */
const NAMED = 20

class Create implements Panel {
  readonly #view: BoardView
  readonly #form: CampaignForm
  #callerId = ''
  #dialerPasscode = ''
  #sound = ''
  #file: Blob | null = null
  #header: boolean | null = null
  #list: NumberList | null = null
  #bad: readonly BadRow[] = []
  #progress: number | null = null
  #goOn = false
  #missing = ''
  #reading = new AbortController()

  constructor(view: BoardView) {
    this.#view = view
    this.#form = new CampaignForm(() => view.refresh())
  }

  async #read(): Promise<void> {
    this.#reading.abort()
    this.#reading = new AbortController()
    const { signal } = this.#reading
    this.#list = null
    this.#bad = []
    this.#goOn = false
    const file = this.#file
    if (!file || file.size === 0) return this.#view.refresh()
    try {
      const onProgress = (done: number) => this.#show(done)
      onProgress(0)
      this.#list = await readNumberFile(file, { header: this.#header, onProgress, signal })
      this.#bad = this.#list.bad
    } catch (error) {
      if (!signal.aborted) throw error
      return
    }
    this.#show(null)
  }

  #show(progress: number | null): void {
    this.#progress = progress
    this.#view.refresh()
  }

  /** What keeps the campaign from being sent; an empty text for nothing. */
  #unready(t: typeof ENGLISH): string {
    if (this.#form.name.trim() === '') return t.needName
    if (!/\d{3}/.test(this.#callerId.replace(/\D/g, ''))) return t.needCallerId
    if (!this.#list?.good.length) return t.needNumbers
    return this.#bad.length > 0 && !this.#goOn ? t.needDecision : ''
  }

  async #send(t: typeof ENGLISH): Promise<void> {
    this.#missing = this.#unready(t)
    if (this.#missing || !this.#list || !this.#file) return this.#view.refresh()
    const { columns } = this.#list
    const campaign = {
      ...this.#form.body(),
      callerId: this.#callerId,
      dialerPasscode: this.#dialerPasscode,
      ...(this.#sound && { answeringMachineSound: this.#sound }),
      ...(this.#header !== null && { header: this.#header }),
      ...(columns.length > 0 && { columns }),
      skipBad: this.#goOn,
    }
    const body = new FormData()
    body.append('campaign', JSON.stringify(campaign))
    body.append('numbers', this.#file, 'numbers.csv')
    await this.#view.run('create', async () => {
      const made = await this.#view.api.askAll<{ campaign: { id: string }; token: string }>(
        'POST',
        body,
      )
      this.#view.created(made.campaign.id, made.token)
    })
    // The worker may know bad rows that the file does not tell: marked numbers.
    this.#bad = this.#view.problem('create')?.rows ?? this.#bad
    this.#view.refresh()
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('create', ENGLISH)
    const error = view.problem('create')
    const busy = view.busy('create')
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      if (!busy) void this.#send(t)
    }
    const wrong = error?.field
    const what = error && (fieldProblem(t, error.field) ?? view.explain(error))
    return html`<form class="campaign" @submit=${send} novalidate>
      ${this.#form.renderName(lent, t, wrong)}
      ${text(
        lent,
        {
          label: t.callerId,
          lead: t.callerIdLead,
          value: this.#callerId,
          wrong: wrong === 'callerId',
        },
        (value) => {
          this.#callerId = value
        },
      )}
      ${this.#renderNumbers(lent, t)} ${this.#form.renderLists(lent, t)}
      ${this.#form.talk.render(lent, t)} ${this.#form.renderPasscode(lent, t, wrong)}
      ${this.#renderDialer(lent, t, wrong)}
      ${this.#missing || what ? html`<p class="problem" role="alert">${this.#missing || what}</p>` : nothing}
      <div class="actions">
        <button class="primary" aria-busy=${busy ? 'true' : nothing}>${t.create}</button>
        <span role="status">${busy ? t.creating : ''}</span>
      </div>
    </form>`
  }

  #renderDialer(lent: Lent, t: typeof ENGLISH, wrong: string | undefined): unknown {
    const sound = {
      label: t.sound,
      lead: t.soundLead,
      value: this.#sound,
      wrong: wrong === 'answeringMachineSound',
    }
    const passcode = {
      label: t.dialerPasscode,
      lead: t.dialerPasscodeLead,
      value: this.#dialerPasscode,
      wrong: wrong === 'dialerPasscode',
    }
    return [
      text(lent, sound, (value) => {
        this.#sound = value
      }),
      text(lent, passcode, (value) => {
        this.#dialerPasscode = value
      }),
    ]
  }

  #renderNumbers(lent: Lent, t: typeof ENGLISH): unknown {
    const { html } = lent
    const choose = (event: Event) => {
      this.#file = (event.target as HTMLInputElement).files?.[0] ?? null
      void this.#read()
    }
    const paste = (event: Event) => {
      this.#file = new Blob([(event.target as HTMLTextAreaElement).value])
      void this.#read()
    }
    const header = (event: Event) => {
      this.#header = (event.target as HTMLInputElement).checked
      void this.#read()
    }
    const guessed = (this.#list?.columns.length ?? 0) > 0
    return html`<fieldset class="group">
      <legend>${t.numbers}</legend>
      <label class="field">
        ${t.file}
        <input type="file" accept=".csv,.txt,text/csv,text/plain" @change=${choose} />
        <span class="hint">${t.fileLead}</span>
      </label>
      <label class="field">${t.paste} <textarea @change=${paste}></textarea></label>
      <label class="check">
        <input type="checkbox" .checked=${this.#header ?? guessed} @change=${header} /> ${t.header}
      </label>
      <div role="status">${this.#renderFound(lent, t)}</div>
      ${this.#renderBad(lent, t)}
      <p class="hint">${t.marks}</p>
    </fieldset>`
  }

  #renderFound({ html, nothing }: Lent, t: typeof ENGLISH): unknown {
    if (this.#progress !== null) {
      const percent = Math.round(100 * this.#progress)
      return html`<progress max="100" value=${percent} aria-label=${t.numbers}></progress>
        ${t.reading(percent)}`
    }
    if (!this.#list) return nothing
    const { good, columns } = this.#list
    const names = columns.length > 0 ? t.columnsAre(columns.join(', ')) : t.noColumns
    return html`<strong>${t.found(good.length)}</strong> · ${names}`
  }

  #renderBad({ html, nothing }: Lent, t: typeof ENGLISH): unknown {
    const bad = this.#bad
    if (bad.length === 0) return nothing
    const decide = (event: Event) => {
      this.#goOn = (event.target as HTMLInputElement).checked
      this.#missing = ''
      this.#view.refresh()
    }
    const more = bad.length - NAMED
    return html`<div class="bad" role="group" aria-label=${t.bad(bad.length)}>
      <p>${t.bad(bad.length)}</p>
      <ul>
        ${bad.slice(0, NAMED).map(
          ({ line, reason, value }) => html`<li>
            ${t.line(line)}: ${value ? html`<q>${value}</q>` : nothing} ${t.reasons[reason]}
          </li>`,
        )}
        ${more > 0 ? html`<li>${t.andMore(more)}</li>` : nothing}
      </ul>
      <label class="check">
        <input type="checkbox" .checked=${this.#goOn} @change=${decide} /> ${t.goOn}
      </label>
    </div>`
  }
}

/** The form for a new campaign. */
export const panel = (view: BoardView): Panel => new Create(view)
