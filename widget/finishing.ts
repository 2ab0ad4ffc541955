/**
 * From what was typed to the command that finishes a call; the host page has its say in between.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import type { Command } from '../shared/protocol.ts'
import type { Call, Draft } from '../shared/session.ts'
import { AgentFinishEvent } from './events.ts'
import type { View } from './views/view.ts'

/** What can be said about a finish; what is left out is what the agent has typed. */
export interface FinishOptions extends Partial<Draft> {
  /** Whether the agent leaves afterwards; by default they get the next call. */
  readonly lastCall?: boolean
  readonly leaveMessage?: boolean
}

/**
 * The command. Fires `agent-finish` on the host.
 * @throws {ConsoleError} `bad-answer` or `stopped-by-page` when the browser or the host page stops it
 */
export async function finishCommand(
  host: HTMLElement,
  call: Call,
  view: Pick<View, 'draft' | 'callsBack'>,
  options: FinishOptions,
): Promise<Command> {
  const { lastCall = false, leaveMessage = false, ...change } = options
  const slotted = await slottedAnswers(host)
  if (slotted === null) throw new ConsoleError('bad-answer')
  const { draft } = view
  const answers = { ...draft.answers, ...slotted }
  const whole = {
    ...draft,
    ...(Object.keys(answers).length > 0 && { answers }),
    // Its field is not shown: a time that was typed for another outcome says nothing of this one.
    ...(!view.callsBack({ ...draft, ...change }) && { callbackAt: undefined }),
    ...change,
  }
  const event = new AgentFinishEvent(call, whole, lastCall, leaveMessage)
  if (!host.dispatchEvent(event)) throw new ConsoleError('stopped-by-page')
  return { type: 'finish', callId: call.id, draft: event.draft, lastCall, leaveMessage }
}

/** What the host page's own form says; null while the browser finds something wrong with it. */
async function slottedAnswers(host: HTMLElement): Promise<Readonly<Record<string, string>> | null> {
  if (host.querySelector('[slot="form"]') === null) return {}
  const { isValid, answersOf } = await import('./slotted-form.ts')
  return isValid(host) ? answersOf(host) : null
}
