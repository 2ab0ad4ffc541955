/**
 * The agent's phone rings: type the id it says.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { CallingBack } from '../../shared/session.ts'
import { clock } from '../clock.ts'
import { problem, says, secondsUntil, sends } from './parts.ts'
import { readable } from './person.ts'
import { agentIdForm } from './sign-in.ts'
import type { View } from './view.ts'

/** When a phone that does not ring is worth a hint, in milliseconds. */
const HINT_AFTER_MS = 60_000
/** When the end of the callback is worth a word, in milliseconds. */
const END_NEAR_MS = 120_000

/** The wait for the agent id. */
export function callingBack(view: View, state: CallingBack): TemplateResult {
  const { t, now } = view
  const phoneNumber = state.phoneNumber ?? ''
  const seconds = secondsUntil(view, state.againAt)
  const left = state.expiresAt - now
  return html`
    <p class="lead">${t.callingLead(readable(phoneNumber))}</p>
    ${agentIdForm(view, { focus: true, refusal: state.refusal && says(t, state.refusal) })}
    ${now - state.since > HINT_AFTER_MS ? html`<p class="hint">${t.checkNumber}</p>` : nothing}
    ${left < END_NEAR_MS ? html`<p class="hint">${t.expiresIn(clock(left))}</p>` : nothing}
    ${problem(view, 'phoneNumber')}${problem(view)}
    <div class="actions">
      ${
        state.phoneNumber === null
          ? nothing
          : sends(
              view,
              seconds > 0 ? t.callAgainIn(seconds) : t.callAgain,
              { type: 'call-me', phoneNumber },
              { off: seconds > 0 },
            )
      }
      ${sends(view, t.cancel, { type: 'cancel' }, { kind: 'quiet' })}
    </div>
    <p class="hint">${t.cancelNote}</p>
  `
}
