/**
 * The session as a pure table over phase and event: the same state, event and moment always give
 * the same step. It holds no clock, no socket and no dialer.
 * @module
 */

import type { CommandType } from '../shared/protocol.ts'
import type { Phase } from '../shared/session.ts'
import { onCall } from './phases/on-call.ts'
import { type Handler, mark, type PhaseTable, refuse } from './phases/phase.ts'
import { callingBack, signedOut } from './phases/signing-in.ts'
import { waiting } from './phases/waiting.ts'
import type { FactType, Moment, SessionEvent, Step } from './session-events.ts'
import type { State } from './session-state.ts'

/** Every phase and what it does with every event. */
export const PHASES: { readonly [P in Phase]: PhaseTable<P> } = {
  'signed-out': signedOut,
  'calling-back': callingBack,
  waiting,
  'on-call': onCall,
}

/**
 * What follows from an event. A command that does not fit the phase is refused with `not-now` and
 * changes nothing; a fact is always taken in.
 */
export function step(state: State, event: SessionEvent, at: Moment): Step {
  const { commands, facts } = PHASES[state.phase]
  const handlers: Readonly<Record<string, unknown>> = { ...commands, ...facts }
  const handler = handlers[event.type]
  if (handler === undefined) return refuse(state, 'not-now')
  // The tables are typed by phase and event; only looking one up by both at once loses that.
  const taken = (handler as Handler<Phase, AnyType>)(state as never, event as never, at)
  return judged(state, answered(state, taken))
}

type AnyType = CommandType | FactType

/** No command is left without an answer, also when something else ends what it waited in. */
function answered({ pending }: State, taken: Step): Step {
  const dropped = pending && !taken.state.pending
  if (!dropped || taken.effects.some((effect) => effect.do === 'reply')) return taken
  const failure = pending.type === 'log-off' ? null : { code: 'not-now' as const }
  return { ...taken, effects: [...taken.effects, { do: 'reply', failure }] }
}

/** No finish is left in the air: when the wait that was to prove it ends, nobody can tell any more. */
function judged(before: State, taken: Step): Step {
  if (before.phase !== 'waiting' || !before.proof) return taken
  const { callId } = before.proof
  const { state: after, effects } = taken
  if (after.phase === 'waiting' && after.proof?.callId === callId) return taken
  if (effects.some((effect) => 'callId' in effect && effect.callId === callId)) return taken
  const call = { campaignId: before.campaignId, id: callId }
  return { ...taken, effects: [...effects, mark(call, 'unconfirmed')] }
}
