/**
 * How the call went: a choice from each of the campaign's lists, and notes.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { DispositionList } from '../../shared/campaign.ts'
import { MAX_NOTES } from '../../shared/protocol.ts'
import { problem } from './parts.ts'
import type { View } from './view.ts'

/** Up to this many choices have a number key. */
const MAX_KEYS = 9

/** The form about the call. */
export function wrapUp(view: View): TemplateResult {
  const { t } = view
  const wrong = view.problem('notes') !== undefined
  const type = (event: InputEvent) =>
    view.edit({ notes: (event.target as HTMLTextAreaElement).value })
  return html`
    ${view.session.campaign.dispositionLists.map((list, index) => choices(view, list, index))}
    ${problem(view, 'dispositions')}
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
        .value=${live(view.draft.notes)}
        @input=${type}
      ></textarea>
      ${problem(view, 'notes')}
    </div>
  `
}

function choices(view: View, list: DispositionList, index: number): TemplateResult {
  const chosen = view.draft.dispositions[index] ?? ''
  const pick = (value: string) => view.edit({ dispositions: picked(view, index, value) })
  const press = (event: KeyboardEvent) => {
    const choice = list.choices[Number(event.key) - 1]
    if (choice === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    pick(choice.value)
  }
  return html`<fieldset
    class="choices"
    part="dispositions"
    aria-describedby=${view.problem('dispositions') ? 'dispositions-problem' : nothing}
    @keydown=${press}
  >
    <legend>${list.name}</legend>
    <div class="options">
      ${list.choices.map(
        ({ value }, number) => html`<label class="choice">
          <input
            type="radio"
            name="list-${index}"
            value=${value}
            .checked=${live(value === chosen)}
            @change=${() => pick(value)}
          />
          <span part="choice">
            ${value}${number < MAX_KEYS ? html`<kbd aria-hidden="true">${number + 1}</kbd>` : nothing}
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`
}

function picked(view: View, index: number, value: string): string[] {
  return view.session.campaign.dispositionLists.map((_, each) =>
    each === index ? value : (view.draft.dispositions[each] ?? ''),
  )
}
