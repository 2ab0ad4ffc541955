/**
 * What helps with a list of more choices than fit beside each other: a filter, and looks. Loaded for
 * campaigns that have one; the console lends its template function.
 * @module
 */

import type { TemplateResult } from 'lit'
import type { Choice, DispositionList } from '../../shared/campaign.ts'
import type { Lent } from '../on-demand.ts'
import type { AllWords } from '../strings.ts'
import type { View } from './view.ts'

export { LONG_LIST_STYLES as STYLES } from './long-list.styles.ts'

/** The choices that have in them what was typed into the list's filter. */
export function matching(view: View, list: DispositionList, index: number): readonly Choice[] {
  const wanted = view.typed(`filter-${index}`).trim().toLocaleLowerCase()
  return list.choices.filter(({ value }) => value.toLocaleLowerCase().includes(wanted))
}

/** The field that filters a list; Enter picks the first choice that is left. */
export function filter(
  { html, nothing }: Lent,
  view: View,
  list: DispositionList,
  index: number,
): TemplateResult {
  const words = view.t as AllWords
  const field = `filter-${index}` as const
  const [first] = matching(view, list, index)
  const pickFirst = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || first === undefined) return
    event.preventDefault()
    view.choose(index, first.value)
  }
  return html`<input
      type="search"
      part="input"
      aria-label=${words.filter(list.name)}
      placeholder=${words.filter(list.name)}
      autocomplete="off"
      .value=${view.typed(field)}
      @keydown=${pickFirst}
      @input=${(event: InputEvent) => view.type(field, (event.target as HTMLInputElement).value)}
    />
    ${first === undefined ? html`<p class="hint" role="status">${words.noChoice}</p>` : nothing}`
}
