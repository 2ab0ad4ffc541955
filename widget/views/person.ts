/**
 * The person on the line: name and number first, then everything the dialer sent.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Call } from '../../shared/session.ts'
import { tame } from '../hostile-text.ts'
import type { AllWords, Strings } from '../strings.ts'
import type { View } from './view.ts'

const LONGEST_NAME = 100

/** What to call a person. */
export function nameOf(t: Strings, call: Pick<Call, 'name' | 'phoneNumber'>): string {
  const { name, phoneNumber } = call
  return tame(name ?? (phoneNumber === null ? t.nobody : readable(phoneNumber)), LONGEST_NAME)
}

/** A North American number in groups; any other as it came. */
export function readable(phoneNumber: string): string {
  return phoneNumber.replace(/^(?:\+?1)?([2-9]\d\d)([2-9]\d\d)(\d{4})$/, '($1) $2-$3')
}

/** The card of one call. */
export function person(view: View, call: Call): TemplateResult {
  const { t } = view
  const { name, phoneNumber } = call
  const record = view.recordOf(call)
  const copy = phoneNumber === null ? nothing : copyButton(view, t.phoneNumberLabel, phoneNumber)
  return html`<section class="person" part="person">
    <div class="who">
      <h3 tabindex="-1" data-focus><bdi>${nameOf(t, call)}</bdi></h3>
      ${
        name === null || phoneNumber === null
          ? nothing
          : html`<p class="phone"><bdi>${tame(readable(phoneNumber), LONGEST_NAME)}</bdi></p>`
      }
      ${copy}
    </div>
    ${phoneNumber === null ? nothing : localTime(view, phoneNumber)}
    ${record === null ? nothing : recordLink(view, record)}
    ${call.kind === 'known' ? nothing : html`<p class="notice warn">${t[call.kind]}</p>`}
    ${fields(view, call)}
    ${phoneNumber === null ? nothing : view.history.content?.contacts(view, call)}
  </section>`
}

function localTime(view: View, phoneNumber: string): TemplateResult | typeof nothing {
  const { or, byAreaCode } = view.t as AllWords
  const times = view.timesOf(phoneNumber)
  if (times.length === 0) return nothing
  return html`<p class="time">
    <bdi>${times.join(` ${or} `)}</bdi> <span class="hint">${byAreaCode}</span>
  </p>`
}

/** Everything else the dialer sent; the name is above already. */
function fields(view: View, call: Call): TemplateResult | typeof nothing {
  const shown = call.fields.filter(({ value }) => value !== call.name)
  if (shown.length === 0) return nothing
  return html`<dl part="fields">
    ${shown.map(
      ({ label, value }) => html`<div>
        <dt>${tame(label)}</dt>
        <dd class="value"><bdi>${linked(value)}</bdi></dd>
        <dd>${copyButton(view, label, value)}</dd>
      </div>`,
    )}
  </dl>`
}

function copyButton(view: View, label: string, text: string): TemplateResult {
  const { t, clipboard } = view
  const { copied } = clipboard
  const said = copied?.text === text && (copied.done ? t.copied : t.notCopied)
  return html`<button
    type="button"
    class="quiet small copy"
    part="button copy"
    title=${t.copyOf(label)}
    aria-label=${said || t.copyOf(label)}
    @click=${() => void clipboard.copy(text)}
  >
    ${said || nothing}
  </button>`
}

function recordLink(view: View, url: string): TemplateResult {
  const open = (event: Event) => {
    event.preventDefault()
    view.openRecord(url)
  }
  return html`<p><a href=${url} part="record" @click=${open}>${view.t.openRecord}</a></p>`
}

/** An address that a link's own text could misrepresent is none. */
const WEB = /^https?:\/\/[^\s<>"\p{C}]{1,2000}$/iu
const MAIL = /^[^\s<>"@:/\p{C}]{1,200}@[^\s<>"@:/\p{C}]{1,200}\.[^\s<>"@:/\p{C}]{1,200}$/u

/**
 * A link for a web or e-mail address, broken at its slashes where it must be; any other text stays
 * text, `javascript:` included.
 */
function linked(value: string): TemplateResult | string {
  if (WEB.test(value)) {
    return html`<a href=${value} target="_blank" rel="noopener noreferrer"
      >${value
        .replace(/^https?:\/\//i, '')
        .split(/(?=\/)/)
        .map((part) => html`<wbr />${part}`)}</a
    >`
  }
  return MAIL.test(value)
    ? html`<a href=${`mailto:${encodeURIComponent(value)}`}>${value}</a>`
    : tame(value)
}
