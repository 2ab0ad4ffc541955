/**
 * The fields of a campaign, for one that is created and for one that is changed.
 * @module
 */

import { type CampaignSettings, MEANINGS, type Meaning } from '../../../shared/campaign.ts'
import type { Lent } from '../../on-demand.ts'
import { check, remove, text, typed } from './fields.ts'
import { TALK_ENGLISH, TalkForm } from './talk-form.ts'

/** The form's words. */
export const FORM_ENGLISH = {
  ...TALK_ENGLISH,
  name: 'Name',
  lists: 'How calls can end',
  listsLead:
    'What agents choose from when they finish a call. A meaning counts in the figures; “do not call” marks the number.',
  listName: 'List',
  choice: 'Choice',
  meaning: 'Meaning',
  meanings: {
    '': 'no meaning',
    contact: 'contact',
    sale: 'sale',
    callback: 'call back',
    'do-not-call': 'do not call',
  } satisfies Record<Meaning | '', string>,
  addChoice: 'Add a choice',
  addList: 'Add a list',
  removeChoice: (choice: string) => `Remove choice ${choice}`,
  removeList: (list: string) => `Remove list ${list}`,
  required: 'Agents must choose from every list',
  passcode: 'Passcode for agents without a CRM sign-in',
  passcodeLead: 'At least 8 characters. It is ours, and has nothing to do with the dialer’s.',
  /** What is wrong with a field, by its name. */
  fields: {
    name: 'Give the campaign a name.',
    callerId: 'The caller id is not a phone number. Use digits, with an area code.',
    passcode: 'The passcode needs at least 8 characters.',
    answeringMachineSound: 'The recording is a number: the dialer’s sound id.',
    dialerPasscode: 'The dialer’s passcode has characters that cannot be sent.',
    dispositionLists: 'Every list needs a name, and choices of at most 200 characters.',
    questions: 'Every question needs a label of its own, and choices where it has some.',
    script: 'The script is too long.',
    columns: 'The names of the columns are too long.',
  } as Readonly<Record<string, string>>,
}

/** What is wrong with a field that the worker named, in words; it may name a part of one. */
export function fieldProblem(
  t: typeof FORM_ENGLISH,
  field: string | undefined,
): string | undefined {
  return t.fields[field?.split('.')[0] ?? '']
}

interface DraftChoice {
  value: string
  meaning: Meaning | ''
}

/** What is typed into the form. */
export class CampaignForm {
  name = ''
  lists: { name: string; choices: DraftChoice[] }[] = [
    { name: 'Result', choices: [newChoice(), newChoice()] },
  ]
  required = true
  passcode = ''
  readonly talk: TalkForm
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
    this.talk = new TalkForm(changed)
  }

  /** Begins with a campaign as it is set up. */
  fill(settings: CampaignSettings): void {
    const { name, dispositionLists, dispositionRequired } = settings
    this.name = name
    this.lists = dispositionLists.map((list) => ({
      name: list.name,
      choices: list.choices.map(({ value, meaning }) => ({
        value,
        meaning: meaning ?? ('' as const),
      })),
    }))
    this.required = dispositionRequired
    this.talk.fill(settings)
  }

  /** What the worker is sent; empty lines are left out. */
  body() {
    const { name, lists, required, talk, passcode } = this
    return {
      name,
      dispositionLists: lists
        .map((list) => ({
          name: list.name,
          choices: list.choices
            .filter(({ value }) => value.trim() !== '')
            .map(({ value, meaning }) => ({ value, ...(meaning && { meaning }) })),
        }))
        .filter(({ choices }) => choices.length > 0),
      dispositionRequired: required,
      ...talk.body(),
      ...(passcode && { passcode }),
    }
  }

  /** The campaign's name. */
  renderName(lent: Lent, t: typeof FORM_ENGLISH, wrong: string | undefined): unknown {
    return text(lent, { label: t.name, value: this.name, wrong: wrong === 'name' }, (value) =>
      this.#set({ name: value }),
    )
  }

  /** How calls can end. */
  renderLists(lent: Lent, t: typeof FORM_ENGLISH): unknown {
    const { html } = lent
    return html`<fieldset class="group">
      <legend>${t.lists}</legend>
      <p class="hint">${t.listsLead}</p>
      ${this.lists.map((list, index) => this.#renderList(lent, t, list, index))}
      <div class="actions">
        <button type="button" class="quiet small" @click=${() => this.#addList()}>
          ${t.addList}
        </button>
      </div>
      ${check(lent, t.required, this.required, (required) => this.#set({ required }))}
    </fieldset>`
  }

  /** The way in for agents without a CRM sign-in. */
  renderPasscode(lent: Lent, t: typeof FORM_ENGLISH, wrong: string | undefined): unknown {
    const field = {
      label: t.passcode,
      lead: t.passcodeLead,
      value: this.passcode,
      wrong: wrong === 'passcode',
    }
    return text(lent, field, (value) => this.#set({ passcode: value }))
  }

  #renderList(
    lent: Lent,
    t: typeof FORM_ENGLISH,
    list: CampaignForm['lists'][number],
    index: number,
  ): unknown {
    const { html, nothing } = lent
    return html`<div class="list">
      <div class="row">
        ${text(lent, { label: `${t.listName} ${index + 1}`, value: list.name }, (name) => {
          list.name = name
          this.#changed()
        })}
        ${
          this.lists.length > 1
            ? remove(lent, t.removeList(list.name), () =>
                this.#set({ lists: this.lists.filter((each) => each !== list) }),
              )
            : nothing
        }
      </div>
      ${list.choices.map((choice, at) => this.#renderChoice(lent, t, list.choices, choice, at))}
      <div class="actions">
        <button
          type="button"
          class="quiet small"
          @click=${() => {
            list.choices.push(newChoice())
            this.#changed()
          }}
        >
          ${t.addChoice}
        </button>
      </div>
    </div>`
  }

  #renderChoice(
    lent: Lent,
    t: typeof FORM_ENGLISH,
    choices: DraftChoice[],
    choice: DraftChoice,
    at: number,
  ): unknown {
    const { html } = lent
    const change = (facts: Partial<DraftChoice>) => {
      Object.assign(choice, facts)
      this.#changed()
    }
    return html`<div class="row">
      ${text(lent, { label: `${t.choice} ${at + 1}`, value: choice.value }, (value) =>
        change({ value }),
      )}
      <label class="field">
        ${t.meaning}
        <select @change=${(event: Event) => change({ meaning: typed(event) as Meaning })}>
          ${(['', ...MEANINGS] as const).map(
            (meaning) => html`<option value=${meaning} ?selected=${meaning === choice.meaning}>
              ${t.meanings[meaning]}
            </option>`,
          )}
        </select>
      </label>
      ${remove(lent, t.removeChoice(choice.value), () => {
        choices.splice(at, 1)
        this.#changed()
      })}
    </div>`
  }

  #addList(): void {
    this.#set({ lists: [...this.lists, { name: '', choices: [newChoice()] }] })
  }

  #set(facts: Partial<Pick<CampaignForm, 'name' | 'lists' | 'required' | 'passcode'>>): void {
    Object.assign(this, facts)
    this.#changed()
  }
}

const newChoice = (): DraftChoice => ({ value: '', meaning: '' })
