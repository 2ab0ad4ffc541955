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

export { UNSENT_STYLES as STYLES } from './unsent.styles.ts'

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
    ${problem(view, 'retry')} ${onCall(view) ? parts.nothing : problem(view, 'notes')}
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
      ${isLeft(view, finish) ? choices(parts, view, finish) : html`<span>${response}</span>`}
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

const onCall = ({ session }: View) => session.state.phase === 'on-call'

/** Whether it can still be said how the call went: nobody has finished it, and its lists are known. */
function isLeft(view: View, { call, state }: UnsentFinish): boolean {
  const known = call.kind === 'known' && call.campaignId === view.session.campaign.id
  return state === 'unfinished' && known && !onCall(view)
}

/** How a call went that was left. What is chosen is saved at once. */
function choices({ html }: Lent, view: View, { call, draft }: UnsentFinish): TemplateResult[] {
  const lists = view.session.campaign.dispositionLists
  return lists.map(({ name, choices: offered }, index) => {
    const chosen = draft.dispositions[index] ?? ''
    const choose = ({ target }: Event) => {
      const dispositions = lists.map((_, at) => draft.dispositions[at] ?? '')
      dispositions[index] = (target as HTMLSelectElement).value
      const { callbackAt, ...rest } = { ...draft, dispositions }
      const kept = callbackAt !== undefined && view.callsBack(rest) ? { ...rest, callbackAt } : rest
      view.send({ type: 'save-draft', callId: call.id, draft: kept })
    }
    return html`<label>${name}
      <select part="input" @change=${choose}>
        <option value="" .selected=${chosen === ''}></option>
        ${offered.map(({ value }) => html`<option .selected=${value === chosen}>${value}</option>`)}
      </select>
    </label>`
  })
}

/**
 * Not one that is under way, nor a call that the dialer never named, nor one for which no answer was
 * chosen; and none while somebody is on the line.
 */
function mayBeSent(view: View, { call, state }: UnsentFinish, response: string): boolean {
  if (onCall(view) || call.kind !== 'known') return false
  return state !== 'sending' && (state !== 'unfinished' || response !== '')
}
