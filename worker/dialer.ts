/**
 * The dialer, one typed method per operation of the contract's table.
 * @module
 */

import type {
  OperationName,
  ParametersOf,
  ResultOf,
  ServiceName,
} from '../shared/predictive-service.ts'

/** Where the dialer is and how to speak to it. */
export interface DialerSettings {
  /** PredictiveService's address. */
  readonly url: string
  /** CampaignService's address. */
  readonly campaignServiceUrl: string
  /** The account's API key; it appears in no text that leaves this module. */
  readonly key: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/**
 * Why a dialer operation failed.
 * `fault`: the dialer refused, in `words`. `unreachable`: nothing was sent. `lost`: the connection
 * broke, or something between us and the dialer answered for it. `timeout`: no answer within the
 * operation's time. `unreadable`: an answer that is none of the contract's. `refused-input`: a
 * parameter that the wire cannot carry; nothing was sent.
 */
export type DialerFailure =
  | 'fault'
  | 'unreachable'
  | 'lost'
  | 'timeout'
  | 'unreadable'
  | 'refused-input'

/** Something the dialer said about a call or an agent, ready to be shown. */
export interface DialerMember {
  /** The dialer's own name for it. */
  readonly name: string
  /** A readable label made from the name. */
  readonly label: string
  /** Hostile text. Arrays are joined with commas, nested members written `name: value`. */
  readonly value: string
  /** The items of an array of plain values, nil as an empty string; null for anything else. */
  readonly items: readonly string[] | null
}

/** What getConnectionForAgent said about the person on the line. */
export interface DialerCall {
  readonly id: string | null
  readonly phoneNumber: string | null
  readonly campaignId: string | null
  /** Milliseconds since 1970. */
  readonly startedAt: number | null
  /** Every member that has a value, in the dialer's order. */
  readonly members: readonly DialerMember[]
}

/** One agent's line in getAgentStats; null where the dialer did not say. */
export interface DialerAgent {
  /** The agent id. */
  readonly id: string | null
  readonly userId: string | null
  readonly phoneNumber: string | null
  readonly campaignId: string | null
  /** Milliseconds since 1970. */
  readonly loggedInAt: number | null
  /** Milliseconds since 1970; null while the agent is logged in. */
  readonly loggedOutAt: number | null
  readonly calls: number | null
  readonly loggedInSeconds: number | null
  readonly callSeconds: number | null
  readonly averageCallSeconds: number | null
  readonly responseSeconds: number | null
  readonly responsePercent: number | null
  /** Every member that has a value, in the dialer's order, the known ones too. */
  readonly members: readonly DialerMember[]
}

/** How long one request may take, and how to end it early. */
export interface DialerOptions {
  /** Milliseconds until the answer's headers must be there; each operation has its own default. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

type Answers = {
  readonly getConnectionForAgent: DialerCall | null
  readonly getAgentStats: readonly DialerAgent[]
}

type Operations<S extends ServiceName> = {
  readonly [O in OperationName<S>]: (
    parameters: Omit<ParametersOf<O, S>, 'key'>,
    options?: DialerOptions,
  ) => Promise<O extends keyof Answers ? Answers[O] : ResultOf<O, S>>
}

/** Every operation of both services, the key already filled in; all reject with a DialerError. */
export type Dialer = Operations<'PredictiveService'> & Operations<'CampaignService'>
