/**
 * The fields that the board's forms are made of.
 * @module
 */

import type { Lent } from '../../on-demand.ts'

/** What a field holds after an event. */
export const typed = (event: Event) => (event.target as HTMLInputElement).value

const checked = (event: Event) => (event.target as HTMLInputElement).checked

/** A labelled line of text; `lead` explains it. */
export interface TextField {
  readonly label: string
  readonly value: string
  readonly lead?: string
  readonly wrong?: boolean
}

/** A field for a line of text. */
export function text(
  { html, nothing }: Lent,
  { label, value, lead, wrong }: TextField,
  set: (value: string) => void,
): unknown {
  return html`<label class="field">
    ${label}
    <input
      .value=${value}
      maxlength="200"
      autocomplete="off"
      aria-invalid=${wrong ? 'true' : nothing}
      @input=${(event: Event) => set(typed(event))}
    />
    ${lead ? html`<span class="hint">${lead}</span>` : nothing}
  </label>`
}

/** A field for yes or no. */
export function check(
  { html }: Lent,
  label: string,
  on: boolean,
  set: (on: boolean) => void,
): unknown {
  return html`<label class="check">
    <input type="checkbox" .checked=${on} @change=${(event: Event) => set(checked(event))} />
    ${label}
  </label>`
}

/** A button that takes a line of a form away. */
export function remove({ html }: Lent, label: string, press: () => void): unknown {
  return html`<button type="button" class="quiet small" aria-label=${label} @click=${press}>✕</button>`
}
