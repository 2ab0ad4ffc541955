/**
 * A session as it is kept on disk: one JSON row, so that any new life of the object goes on where
 * the last one stopped. What a console sees is derived from it in snapshot.ts.
 * Times are milliseconds since 1970.
 * @module
 */

import type { CallingBack, OnCall, SignedOut, SignedOutReason } from '../shared/session.ts'

/** A command that waits for the dialer's answer. Only one is under way at a time. */
export type Pending =
  | {
      readonly type: 'call-me'
      readonly phoneNumber: string
      readonly music: string | null
      /** When the dialer was asked, which tells one from the next; an older worker did not say. */
      readonly at?: number | undefined
      /** The agent id to be hung up on first: a phone that is up cannot ring. */
      readonly afterKick?: string
    }
  | { readonly type: 'log-in'; readonly agentId: string }
  | { readonly type: 'log-off' }

interface Common {
  readonly since: number
  /** The campaign of the session; the last one's while signed out. */
  readonly campaignId: string
  readonly phoneNumber: string | null
  readonly pending: Pending | null
  /** When the last log-ins were tried, to keep anyone from guessing agent ids. */
  readonly logIns: readonly number[]
  /** Since when the agent asks for a supervisor. */
  readonly helpSince?: number | null | undefined
}

/** Nobody is signed in; a command may be under way. */
export interface SignedOutState extends Common, SignedOut {}

/** The dialer rings the agent's phone. */
export interface CallingBackState extends Common, CallingBack {}

/** Hold music, and everything that decides when to ask the dialer again. */
export interface WaitingState extends Common {
  readonly phase: 'waiting'
  readonly agentId: string
  readonly lastCall: boolean
  /** The finish whose answer is awaited; `leaving` says why the session ends after it. */
  readonly storing: {
    readonly callId: string
    readonly leaving: SignedOutReason | null
    /** The open call's, should the dialer refuse the finish. */
    readonly callerGoneAt?: number | null | undefined
  } | null
  /** A finish whose answer was lost; the next wait tells, or after `askAt` the agent. */
  readonly proof: {
    readonly callId: string
    /** When the answer was known to be lost; rows of an older worker do not say. */
    readonly since?: number | undefined
    readonly askAt: number
    readonly asked: boolean
  } | null
  /** loginAgent's answer was lost: a fault on the wait means it failed. */
  readonly unproven: boolean
  /** Faults in a row on the wait. */
  readonly faults: number
  /** Tries in a row that failed, came back empty at once or told nothing new. */
  readonly tries: number
  readonly troubleSince: number | null
  readonly nextTryAt: number | null
  /** "I hear someone but see nothing": until then a second wait may still tell who. */
  readonly searchUntil: number | null
}

/** A person is on the line, or was. */
export interface OnCallState extends Common, OnCall {
  /** The id of the card on which this person had no name: what was typed there may still come. */
  readonly formerly?: string | undefined
}

/** What the session object keeps. */
export type State = SignedOutState | CallingBackState | WaitingState | OnCallState

/** The part of a state that belongs to a phase. */
export type StateOf<P extends State['phase']> = Extract<State, { phase: P }>

/** The agent id with which a state is signed in to the dialer; null without one. */
export function agentIdOf(state: State): string | null {
  return 'agentId' in state ? state.agentId : null
}

/** The state of somebody who never signed in. */
export function newSession(campaignId: string, now: number): SignedOutState {
  return {
    phase: 'signed-out',
    since: now,
    campaignId,
    phoneNumber: null,
    pending: null,
    logIns: [],
    why: 'never',
    words: null,
    hangUp: false,
  }
}
