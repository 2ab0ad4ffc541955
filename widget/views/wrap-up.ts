/**
 * How the call went: a choice from each of the campaign's lists, and notes.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { CampaignSettings, Choice, DispositionList } from '../../shared/campaign.ts'
import { MAX_NOTES } from '../../shared/limits.ts'
import { problem } from './parts.ts'
import type { View } from './view.ts'

/** Up to this many choices are all shown as buttons; more become a list with a filter. */
const MOST_BUTTONS = 8
/** Up to this many choices have a number key. */
const MOST_KEYS = 9

/** The form about the call. */
export function wrapUp(view: View): TemplateResult {
  const { t } = view
  const wrong = view.problem('notes') !== undefined
  const type = (event: InputEvent) =>
    view.edit({ notes: (event.target as HTMLTextAreaElement).value })
  return html`
    ${view.session.campaign.dispositionLists.map((list, index) => choices(view, list, index))}
    ${problem(view, 'dispositions')}
    ${asked(view)} <slot name="form"></slot> ${problem(view, 'answers')}
    <div class="field">
      <label for="notes">${t.notes}</label>
      <textarea
        id="notes"
        part="notes"
        rows="4"
        maxlength=${MAX_NOTES}
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? 'notes-problem' : nothing}
        ?readonly=${view.pending('finish')}
        .value=${view.draft.notes}
        @input=${type}
        @focus=${reveal}
      ></textarea>
      ${problem(view, 'notes')}
    </div>
  `
}

/** Browsers show where one types, not the whole field: it may lie half behind the buttons. */
const reveal = ({ target }: Event) => (target as Element).scrollIntoView({ block: 'nearest' })

/** Whether more is asked than a choice and notes: the campaign's questions, or when to call back. */
export function asksQuestions({ questions = [], dispositionLists }: CampaignSettings): boolean {
  const callsBack = dispositionLists.some((list) =>
    list.choices.some(({ meaning }) => meaning === 'callback'),
  )
  return questions.length > 0 || callsBack
}

/** Whether a list has more choices than fit beside each other. */
export const isLong = ({ choices }: DispositionList) => choices.length > MOST_BUTTONS

function asked(view: View): unknown {
  if (!asksQuestions(view.session.campaign)) return nothing
  const draw = view.questions.content
  if (draw !== null) return draw.questions({ html, nothing }, view, (field) => problem(view, field))
  return view.questions.failed
    ? html`<p class="problem" role="alert">${view.t.notLoaded}</p>`
    : nothing
}

/** There is nowhere to send it: see {@link choices}. */
const stay = (event: Event) => event.preventDefault()

/**
 * One list. The form is there for Chromium: in a shadow tree it never lets go of radio buttons that
 * belong to none, and each call's whole card would stay in memory with them.
 */
function choices(view: View, list: DispositionList, index: number): TemplateResult {
  const { t } = view
  const chosen = view.draft.dispositions[index] ?? ''
  // Until its file is there, a long list is shown as a short one is.
  const long = isLong(list) ? view.longList.content : null
  const shown = long?.matching(view, list, index) ?? list.choices
  const optional = chosen !== '' && !view.session.campaign.dispositionRequired
  return html`<form @submit=${stay}><fieldset
    class="choices"
    part="dispositions"
    aria-describedby=${view.problem('dispositions') ? 'dispositions-problem' : nothing}
    @keydown=${press}
  >
    <legend>
      ${list.name}${long && chosen !== '' ? html`: <strong>${chosen}</strong>` : nothing}
    </legend>
    ${long?.filter({ html, nothing }, view, list, index)}
    <div class=${long ? 'options long' : 'options'}>
      ${shown.map((choice, at) => option(view, choice, index, at))}
      ${
        optional
          ? html`<button type="button" class="quiet" @click=${() => view.choose(index, '')}>
              ${t.clear}
            </button>`
          : nothing
      }
    </div>
  </fieldset></form>`
}

function option(view: View, { value }: Choice, index: number, at: number): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name="list-${index}"
      value=${value}
      .checked=${value === view.draft.dispositions[index]}
      @change=${() => view.choose(index, value)}
    />
    <span part="choice">
      ${value}${at < MOST_KEYS ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : nothing}
    </span>
  </label>`
}

/** A number picks the choice it stands beside; in the filter it is a letter like any other. */
function press(event: KeyboardEvent): void {
  const { key, altKey, ctrlKey, metaKey, target, currentTarget } = event
  const typing = target instanceof HTMLInputElement && target.type === 'search'
  if (typing || altKey || ctrlKey || metaKey) return
  if (pick(currentTarget as Element, Number(key))) event.preventDefault()
}

/** Picks a choice of those that a list shows. The keyboard goes along, where it is on another one. */
export function pick(list: Element | undefined, number: number): boolean {
  const radios = list?.querySelectorAll<HTMLElement>('[type=radio]') ?? []
  const radio = radios[number - 1]
  if (list?.querySelector('[type=radio]:focus')) radio?.focus()
  radio?.click()
  return radio !== undefined
}
