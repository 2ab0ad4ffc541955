/**
 * A person is on the line, or was: the call stays on screen until it is finished or left.
 * @module
 */

import type { SignedOutReason } from '../../shared/session.ts'
import type { Effect, EventOf, Moment, Step } from '../session-events.ts'
import type { OnCallState } from '../session-state.ts'
import {
  accept,
  become,
  help,
  lateCall,
  type PhaseTable,
  refuse,
  settleLate,
  signOut,
  startCall,
  startWaiting,
  stay,
  strayLogIn,
} from './phase.ts'

/** Commands about a call name it, so that a slow click never touches the next one. */
function ifSame<E extends { readonly callId: string }>(
  carryOut: (state: OnCallState, event: E, at: Moment) => Step,
): (state: OnCallState, event: E, at: Moment) => Step {
  return (state, event, at) =>
    event.callId === state.call.id ? carryOut(state, event, at) : refuse(state, 'wrong-call')
}

function finish(state: OnCallState, event: EventOf<'finish'>, at: Moment): Step {
  const { call, agentId, phone, goneWhy, callerGoneAt } = state
  const { draft, leaveMessage } = event
  // The dialer knows no such call, so there is nothing to store; end the leg and ring again.
  if (call.kind !== 'known') return startOver({ ...state, draft }, at)
  const last = event.lastCall || state.lastCall
  const leaving: SignedOutReason | null = phone === 'gone' ? goneWhy : last ? 'last-call' : null
  const storing = { callId: call.id, leaving, callerGoneAt }
  return accept(startWaiting(state, agentId, at, { storing, lastCall: state.lastCall }), {
    do: 'finish',
    call,
    draft,
    agentId,
    lastCall: leaving !== null,
    leaveMessage,
  })
}

/** Said twice it keeps its first moment: pages may have been slow to show that it was heard. */
function callerGone(state: OnCallState, event: EventOf<'caller-gone'>, at: Moment): Step {
  const { call } = state
  const callerGoneAt = event.on ? (state.callerGoneAt ?? at.now) : null
  return accept({ ...state, callerGoneAt }, { do: 'note', call, callerGoneAt })
}

function startOver(state: OnCallState, at: Moment): Step {
  const { phoneNumber, agentId } = state
  const out = signOut(state, 'dialer', at, { hangUp: true })
  const end: Effect[] = [leave(state), { do: 'kick', agentId }]
  if (phoneNumber === null || state.phone === 'gone') return accept(out, ...end)
  const pending = { type: 'call-me' as const, phoneNumber, music: null, afterKick: agentId }
  return accept({ ...out, pending }, ...end)
}

const leave = (state: OnCallState): Effect => ({
  do: 'leave',
  call: state.call,
  draft: state.draft,
  agentId: state.agentId,
})

function leaveUnfinished(
  state: OnCallState,
  _event: EventOf<'leave-unfinished'>,
  at: Moment,
): Step {
  if (state.phone === 'up') return refuse(state, 'not-now')
  return accept(signOut(state, state.goneWhy ?? 'phone-gone', at, { hangUp: false }), leave(state))
}

function callArrived(state: OnCallState, event: EventOf<'call-arrived'>, at: Moment): Step {
  const { call, draft, seen } = event
  if (call.id === state.call.id || seen !== 'new') return stay(state)
  // Somebody without a name is whoever is on the line already.
  if (call.kind !== 'known') return stay(state)
  const { agentId } = state
  // Nobody can help them on a phone that is gone, and the agent still writes about the last one.
  if (state.phone === 'gone') return become(state, { do: 'cut-off', call, agentId })
  // Who had no name has one now, and what was typed is about them. With a name, the person of the
  // open call is gone, because the dialer moved on without us, and their card is kept.
  const same = state.call.kind !== 'known' && draft.notes === ''
  const started = startCall(state, call, same ? state.draft : draft, at)
  const open = same ? { ...started, formerly: state.call.id } : started
  const end: Effect = same ? { do: 'named', call: state.call, draft: state.draft } : leave(state)
  return become(open, end, { do: 'open', call, agentId })
}

function tick(state: OnCallState, event: EventOf<'tick'>, at: Moment): Step {
  const patience = event.shown ? event.abandonMs : event.graceMs
  if (event.noTabSince === null || at.now < event.noTabSince + patience) return stay(state)
  const out = signOut(state, 'idle', at, { hangUp: false })
  return become(out, { do: 'kick', agentId: state.agentId }, leave(state))
}

/** A person is on the line. */
export const onCall: PhaseTable<'on-call'> = {
  commands: {
    'save-draft': (state, { callId, draft }) =>
      callId === state.call.id || callId === state.formerly
        ? accept({ ...state, draft })
        : refuse(state, 'wrong-call'),
    finish: ifSame(finish),
    'last-call': (state, event) => accept({ ...state, lastCall: event.on }),
    'hold-finish': ifSame((state, event, at) =>
      accept({ ...state, held: { reason: event.reason, since: at.now } }),
    ),
    'end-hold': ifSame((state) => accept({ ...state, held: null })),
    help,
    'caller-gone': ifSame(callerGone),
    'phone-gone': (state) => accept({ ...state, phone: 'gone', goneWhy: 'phone-gone' }),
    'leave-unfinished': ifSame(leaveUnfinished),
  },
  facts: {
    'callback-done': stay,
    'login-done': strayLogIn,
    'store-done': settleLate,
    'kick-done': stay,
    'call-arrived': callArrived,
    'late-call': lateCall,
    'wait-empty': stay,
    'wait-fault': stay,
    kicked: (state) =>
      become(
        { ...state, phone: 'gone', goneWhy: 'kicked' },
        { do: 'kick', agentId: state.agentId },
      ),
    tick,
  },
}
