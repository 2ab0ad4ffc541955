/**
 * The person on the line: name and number first, then everything the dialer sent.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Call } from '../../shared/session.ts'
import type { Strings } from '../strings.ts'
import type { View } from './view.ts'

/** What to call a person. */
export function nameOf(t: Strings, call: Call): string {
  return call.name ?? (call.phoneNumber === null ? t.nobody : readable(call.phoneNumber))
}

/** A North American number in groups; any other as it came. */
export function readable(phoneNumber: string): string {
  return phoneNumber.replace(/^(?:\+?1)?([2-9]\d\d)([2-9]\d\d)(\d{4})$/, '($1) $2-$3')
}

/** The card of one call. */
export function person(view: View, call: Call): TemplateResult {
  const { t } = view
  return html`<section class="person" part="person">
    <h3 tabindex="-1" data-focus>${nameOf(t, call)}</h3>
    ${call.name !== null && call.phoneNumber !== null ? phone(view, call.phoneNumber) : nothing}
    ${call.kind === 'known' ? nothing : html`<p class="notice warn">${t[call.kind]}</p>`}
    <dl part="fields">
      ${call.fields
        .filter(({ value }) => value !== call.name)
        .map(
          ({ label, value }) => html`<div>
          <dt>${label}</dt>
          <dd>${linked(value)}</dd>
        </div>`,
        )}
    </dl>
  </section>`
}

function phone(view: View, phoneNumber: string): TemplateResult {
  return html`<p class="phone">
    ${readable(phoneNumber)}
    <button
      type="button"
      class="quiet small"
      aria-label=${view.t.copyOf(view.t.phoneNumberLabel)}
      @click=${() => view.copy(phoneNumber)}
    >
      ${view.copied === phoneNumber ? view.t.copied : view.t.copy}
    </button>
  </p>`
}

const WEB = /^https?:\/\/[^\s<>"]+$/i
const MAIL = /^[^\s<>"@:/]+@[^\s<>"@:/]+\.[^\s<>"@:/]+$/

/** A link for a web or e-mail address; any other text stays text, `javascript:` included. */
function linked(value: string): TemplateResult | string {
  if (WEB.test(value)) {
    return html`<a href=${value} target="_blank" rel="noopener noreferrer">
      ${value.replace(/^https?:\/\//i, '')}</a
    >`
  }
  return MAIL.test(value)
    ? html`<a href=${`mailto:${encodeURIComponent(value)}`}>${value}</a>`
    : value
}
