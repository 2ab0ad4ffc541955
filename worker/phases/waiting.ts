/**
 * Hold music: a wait is held, or the last finish is on its way, or the dialer is in trouble.
 * @module
 */

import type { Effect, EventOf, Moment, Step } from '../session-events.ts'
import type { CallingBackState, WaitingState } from '../session-state.ts'
import {
  accept,
  backOff,
  become,
  CALLBACK_EXPIRES_MS,
  help,
  isDue,
  lateCall,
  mark,
  type PhaseTable,
  refuse,
  settle,
  signOut,
  startCall,
  stay,
  strayLogIn,
  unidentified,
} from './phase.ts'

/** Pauses after a first, second and third fault on the wait; a fourth ends the session. */
const FAULT_PAUSES_MS = [1_000, 3_000, 9_000]

/**
 * Between two waits of which the first said nothing new: doubled each time, up to what somebody on
 * the line bears until an agent sees who they are.
 */
const PAUSE_MS = { first: 1_000, longest: 5_000 }

/** Silence after a lost finish for this long: only the agent can hear where they are. */
const ASK_MUSIC_MS = 10_000

/**
 * A finish whose connection broke may still be under way. Sent again too soon, both would arrive,
 * and the second would end the next person's call at a dialer that queues the agent for it.
 */
const SETTLE_MS = 3_000

/** A wait that was taken in and held for this long is in good hands: the trouble is over. */
const CALM_MS = 5_000

/** A second wait that stays silent for this long will not tell who is on the line. */
const SEARCH_MS = 5_000

/** When trouble is over unless the wait fails again; null without any. */
export function calmAt({ troubleSince, nextTryAt, storing }: WaitingState): number | null {
  return troubleSince === null || nextTryAt === null || storing ? null : nextTryAt + CALM_MS
}

function logOff(state: WaitingState): Step {
  if (state.pending) return refuse(state, 'not-now')
  return {
    state: { ...state, pending: { type: 'log-off' }, searchUntil: null },
    effects: [{ do: 'kick', agentId: state.agentId }],
    reply: 'later',
  }
}

function phoneGone(state: WaitingState, _event: EventOf<'phone-gone'>, at: Moment): Step {
  const gone = signOut(state, 'phone-gone', at, { hangUp: false })
  return accept(gone, { do: 'kick', agentId: state.agentId })
}

function noScreen(state: WaitingState, _event: EventOf<'no-screen'>, at: Moment): Step {
  if (state.pending || state.storing || state.searchUntil !== null) return refuse(state, 'not-now')
  const searching = { ...state, searchUntil: at.now + SEARCH_MS }
  return accept(searching, { do: 'search', agentId: state.agentId })
}

function hearMusic(state: WaitingState, event: EventOf<'hear-music'>, at: Moment): Step {
  const { callId, yes } = event
  if (!state.proof?.asked) return refuse(state, 'not-now')
  if (state.proof.callId !== callId) return refuse(state, 'wrong-call')
  const call = { campaignId: state.campaignId, id: callId }
  if (yes) return accept({ ...state, proof: null }, mark(call, 'stored-by-agent'))
  return accept(...(at.repeats ? askAgain(state, at) : sendAgain(state, callId)))
}

/**
 * Whom the agent hears, a dialer that repeats will tell. To guess that it is still the last person,
 * and to send their finish again, could end the call of the next one.
 */
function askAgain(state: WaitingState, at: Moment): [WaitingState, Effect] {
  const { proof, agentId } = state
  const later = proof && { ...proof, asked: false, askAt: at.now + ASK_MUSIC_MS }
  const searching = { ...state, proof: later, searchUntil: at.now + SEARCH_MS }
  return [searching, { do: 'search', agentId }]
}

/** The agent is still on that call, so the dialer does not have the finish. */
function sendAgain(state: WaitingState, callId: string): [WaitingState, Effect] {
  const storing = { callId, leaving: null }
  const again = { ...state, proof: null, searchUntil: null, storing }
  return [again, { do: 'resend', callId }]
}

function retry(state: WaitingState, event: EventOf<'retry'>): Step {
  if (state.proof?.callId === event.callId) return refuse(state, 'not-now')
  const own = state.storing?.callId === event.callId
  return accept(own ? { ...state, nextTryAt: null } : state, { do: 'resend', callId: event.callId })
}

function callArrived(state: WaitingState, event: EventOf<'call-arrived'>, at: Moment): Step {
  const { call, seen, draft } = event
  const { agentId, proof } = state
  if (seen !== 'new') {
    const missing = seen === 'assumed' || (seen === 'finished' && proof?.callId === call.id)
    const settled = at.now >= (proof?.since ?? 0) + SETTLE_MS
    return missing && settled ? become(...sendAgain(state, call.id)) : become(pausing(state, at))
  }
  // Only another call's id tells that the dialer moved on; who cannot be named may be the same.
  const proven =
    proof && call.kind === 'known'
      ? [mark({ campaignId: state.campaignId, id: proof.callId }, 'stored-by-next-call')]
      : []
  // The kick was sent first: this person is being hung up on, and no screen can help them.
  if (state.pending) {
    const unproven = proven.length > 0 ? { ...state, proof: null } : state
    return become(pausing(unproven, at), ...proven, { do: 'cut-off', call, agentId })
  }
  return become(startCall(state, call, draft, at), ...proven, { do: 'open', call, agentId })
}

/** The dialer would answer the same again at once; asking without a pause would spin. */
function pausing(state: WaitingState, at: Moment): WaitingState {
  const pause = Math.min(PAUSE_MS.first * 2 ** state.tries, PAUSE_MS.longest)
  return { ...state, tries: state.tries + 1, nextTryAt: at.now + pause }
}

function waitEmpty(state: WaitingState, event: EventOf<'wait-empty'>, at: Moment): Step {
  const calm = { ...state, unproven: false, faults: 0 }
  if (!event.early) return become({ ...calm, tries: 0, troubleSince: null, nextTryAt: null })
  const tries = state.tries + 1
  const troubleSince = event.trouble ? (state.troubleSince ?? at.now) : null
  const nextTryAt = at.now + backOff(tries, at.chance)
  const next = { tries, troubleSince, nextTryAt, ...unheard(state, nextTryAt) }
  return become({ ...(event.trouble ? state : calm), ...next })
}

/** Only a wait that is held can be silent; while none is, silence proves nothing of a finish. */
function unheard({ proof, searchUntil }: WaitingState, heldFrom: number): Partial<WaitingState> {
  if (!proof) return {}
  return {
    proof: { ...proof, askAt: Math.max(proof.askAt, heldFrom + ASK_MUSIC_MS) },
    searchUntil: searchUntil && Math.max(searchUntil, heldFrom + SEARCH_MS),
  }
}

function waitFault(state: WaitingState, event: EventOf<'wait-fault'>, at: Moment): Step {
  const { words } = event
  // Most likely the kick's doing; its own answer tells.
  if (state.pending) return become(pausing(state, at))
  if (state.unproven) return become(notSignedIn(state, words, at))
  const pause = FAULT_PAUSES_MS[state.faults]
  if (pause !== undefined) {
    const nextTryAt = at.now + pause
    return become({
      ...state,
      faults: state.faults + 1,
      troubleSince: state.troubleSince ?? at.now,
      nextTryAt,
      ...unheard(state, nextTryAt),
    })
  }
  const out = signOut(state, 'dialer', at, { hangUp: true, words })
  return become(out, { do: 'kick', agentId: state.agentId })
}

function notSignedIn(state: WaitingState, words: string, at: Moment): CallingBackState {
  return {
    phase: 'calling-back',
    since: at.now,
    campaignId: state.campaignId,
    phoneNumber: state.phoneNumber,
    pending: null,
    logIns: state.logIns,
    helpSince: state.helpSince,
    againAt: at.now,
    expiresAt: at.now + CALLBACK_EXPIRES_MS,
    refusal: words,
  }
}

function storeDone(state: WaitingState, event: EventOf<'store-done'>, at: Moment): Step {
  const { outcome, call, draft, lostBefore } = event
  const { storing } = state
  const awaited = storing?.callId === call.id && state.campaignId === call.campaignId
  if (!awaited) return become(state, settle(event, at))
  if (outcome.kind === 'fault' && !lostBefore) {
    const open = {
      ...startCall(state, call, draft, at),
      refusal: outcome.words,
      callerGoneAt: storing.callerGoneAt,
    }
    return become({ ...open, ...phoneOf(storing, state) }, { do: 'reopen', callId: call.id })
  }
  if (storing.leaving) {
    return become(signOut(state, storing.leaving, at, { hangUp: true }), settle(event, at))
  }
  return stillQueued(state, event, at)
}

/**
 * A finish that was sent because the phone is gone comes back to a call without a phone, and so does
 * one whose agent is logging off: they are being hung up on.
 */
function phoneOf({ leaving }: NonNullable<WaitingState['storing']>, { pending }: WaitingState) {
  const gone = leaving === 'kicked' || leaving === 'phone-gone' ? leaving : null
  const goneWhy = pending ? 'phone-gone' : gone
  return goneWhy ? { phone: 'gone' as const, goneWhy } : {}
}

function stillQueued(state: WaitingState, event: EventOf<'store-done'>, at: Moment): Step {
  const { outcome, call } = event
  if (outcome.kind === 'unreachable') {
    const sending = settle(event, at)
    const { nextTryAt } = sending
    return become({ ...state, nextTryAt, troubleSince: state.troubleSince ?? at.now }, sending)
  }
  const held = { ...state, storing: null, tries: 0, troubleSince: null, nextTryAt: null }
  if (outcome.kind !== 'lost') return become(held, settle(event, at))
  // The answer was lost: the next wait is the read-back.
  const proof = { callId: call.id, since: at.now, askAt: at.now + ASK_MUSIC_MS, asked: false }
  return become({ ...held, proof }, mark(call, 'sending'))
}

function kickDone(state: WaitingState, event: EventOf<'kick-done'>, at: Moment): Step {
  if (state.pending?.type !== 'log-off' || event.agentId !== state.agentId) return stay(state)
  const hangUp = event.outcome.kind !== 'answered'
  const out = signOut(state, 'log-off', at, { hangUp })
  return become(out, { do: 'reply', failure: null })
}

function tick(state: WaitingState, event: EventOf<'tick'>, at: Moment): Step {
  const { agentId, proof, searchUntil } = state
  if (event.noTabSince !== null && at.now >= event.noTabSince + event.graceMs && !state.pending) {
    const out = signOut(state, 'idle', at, { hangUp: false })
    return become(out, { do: 'kick', agentId })
  }
  if (searchUntil !== null && isDue(searchUntil, at.now)) {
    if (proof && at.repeats) return become(...askAgain(state, at))
    // Two waits were silent: whom they hear is most likely still the last one.
    if (proof) return become(...sendAgain(state, proof.callId))
    const call = unidentified(state, at)
    const open = startCall(state, call, { dispositions: [], notes: '' }, at)
    return become(open, { do: 'open', call, agentId })
  }
  if (proof && !proof.asked && isDue(proof.askAt, at.now)) {
    return become({ ...state, proof: { ...proof, asked: true } })
  }
  const calm = calmAt(state)
  if (calm !== null && isDue(calm, at.now)) {
    return become({ ...state, tries: 0, troubleSince: null, nextTryAt: null })
  }
  return stay(state)
}

/** Hold music. */
export const waiting: PhaseTable<'waiting'> = {
  commands: {
    'last-call': (state, event) => accept({ ...state, lastCall: event.on }),
    'log-off': logOff,
    'phone-gone': phoneGone,
    'no-screen': noScreen,
    'hear-music': hearMusic,
    help,
    retry,
  },
  facts: {
    'callback-done': stay,
    'login-done': strayLogIn,
    'store-done': storeDone,
    'kick-done': kickDone,
    'call-arrived': callArrived,
    'late-call': lateCall,
    'wait-empty': waitEmpty,
    'wait-fault': waitFault,
    kicked: (state, _event, at) =>
      become(signOut(state, 'kicked', at, { hangUp: true }), {
        do: 'kick',
        agentId: state.agentId,
      }),
    tick,
  },
}
