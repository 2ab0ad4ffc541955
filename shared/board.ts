/**
 * What a campaign's board knows: who works on it, and every call they had.
 * Times are milliseconds since 1970 by the worker's clock.
 * @module
 */

import type { CampaignSettings, Meaning } from './campaign.ts'
import type { ErrorCode } from './errors.ts'
import type { CallField, DeliveryState, Phase, SignedOutReason, Today } from './session.ts'

/** One agent as their session last told the board. */
export interface Presence {
  readonly phase: Phase
  /** Since when they are in this phase. */
  readonly since: number
  readonly agentId: string | null
  /** The number on which they are called back. */
  readonly phoneNumber: string | null
  /** Whether a browser of theirs is connected. */
  readonly console: boolean
  /** Since when the dialer does not answer this session; null while it does. */
  readonly troubleSince: number | null
  /** The person they are speaking with; hostile text. */
  readonly call: {
    readonly id: string
    readonly name: string | null
    readonly phoneNumber: string | null
  } | null
  /** When they said that the person had gone; null or absent while they have not. */
  readonly callerGoneAt?: number | null | undefined
  /** On a call whose line is gone already. */
  readonly phoneGone: boolean
  /** A break: why, and since when. */
  readonly held: { readonly reason: string; readonly since: number } | null
  /** They asked that this call, or the next one, be their last. */
  readonly lastCall: boolean
  /** Since when they ask for a supervisor; null while they do not. */
  readonly helpSince: number | null
  /** Signed out: why. */
  readonly why: SignedOutReason | null
  /** Signed out, and their phone may still be up. */
  readonly phoneUp: boolean
  /** Signed out: the dialer's words about it; hostile text. */
  readonly words: string | null
  /** Answers that the dialer does not have, by where they stand. */
  readonly unsent: Readonly<Record<'sending' | 'unconfirmed' | 'refused' | 'unfinished', number>>
  readonly today: Today
}

/** One agent's row on the board. */
export interface RosterRow extends Presence {
  readonly userId: string
  /** The agent id they had last; it may still be up when `phoneUp` is true. */
  readonly lastAgentId: string | null
}

/** Something that was last set from here; somebody may have set it otherwise elsewhere. */
export interface LastSet<T> {
  readonly value: T
  readonly at: number
  /** Who set it; null when the board did by itself. */
  readonly by: string | null
}

/** When the board stops the campaign by itself. */
export interface Closing {
  /** Once nobody is signed in any more. */
  readonly whenEmpty: boolean
  /** Every day at this time, `HH:MM`; null for never. */
  readonly time: string | null
  /** The time's zone, by its IANA name. */
  readonly zone: string
}

/** The dialer refuses to stop the campaign. */
export interface StopRefusal {
  /** The dialer's words; hostile text. */
  readonly words: string
  /** How often it has refused; the board gives up after a while, until the next time comes. */
  readonly tries: number
}

/** Everything a supervisor's page shows live; the whole of it is sent after every change. */
export interface BoardSnapshot {
  /** Rises with every snapshot. */
  readonly version: number
  /** The worker's clock when this was sent. */
  readonly at: number
  readonly campaign: CampaignSettings
  readonly dialling: LastSet<boolean> | null
  readonly ratio: LastSet<number> | null
  readonly closing: Closing
  /** The dialer refuses to stop the campaign by itself; null or absent where it does not. */
  readonly stopRefused?: LastSet<StopRefusal> | null
  /** Everybody who works here, or did today, by user. */
  readonly agents: readonly RosterRow[]
  /** When somebody was last connected to an agent; null for never. */
  readonly lastCallAt: number | null
  /**
   * Finishes that the CRM's server has not taken: those that are tried again, and those that were
   * given up.
   */
  readonly webhooks: { readonly waiting: number; readonly failed: number }
  /** Agents' sessions that are still to be asked to forget a number. */
  readonly erasing?: number
}

/** A finish on its way to the CRM's server. */
export interface WebhookDelivery {
  /** Campaign and call id, and the user who finished it after another; the receiver's `webhook-id`. */
  readonly id: string
  readonly callId: string
  readonly userId: string
  /** `failed`: given up after three days, until somebody tries again. */
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly tries: number
  readonly nextTryAt: number | null
  /** Why the last try failed. */
  readonly trouble: string | null
  /** When the finish was settled. */
  readonly at: number
}

/** How an agent's calls of one hour went. */
export interface Outcome {
  readonly userId: string
  /** When the hour begins. */
  readonly hour: number
  readonly calls: number
  /** From pop to finish, summed. */
  readonly handleSeconds: number
  /** Calls whose answer carries this meaning. */
  readonly contacts: number
  readonly sales: number
  readonly callbacks: number
  readonly doNotCall: number
}

/** A number that was marked as do-not-call, and by which call. */
export interface Mark {
  readonly number: string
  readonly at: number
  readonly campaignId: string
  readonly callId: string
  readonly userId: string
}

/** Everything the worker sends on a supervisor's socket. */
export type BoardUpdate =
  | { readonly type: 'hello'; readonly protocol: number; readonly expiresAt: number }
  | { readonly type: 'board'; readonly board: BoardSnapshot }
  | {
      readonly type: 'refused'
      readonly code: ErrorCode
      readonly retryAt?: number | undefined
    }

/** What an agent adds to a finished call; the stored answer stays as it is. */
export interface Correction {
  readonly at: number
  /** The choice from each list, in list order; an empty string where nothing is corrected. */
  readonly dispositions: readonly string[]
  readonly notes: string
}

/** A call in the board's log: as it was shown, and what became of it. */
export interface LoggedCall {
  readonly callId: string
  readonly userId: string
  readonly agentId: string
  /** Whether any console ever had it on screen. */
  readonly shown: boolean
  readonly phoneNumber: string | null
  readonly name: string | null
  /** When it came; handle time is from here to `finishedAt`. */
  readonly openedAt: number
  /** When the agent finished or left it; null while it is open. */
  readonly finishedAt: number | null
  /** When the agent said that the person had gone; null or absent where they never did. */
  readonly callerGoneAt?: number | null | undefined
  /** What the dialer said about the person; hostile text. */
  readonly fields: readonly CallField[]
  /** The choice from each disposition list, in list order. */
  readonly dispositions: readonly string[]
  /** What those choices mean, by the campaign's lists at that time. */
  readonly meanings: readonly Meaning[]
  readonly notes: string
  /** Oldest first; absent where there are none. */
  readonly corrections?: readonly Correction[] | undefined
  /** Answers to questions, by label. */
  readonly answers?: Readonly<Record<string, string>> | undefined
  /** When the person wants to be called again, ISO 8601. */
  readonly callbackAt?: string | undefined
  /** What the dialer was given as `agentResponse`. */
  readonly response: string
  readonly leftMessage: boolean
  readonly state: 'open' | DeliveryState
  /** The finish was sent again after an answer was lost: the dialer may have it twice. */
  readonly sentAgain: boolean
  /** The dialer's words, where it refused; hostile text. */
  readonly words: string | null
}

/** Something a session tells its campaign's board. Of each subject only the newest counts. */
export type News =
  /** Null when the agent has moved to another campaign. */
  | { readonly subject: 'presence'; readonly presence: Presence | null }
  | { readonly subject: 'call'; readonly call: LoggedCall }
  /** A card without a name has got one and goes on under that: it was no call of its own. */
  | { readonly subject: 'named'; readonly callId: string }

/** What became of erasing a number. */
export interface Erased {
  /** Calls in the campaign's log. */
  readonly calls: number
  /** Calls that agents' sessions still had. */
  readonly inSessions: number
  /** Sessions that are still being asked, without anybody's doing; the board shows how many. */
  readonly sessionsLeft: number
}
