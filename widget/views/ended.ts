/**
 * Why the last session ended, and what to do with the phone.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { SignedOut } from '../../shared/session.ts'
import { says } from './parts.ts'
import type { View } from './view.ts'

/** The end of the last session; nothing before the first. */
export function ended(view: View, state: SignedOut): TemplateResult | typeof nothing {
  if (state.why === 'never' && !state.hangUp) return nothing
  const { t } = view
  const sending = view.session.unsent.some((each) => each.state === 'sending')
  return html`<div class="notice" part="notice">
    <p>${t.ended[state.why]}</p>
    ${state.words ? html`<p class="words">${says(t, state.words)}</p>` : nothing}
    ${state.hangUp ? html`<p><strong>${t.hangUp}</strong></p>` : nothing}
    ${sending ? html`<p>${t.hangUpSending}</p>` : nothing}
  </div>`
}
