/**
 * What can happen to a session, and what the session wants done. The machine turns the first into
 * the second and knows neither sockets nor SOAP.
 * @module
 */

import type { ErrorCode } from '../shared/errors.ts'
import type { Command, CommandType } from '../shared/protocol.ts'
import type { Call, DeliveryState, Draft } from '../shared/session.ts'
import type { State } from './session-state.ts'

/** What became of a request to the dialer. */
export type Outcome =
  | { readonly kind: 'answered' }
  /** The dialer refused, in its own words. */
  | { readonly kind: 'fault'; readonly words: string }
  /** Nothing was sent: it certainly did not happen. */
  | { readonly kind: 'unreachable' }
  /** Sent, but the answer was lost or unreadable: it may have happened. */
  | { readonly kind: 'lost' }

/** We did not ask the dialer: something was not granted first. */
export interface NotGranted {
  readonly kind: 'refused'
  readonly code: ErrorCode
  readonly retryAt?: number | undefined
}

/** What the agent has had of a call that a wait tells of. */
export type Seen = 'new' | 'finished' | 'assumed' | 'before'

/** A fact: nobody may refuse it. */
export type Fact =
  | {
      readonly type: 'callback-done'
      /** When it was asked for; see `Pending`. */
      readonly at?: number | undefined
      readonly phoneNumber: string
      readonly outcome: Outcome | NotGranted
    }
  | {
      readonly type: 'login-done'
      /** Where it was tried: the session may be in another campaign by now. */
      readonly campaignId: string
      readonly agentId: string
      readonly outcome: Outcome | NotGranted
    }
  | {
      readonly type: 'store-done'
      readonly call: Call
      readonly draft: Draft
      readonly outcome: Outcome
      /** How often it was sent, this time included. */
      readonly tries: number
      /** Whether the answer to an earlier try was lost. */
      readonly lostBefore: boolean
      readonly lastCall: boolean
    }
  | { readonly type: 'kick-done'; readonly agentId: string; readonly outcome: Outcome }
  /** A wait of this session answered with a person. */
  | {
      readonly type: 'call-arrived'
      readonly call: Call
      /**
       * `finished`: the agent already finished this call, and the dialer took it or has yet to
       * answer. `assumed`: finished, but that it is stored is not the dialer's word. `before`:
       * finished since this wait was opened, so its answer tells nothing about the finish.
       */
      readonly seen: Seen
      /** What was typed about it, if it was on screen before. */
      readonly draft: Draft
    }
  /** A wait of an agent id that is signed in no more answered with a person. */
  | { readonly type: 'late-call'; readonly call: Call; readonly agentId: string }
  /** The wait ended without a person; `early`: in under 5 s. */
  | { readonly type: 'wait-empty'; readonly early: boolean; readonly trouble: boolean }
  | { readonly type: 'wait-fault'; readonly words: string }
  /** A supervisor removed this agent. */
  | { readonly type: 'kicked' }
  /** Time has passed. `noTabSince`: since when no console is open; null when one is. */
  | {
      readonly type: 'tick'
      readonly noTabSince: number | null
      /** Whether a console ever showed the open call. */
      readonly shown: boolean
      readonly graceMs: number
      readonly abandonMs: number
    }

/** The name of a fact. */
export type FactType = Fact['type']

/** Everything that can happen. */
export type SessionEvent = Command | Fact

/** What the object does after the new state is stored, each in the same turn. */
export type Effect =
  | { readonly do: 'call-back'; readonly phoneNumber: string; readonly music: string | null }
  | { readonly do: 'log-in'; readonly agentId: string }
  /** Hang up; in the session's campaign, unless it is said of another. */
  | { readonly do: 'kick'; readonly agentId: string; readonly campaignId?: string }
  /** A second wait beside the first. */
  | { readonly do: 'search'; readonly agentId: string }
  /** The call is on screen from now on; fire the screen pop in one tab. */
  | { readonly do: 'open'; readonly call: Call; readonly agentId: string }
  /** Store this finish, durably first. */
  | {
      readonly do: 'finish'
      readonly call: Call
      readonly draft: Draft
      readonly agentId: string
      readonly lastCall: boolean
      readonly leaveMessage: boolean
    }
  /** Send a finish again. */
  | { readonly do: 'resend'; readonly callId: string }
  /** A finish was refused and the call is open again. */
  | { readonly do: 'reopen'; readonly callId: string }
  | {
      readonly do: 'mark'
      /** The call's own campaign: the session may have moved on to another. */
      readonly campaignId: string
      readonly callId: string
      readonly state: DeliveryState
      readonly words: string | null
      /** When a finish still `sending` is sent again; null when it is not. */
      readonly nextTryAt: number | null
    }
  /** When the agent said that the person had gone. */
  | { readonly do: 'note'; readonly call: Call; readonly callerGoneAt: number | null }
  /** The call ends without a finish; what was typed is kept. */
  | { readonly do: 'leave'; readonly call: Call; readonly draft: Draft; readonly agentId: string }
  /** A card without a name has got one: what was typed on it goes on under that. */
  | { readonly do: 'named'; readonly call: Call; readonly draft: Draft }
  /** A person was connected and no console showed them. What is known of the call stays. */
  | { readonly do: 'cut-off'; readonly call: Call; readonly agentId: string }
  /** The pending command is answered. */
  | { readonly do: 'reply'; readonly failure: Failure | null }

/** Why a pending command failed. */
export interface Failure {
  readonly code: ErrorCode
  readonly words?: string | undefined
  readonly retryAt?: number | undefined
}

/** A command's immediate fate: accepted, refused, or answered `later` with the dialer's answer. */
export type Reply =
  | 'accepted'
  | 'later'
  | { readonly refused: ErrorCode; readonly retryAt?: number | undefined }

/** The outcome of one event. */
export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
  /** For commands only. */
  readonly reply?: Reply
}

/** Time, chance and the kind of dialer, handed in so that the machine stays pure. */
export interface Moment {
  readonly now: number
  /** Whether the dialer tells of a connected call again when asked. */
  readonly repeats: boolean
  /** A number in [0, 1). */
  readonly chance: number
}

/** The event of a type. */
export type EventOf<T extends CommandType | FactType> = Extract<SessionEvent, { type: T }>
