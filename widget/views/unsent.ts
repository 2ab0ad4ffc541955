/**
 * Finishes that the dialer does not have yet, and calls that never got one.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Call, UnsentFinish } from '../../shared/session.ts'
import { says, secondsUntil, sends } from './parts.ts'
import { nameOf } from './person.ts'
import type { View } from './view.ts'

/** The list of what is still to be stored; nothing when all is. */
export function unsent(view: View): TemplateResult | typeof nothing {
  const { t, session } = view
  if (session.unsent.length === 0) return nothing
  return html`<section class="unsent" part="unsent" aria-labelledby="unsent">
    <h3 id="unsent">${t.unsentTitle}</h3>
    <ul>
      ${session.unsent.map((finish) => line(view, finish))}
    </ul>
  </section>`
}

function line(view: View, { call, draft, state, words, nextTryAt }: UnsentFinish): TemplateResult {
  const { t } = view
  const response = draft.dispositions.filter((each) => each !== '').join(', ')
  const seconds = nextTryAt === null ? 0 : secondsUntil(view, nextTryAt)
  return html`<li>
    <div>
      <strong>${nameOf(t, call)}</strong>
      <span>${response}</span>
      <em>${t.delivery[state]}${seconds > 0 ? `. ${t.retryingNext(seconds)}` : ''}</em>
      ${words === null ? nothing : html`<p class="words">${says(t, words)}</p>`}
    </div>
    ${
      mayBeSent(call, state, response)
        ? sends(view, t.sendAgain, { type: 'retry', callId: call.id }, { kind: 'quiet' })
        : nothing
    }
  </li>`
}

/** Not one that is under way, nor a call that the dialer never named, nor one for which no answer was chosen. */
function mayBeSent({ kind }: Call, state: UnsentFinish['state'], response: string): boolean {
  return kind === 'known' && state !== 'sending' && (state !== 'unfinished' || response !== '')
}
