/**
 * Finishes that the dialer does not have yet, and calls that never got one. Loaded when there is
 * one; the console lends its template function, so that no second Lit is loaded.
 * @module
 */

import type { TemplateResult } from 'lit'
import type { UnsentFinish } from '../../shared/session.ts'
import type { Lent } from '../on-demand.ts'
import type { AllWords } from '../strings.ts'
import type { problem, says, secondsUntil, sends } from './parts.ts'
import type { nameOf } from './person.ts'
import type { View } from './view.ts'

export { UNSENT_STYLES } from './unsent.styles.ts'

/** What the console lends to this list. */
export interface UnsentParts extends Lent {
  readonly problem: typeof problem
  readonly says: typeof says
  readonly secondsUntil: typeof secondsUntil
  readonly sends: typeof sends
  readonly nameOf: typeof nameOf
}

/** The list of what is still to be stored. */
export function unsent(parts: UnsentParts, view: View): TemplateResult {
  const { html, problem } = parts
  return html`<section class="unsent" part="unsent" aria-labelledby="unsent">
    <h3 id="unsent">${(view.t as AllWords).unsentTitle}</h3>
    <ul>
      ${view.session.unsent.map((finish) => line(parts, view, finish))}
    </ul>
    ${problem(view, 'retry')}
  </section>`
}

function line(parts: UnsentParts, view: View, finish: UnsentFinish): TemplateResult {
  const { html, nothing, says, secondsUntil, sends, nameOf } = parts
  const { call, draft, state, words, nextTryAt } = finish
  const t = view.t as AllWords
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
      mayBeSent(view, finish, response)
        ? sends(view, t.sendAgain, { type: 'retry', callId: call.id }, { kind: 'quiet' })
        : nothing
    }
  </li>`
}

/**
 * Not one that is under way, nor a call that the dialer never named, nor one for which no answer was
 * chosen; and none while somebody is on the line.
 */
function mayBeSent({ session }: View, { call, state }: UnsentFinish, response: string): boolean {
  if (session.state.phase === 'on-call' || call.kind !== 'known') return false
  return state !== 'sending' && (state !== 'unfinished' || response !== '')
}
