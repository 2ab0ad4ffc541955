/**
 * What the four phases share: the shape of their tables, and the ways from one to another.
 * @module
 */

import type { ErrorCode } from '../../shared/errors.ts'
import type { CommandType } from '../../shared/protocol.ts'
import type { Call, Draft, Phase, SignedOutReason } from '../../shared/session.ts'
import type {
  Effect,
  EventOf,
  FactType,
  Failure,
  Moment,
  NotGranted,
  Outcome,
  Step,
} from '../session-events.ts'
import {
  agentIdOf,
  type OnCallState,
  type SignedOutState,
  type State,
  type StateOf,
  type WaitingState,
} from '../session-state.ts'

/** What one phase does with one event. */
export type Handler<P extends Phase, T extends CommandType | FactType> = (
  state: StateOf<P>,
  event: EventOf<T>,
  at: Moment,
) => Step

/** One phase: the commands that fit it, and every fact, for no fact may be dropped by oversight. */
export interface PhaseTable<P extends Phase> {
  readonly commands: { readonly [T in CommandType]?: Handler<P, T> }
  readonly facts: { readonly [T in FactType]: Handler<P, T> }
}

/** More tries than this look like guessing other people's agent ids. */
export const LOG_INS_PER_MINUTE = 5

/** A phone that did not ring may be called again after this. */
export const CALL_AGAIN_MS = 15_000

/** A callback nobody answers ends after this; dialers give up ringing long before. */
export const CALLBACK_EXPIRES_MS = 600_000

/** First and longest pause between tries of a dialer in trouble. */
const BACKOFF_MS = { first: 1_000, longest: 30_000 }

/** Nothing that is kept is to happen later than this. */
const LATEST_MS = 60_000

/** Whether a moment has come; one further ahead than any pause was told by a clock since set back. */
export function isDue(moment: number, now: number): boolean {
  return moment <= now || moment > now + LATEST_MS
}

/** Whether somebody is on the line whom the dialer has yet to name. */
export function isNameless({ call, phone }: StateOf<'on-call'>): boolean {
  return call.kind !== 'known' && phone === 'up'
}

/** Nothing changes. */
export function stay(state: State): Step {
  return { state, effects: [] }
}

/** A command that does not fit; nothing changes. */
export function refuse(state: State, code: ErrorCode, retryAt?: number): Step {
  return { state, effects: [], reply: { refused: code, retryAt } }
}

/** A command carried out at once. */
export function accept(state: State, ...effects: Effect[]): Step {
  return { state, effects, reply: 'accepted' }
}

/** A fact and what follows from it. */
export function become(state: State, ...effects: Effect[]): Step {
  return { state, effects }
}

/** Pause before try number `tries`, doubling, with jitter so that agents do not return as one. */
export function backOff(tries: number, chance: number): number {
  const pause = Math.min(BACKOFF_MS.first * 2 ** (tries - 1), BACKOFF_MS.longest)
  return Math.round(pause * (0.5 + chance / 2))
}

/** The session ends. */
export function signOut(
  state: State,
  why: SignedOutReason,
  at: Moment,
  facts: { hangUp: boolean; words?: string },
): SignedOutState {
  return {
    phase: 'signed-out',
    since: at.now,
    campaignId: state.campaignId,
    phoneNumber: state.phoneNumber,
    pending: null,
    logIns: state.logIns,
    why,
    words: facts.words ?? null,
    hangUp: facts.hangUp && why !== 'phone-gone',
  }
}

/** The agent is queued: hold music. */
export function startWaiting(
  state: State,
  agentId: string,
  at: Moment,
  facts: Partial<Pick<WaitingState, 'storing' | 'unproven' | 'lastCall'>> = {},
): WaitingState {
  return {
    phase: 'waiting',
    since: at.now,
    campaignId: state.campaignId,
    phoneNumber: state.phoneNumber,
    pending: null,
    logIns: [],
    helpSince: state.helpSince,
    agentId,
    lastCall: facts.lastCall ?? false,
    storing: facts.storing ?? null,
    proof: null,
    unproven: facts.unproven ?? false,
    faults: 0,
    tries: 0,
    troubleSince: null,
    nextTryAt: null,
    searchUntil: null,
  }
}

/** A person is on the line. */
export function startCall(
  state: WaitingState | OnCallState,
  call: Call,
  draft: Draft,
  at: Moment,
): OnCallState {
  return {
    phase: 'on-call',
    since: at.now,
    campaignId: state.campaignId,
    phoneNumber: state.phoneNumber,
    pending: null,
    logIns: [],
    helpSince: state.helpSince,
    agentId: state.agentId,
    call,
    draft,
    phone: 'up',
    goneWhy: null,
    lastCall: state.lastCall,
    held: null,
    refusal: null,
  }
}

/** Why a pending command failed, in the words of the closed list. */
export function failureOf(outcome: Exclude<Outcome | NotGranted, { kind: 'answered' }>): Failure {
  switch (outcome.kind) {
    case 'refused':
      return { code: outcome.code, retryAt: outcome.retryAt }
    case 'fault':
      return { code: 'dialer-fault', words: outcome.words }
    case 'lost':
      return { code: 'dialer-timeout' }
    case 'unreachable':
      return { code: 'dialer-unreachable' }
  }
}

/** Asks for a supervisor, or not any more. */
export const help = <P extends Phase>(
  state: StateOf<P>,
  { on }: EventOf<'help'>,
  at: Moment,
): Step => accept({ ...state, helpSince: on ? (state.helpSince ?? at.now) : null })

/** A person was connected after the session had ended: nobody can help them now; hang up. */
export const lateCall = <P extends Phase>(state: StateOf<P>, event: EventOf<'late-call'>): Step =>
  become(
    state,
    { do: 'cut-off', call: event.call, agentId: event.agentId },
    { do: 'kick', agentId: event.agentId, campaignId: event.call.campaignId },
  )

/**
 * A log-in that nobody waits for: cancelled or overtaken while the dialer was thinking. The agent must
 * not be queued unseen.
 */
export function strayLogIn(state: State, event: EventOf<'login-done'>): Step {
  const { outcome, agentId, campaignId } = event
  const isTheirs = agentId === agentIdOf(state) && campaignId === state.campaignId
  // The id is somebody else's: nobody is to be hung up on for it.
  if (isTheirs || outcome.kind === 'refused') return stay(state)
  return become(state, { do: 'kick', agentId, campaignId })
}

/** A card for somebody the dialer told nothing about. */
export function unidentified(state: StateOf<'waiting'>, at: Moment): Call {
  return {
    id: `unidentified-${state.agentId}-${at.now}`,
    campaignId: state.campaignId,
    kind: 'unidentified',
    phoneNumber: null,
    name: null,
    startedAt: null,
    fields: [],
  }
}

/** The answer to a finish that the session is not waiting for any more. */
export const settleLate = <P extends Phase>(
  state: StateOf<P>,
  event: EventOf<'store-done'>,
  at: Moment,
): Step => become(state, settle(event, at))

/** A finish that lets the agent go may be sent again this often when its answers are lost. */
const LAST_CALL_TRIES = 5

/** What a store's outcome says about the finish, wherever the session is. */
export function settle(event: EventOf<'store-done'>, at: Moment): Mark {
  const { outcome, call, tries, lostBefore, lastCall } = event
  const again = () => at.now + backOff(tries, at.chance)
  switch (outcome.kind) {
    case 'answered':
      return mark(call, 'stored')
    case 'fault':
      // A fault after a lost answer may only say that the first try had arrived.
      return mark(call, lostBefore ? 'unconfirmed' : 'refused', outcome.words)
    case 'unreachable':
      return mark(call, 'sending', null, again())
    case 'lost':
      // A late duplicate with lastcall=false would queue the agent again and could end their next
      // call; with lastcall=true it cannot.
      return lastCall && tries < LAST_CALL_TRIES
        ? mark(call, 'sending', null, again())
        : mark(call, 'unconfirmed')
  }
}

type Mark = Extract<Effect, { do: 'mark' }>

/** Where a finish stands from now on. */
export function mark(
  { campaignId, id: callId }: Pick<Call, 'campaignId' | 'id'>,
  state: Mark['state'],
  words: string | null = null,
  nextTryAt: number | null = null,
): Mark {
  return { do: 'mark', campaignId, callId, state, words, nextTryAt }
}
