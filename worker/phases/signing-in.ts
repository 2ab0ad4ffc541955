/**
 * The two phases before hold music: signed out, and the agent's phone ringing.
 * @module
 */

import type { EventOf, Moment, Step } from '../session-events.ts'
import type { CallingBackState, SignedOutState, State } from '../session-state.ts'
import {
  accept,
  become,
  CALL_AGAIN_MS,
  CALLBACK_EXPIRES_MS,
  failureOf,
  help,
  isDue,
  LOG_INS_PER_MINUTE,
  lateCall,
  type PhaseTable,
  refuse,
  settleLate,
  signOut,
  startWaiting,
  stay,
  strayLogIn,
} from './phase.ts'

const MINUTE_MS = 60_000

type SigningIn = SignedOutState | CallingBackState

function callMe(state: SigningIn, event: EventOf<'call-me'>, at: Moment): Step {
  if (state.pending) return refuse(state, 'not-now')
  const { phoneNumber, music = null } = event
  return {
    state: { ...state, pending: { type: 'call-me', phoneNumber, music, at: at.now } },
    effects: [{ do: 'call-back', phoneNumber, music }],
    reply: 'later',
  }
}

function logIn(state: SigningIn, event: EventOf<'log-in'>, at: Moment): Step {
  if (state.pending) return refuse(state, 'not-now')
  const recent = state.logIns.filter((tried) => Math.abs(at.now - tried) < MINUTE_MS)
  const [oldest] = recent
  if (oldest !== undefined && recent.length >= LOG_INS_PER_MINUTE) {
    return refuse(state, 'too-many-tries', oldest + MINUTE_MS)
  }
  const { agentId } = event
  return {
    state: { ...state, logIns: [...recent, at.now], pending: { type: 'log-in', agentId } },
    effects: [{ do: 'log-in', agentId }],
    reply: 'later',
  }
}

function callbackDone(state: SigningIn, event: EventOf<'callback-done'>, at: Moment): Step {
  const { outcome } = event
  // Of two under way one answers for itself only: a kick ends the first, and another is asked for.
  if (state.pending?.type !== 'call-me' || state.pending.at !== event.at) return stay(state)
  if (outcome.kind !== 'answered' && outcome.kind !== 'lost') {
    return become({ ...state, pending: null }, { do: 'reply', failure: failureOf(outcome) })
  }
  // A lost answer counts as sent: the phone may well ring, and the agent will hear it.
  return become(
    {
      phase: 'calling-back',
      since: at.now,
      campaignId: state.campaignId,
      phoneNumber: state.pending.phoneNumber,
      pending: null,
      logIns: state.logIns,
      helpSince: state.helpSince,
      againAt: at.now + CALL_AGAIN_MS,
      expiresAt: at.now + CALLBACK_EXPIRES_MS,
      refusal: null,
    },
    { do: 'reply', failure: null },
  )
}

/** Whatever came of the kick, the phone is rung now. */
function kickDone(state: SigningIn, event: EventOf<'kick-done'>, at: Moment): Step {
  const { pending } = state
  if (pending?.type !== 'call-me' || pending.afterKick !== event.agentId) return stay(state)
  const { type, phoneNumber, music } = pending
  const ringing = { ...state, pending: { type, phoneNumber, music, at: at.now } }
  return become(ringing, { do: 'call-back', phoneNumber, music })
}

function loginDone(state: SigningIn, event: EventOf<'login-done'>, at: Moment): Step {
  const { outcome, agentId, campaignId } = event
  const { pending } = state
  // Of two under way one answers for itself only: a kick ends the first, and another id is typed.
  const isMeant = pending?.type === 'log-in' && pending.agentId === agentId
  if (!isMeant || state.campaignId !== campaignId) return strayLogIn(state, event)
  if (outcome.kind === 'answered' || outcome.kind === 'lost') {
    const unproven = outcome.kind === 'lost'
    return become(startWaiting(state, agentId, at, { unproven }), { do: 'reply', failure: null })
  }
  return become({ ...state, pending: null }, { do: 'reply', failure: failureOf(outcome) })
}

const facts = {
  'callback-done': callbackDone,
  'login-done': loginDone,
  'store-done': settleLate,
  'kick-done': kickDone,
  // No wait is held in these phases; one that answers belongs to an earlier session.
  'call-arrived': stay,
  'wait-empty': stay,
  'wait-fault': stay,
  'late-call': lateCall,
} as const

const retry = (state: State, event: EventOf<'retry'>): Step =>
  accept(state, { do: 'resend', callId: event.callId })

/** What the dialer made of a supervisor's kick: whether the phone is down, or why it is not. */
function kickedDone(state: SignedOutState, event: EventOf<'kick-done'>, at: Moment): Step {
  const { outcome } = event
  if (state.why !== 'kicked') return kickDone(state, event, at)
  const words = outcome.kind === 'fault' ? outcome.words : null
  return become({ ...state, hangUp: outcome.kind !== 'answered', words })
}

/** Nobody is signed in. */
export const signedOut: PhaseTable<'signed-out'> = {
  commands: { 'call-me': callMe, 'log-in': logIn, retry },
  facts: {
    ...facts,
    'kick-done': kickedDone,
    // A log-in that is under way is hung up on when its answer comes.
    kicked: (state, _event, at) =>
      state.pending ? become(signOut(state, 'kicked', at, { hangUp: true })) : stay(state),
    tick: stay,
  },
}

/** The agent's phone rings, or is about to. */
export const callingBack: PhaseTable<'calling-back'> = {
  commands: {
    'call-me': (state, event, at) =>
      isDue(state.againAt, at.now)
        ? callMe(state, event, at)
        : refuse(state, 'too-soon', state.againAt),
    'log-in': logIn,
    help,
    // The API cannot stop the ring: this only forgets it.
    cancel: (state, _event, at) =>
      state.pending
        ? refuse(state, 'not-now')
        : accept(signOut(state, 'never', at, { hangUp: true })),
    retry,
  },
  facts: {
    ...facts,
    kicked: (state, _event, at) => become(signOut(state, 'kicked', at, { hangUp: true })),
    tick: (state, _event, at) =>
      at.now < state.expiresAt || state.pending
        ? stay(state)
        : become(signOut(state, 'idle', at, { hangUp: false })),
  },
}
