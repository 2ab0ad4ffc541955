/**
 * The fields of a campaign, for one that is created and for one that is changed.
 * @module
 */

import { type CampaignSettings, MEANINGS, type Meaning } from '../../../shared/campaign.ts'
import type { ConsoleError } from '../../../shared/errors.ts'
import { MAX_LINE, MIN_PASSCODE } from '../../../shared/limits.ts'
import type { Lent } from '../../on-demand.ts'
import {
  aboutGroup,
  add,
  check,
  fieldProblem,
  remove,
  type TextField,
  text,
  typed,
  type Wrong,
} from './fields.ts'
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
  passcodeLead: `At least ${MIN_PASSCODE} characters. It is ours, and has nothing to do with the dialer’s.`,
  /** What is wrong with a field, by its name. */
  fields: {
    name: 'Give the campaign a name.',
    callerId: 'The caller id is not a phone number. Use digits, with an area code.',
    passcode: `The passcode needs at least ${MIN_PASSCODE} characters.`,
    answeringMachineSound: 'The recording is a number: the dialer’s sound id.',
    dialerPasscode: 'The dialer’s passcode has characters that cannot be sent.',
    dispositionLists: `Every list needs a name of its own, and at least one choice of at most ${MAX_LINE} characters.`,
    questions: 'Every question needs a label of its own, and choices where it has some.',
    script: 'The script is too long.',
    columns: 'The names of the columns are too long.',
  } as Readonly<Record<string, string>>,
}

/** What the worker says is wrong with a field, in words; it may have named a part of one. */
export function wrongIn(t: typeof FORM_ENGLISH, error: ConsoleError | undefined): Wrong {
  if (!error?.field) return {}
  const [field = ''] = error.field.split('.')
  const said = t.fields[field]
  // Too few choices are mended where the first one is typed.
  const path = error.field.replace(/^(dispositionLists.*\.choices)$/, '$1.0.value')
  return { [field]: said, [path]: said }
}

/** As the worker names them. */
const LISTS = 'dispositionLists'

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

  /** What nobody need ask the worker to know. */
  wrong(t: typeof FORM_ENGLISH): Wrong {
    const { name, passcode } = this
    const unfinished = this.#filled().flatMap((list, index) => [
      ...(list.name.trim() === '' ? [`${LISTS}.${index}.name`] : []),
      ...(list.choices.length === 0 ? [`${LISTS}.${index}.choices.0.value`] : []),
    ])
    const paths = unfinished.length > 0 ? [LISTS, ...unfinished] : []
    return {
      ...(name.trim() === '' && { name: t.fields.name }),
      ...Object.fromEntries(paths.map((path) => [path, t.fields[LISTS]])),
      ...(passcode !== '' && passcode.length < MIN_PASSCODE && { passcode: t.fields.passcode }),
    }
  }

  /** The lists, without the lines in which nothing was typed or chosen. */
  #filled() {
    return this.lists.map(({ name, choices }) => ({
      name,
      choices: choices
        .filter(isFilled)
        .map(({ value, meaning }) => ({ value, ...(meaning && { meaning }) })),
    }))
  }

  /** What the worker is sent; empty lines are left out. */
  body() {
    const { name, required, talk, passcode } = this
    return {
      name,
      dispositionLists: this.#filled(),
      dispositionRequired: required,
      ...talk.body(),
      ...(passcode && { passcode }),
    }
  }

  /** The campaign's name. */
  renderName(lent: Lent, t: typeof FORM_ENGLISH, wrong: Wrong): unknown {
    const field = { label: t.name, value: this.name, name: 'name', wrong }
    return text(lent, field, (name) => this.#set({ name }))
  }

  /** How calls can end. */
  renderLists(lent: Lent, t: typeof FORM_ENGLISH, wrong: Wrong): unknown {
    const { html } = lent
    return html`<fieldset class="group" aria-describedby=${aboutGroup(lent, [LISTS], wrong)}>
      <legend>${t.lists}</legend>
      <p class="hint">${t.listsLead}</p>
      ${this.lists.map((list, index) => this.#renderList(lent, t, list, index, wrong))}
      <div class="actions">${add(lent, t.addList, () => this.#addList())}</div>
      ${fieldProblem(lent, LISTS, wrong)}
      ${check(lent, t.required, this.required, (required) => this.#set({ required }))}
    </fieldset>`
  }

  /** The way in for agents without a CRM sign-in. */
  renderPasscode(lent: Lent, t: typeof FORM_ENGLISH, wrong: Wrong): unknown {
    const { passcode: label, passcodeLead: lead } = t
    const field = { label, lead, value: this.passcode, name: 'passcode', wrong }
    return text(lent, field, (passcode) => this.#set({ passcode }))
  }

  #renderList(
    lent: Lent,
    t: typeof FORM_ENGLISH,
    list: CampaignForm['lists'][number],
    index: number,
    wrong: Wrong,
  ): unknown {
    const { html } = lent
    const path = `${LISTS}.${index}`
    const label = `${t.listName} ${index + 1}`
    const field = { label, value: list.name, name: `${path}.name`, group: LISTS, wrong }
    const filled = list.choices.filter(isFilled)
    // The worker counts those that it is sent; where there are none, the first one is missing.
    const place = (choice: DraftChoice, at: number) =>
      `${path}.choices.${filled.length > 0 ? filled.indexOf(choice) : at}.value`
    return html`<div class="list">
      <div class="row">
        ${text(lent, field, (name) => {
          list.name = name
          this.#changed()
        })}
        ${remove(lent, t.removeList(list.name), () =>
          this.#set({ lists: this.lists.filter((each) => each !== list) }),
        )}
      </div>
      ${list.choices.map((choice, at) =>
        this.#renderChoice(lent, t, list.choices, at, { name: place(choice, at), wrong }),
      )}
      <div class="actions">
        ${add(lent, t.addChoice, () => {
          list.choices.push(newChoice())
          this.#changed()
        })}
      </div>
    </div>`
  }

  #renderChoice(
    lent: Lent,
    t: typeof FORM_ENGLISH,
    choices: DraftChoice[],
    at: number,
    marked: Pick<TextField, 'name' | 'wrong'>,
  ): unknown {
    const { html, nothing } = lent
    const choice = choices[at] ?? newChoice()
    const change = (facts: Partial<DraftChoice>) => {
      Object.assign(choice, facts)
      this.#changed()
    }
    const bare = at > 0
    const label = `${t.choice} ${at + 1}`
    const field = { label, value: choice.value, bare, group: LISTS, ...marked }
    return html`<div class="row">
      ${text(lent, field, (value) => change({ value }))}
      <label class="field">
        <span class=${bare ? 'unseen' : nothing}>${t.meaning}</span>
        <select @change=${(event: Event) => change({ meaning: typed(event) as Meaning })}>
          ${(['', ...MEANINGS] as const).map(
            (meaning) => html`<option value=${meaning} .selected=${meaning === choice.meaning}>
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

/** Whether anything was typed or chosen in a line. */
const isFilled = ({ value, meaning }: DraftChoice) => value.trim() !== '' || meaning !== ''

const newChoice = (): DraftChoice => ({ value: '', meaning: '' })
