/**
 * Everything a console can show. The worker sends the whole of it after every change; a page that
 * has the newest snapshot knows all there is to know.
 * Times are milliseconds since 1970 by the worker's clock, which `at` tells.
 * @module
 */

import type { CampaignSettings } from './campaign.ts'

/** The state of an agent's session. */
export type Phase = 'signed-out' | 'calling-back' | 'waiting' | 'on-call'

/** Why there is no session. */
export type SignedOutReason =
  | 'never'
  | 'log-off'
  | 'last-call'
  | 'kicked'
  | 'dialer'
  | 'phone-gone'
  | 'idle'

/** One thing the dialer told about a call, ready to be shown. */
export interface CallField {
  /** The dialer's own name for it, or the campaign's column. */
  readonly name: string
  /** A readable label. */
  readonly label: string
  /** Hostile text: show it as text, never as markup. */
  readonly value: string
}

/** The person on the line. */
export interface Call {
  /** The dialer's call id; for a call it could not name, one of ours. */
  readonly id: string
  readonly campaignId: string
  /**
   * `known`: with an id of the dialer's. `unreadable`: an answer came but could not be read, or has
   * no id. `unidentified`: the agent hears someone, the dialer said nothing. Only a known call can
   * be stored with the dialer.
   */
  readonly kind: 'known' | 'unreadable' | 'unidentified'
  readonly phoneNumber: string | null
  /** The value of the campaign's `name` column, where there is one. */
  readonly name: string | null
  /** When the dialer says the call began; null where it does not say. */
  readonly startedAt: number | null
  /** Everything the dialer sent, in its order, empty members left out. */
  readonly fields: readonly CallField[]
}

/** What an agent has typed about a call. */
export interface Draft {
  /** The choice from each disposition list, in list order; an empty string where none is made. */
  readonly dispositions: readonly string[]
  readonly notes: string
  /** Answers to the campaign's questions and to the host page's own, by label. */
  readonly answers?: Readonly<Record<string, string>> | undefined
  /** When the person wants to be called again, ISO 8601 with minutes and offset; empty for never. */
  readonly callbackAt?: string | undefined
}

/**
 * Where a finish stands: `sending` until the dialer answers; `stored` on its word;
 * `stored-by-next-call` when the answer was lost but another call proves it; `stored-by-agent` on
 * the agent's word; `unconfirmed` when nobody can tell; `refused` by a fault; `unfinished` when the
 * agent left the call without one.
 */
export type DeliveryState =
  | 'sending'
  | 'stored'
  | 'stored-by-next-call'
  | 'stored-by-agent'
  | 'unconfirmed'
  | 'refused'
  | 'unfinished'

/** A finish that the dialer does not have yet, or a call that never got one. */
export interface UnsentFinish {
  readonly call: Call
  readonly draft: Draft
  readonly state: Extract<DeliveryState, 'sending' | 'unconfirmed' | 'refused' | 'unfinished'>
  /** The dialer's words, where it refused; hostile text. */
  readonly words: string | null
  /** When the worker tries again by itself; null when only the agent can. */
  readonly nextTryAt: number | null
}

/** No session with the dialer. */
export interface SignedOut {
  readonly phase: 'signed-out'
  readonly since: number
  readonly why: SignedOutReason
  /** The dialer's words, for `why: dialer`, or when it could not hang up; hostile text. */
  readonly words: string | null
  /** Whether the agent's phone may still be up and should be hung up. */
  readonly hangUp: boolean
  /** The phone number of the last session, to be offered again. */
  readonly phoneNumber: string | null
}

/** The dialer rings the agent's phone. */
export interface CallingBack {
  readonly phase: 'calling-back'
  readonly since: number
  readonly phoneNumber: string | null
  /** When the phone may be called again. */
  readonly againAt: number
  /** When this ends by itself. */
  readonly expiresAt: number
  /** The dialer's words, when a log-in that seemed to work had not; hostile text. */
  readonly refusal: string | null
}

/** Hold music: the dialer connects the next person. */
export interface Waiting {
  readonly phase: 'waiting'
  readonly since: number
  readonly agentId: string
  /** `storing` a finish, `holding` a wait, `retrying` after trouble. */
  readonly dialer: 'storing' | 'holding' | 'retrying'
  /** Since when the dialer is away; null when it is not. */
  readonly troubleSince: number | null
  /** When the next try is; null when one is under way. */
  readonly nextTryAt: number | null
  /** The agent asked that the next call be the last. */
  readonly lastCall: boolean
  /** The call whose finish may or may not have arrived: "Do you hear hold music?" */
  readonly askMusicFor: string | null
  /** The agent said "I hear someone but see nothing", and a second wait is open. */
  readonly searching: boolean
}

/** A person is on the line. */
export interface OnCall {
  readonly phase: 'on-call'
  readonly since: number
  readonly agentId: string
  readonly call: Call
  readonly draft: Draft
  /** `gone` after a kick or when the agent's phone hung up. */
  readonly phone: 'up' | 'gone'
  /** Why the phone is gone; null while it is up. */
  readonly goneWhy: 'kicked' | 'phone-gone' | null
  /**
   * When the agent said that the person had gone; null or absent while they have not. The dialer
   * tells nothing of it, and only a finish frees the line.
   */
  readonly callerGoneAt?: number | null | undefined
  /** The agent asked that this call be the last. */
  readonly lastCall: boolean
  /** A break: the finish is held until the agent returns. */
  readonly held: { readonly reason: string; readonly since: number } | null
  /** The dialer's words, when it refused the last finish; hostile text. */
  readonly refusal: string | null
}

/** A phase and what belongs to it. */
export type SessionState = SignedOut | CallingBack | Waiting | OnCall

/**
 * Today's figures. The day is the one that the clock of the agent's page shows; UTC's where no page has
 * said.
 */
export interface Today {
  /** When it began; absent where an older worker told. */
  readonly from?: number | undefined
  readonly calls: number
  /** From pop to finish, summed, in seconds. */
  readonly handleSeconds: number
}

/** The whole truth about one agent's session. */
export interface SessionSnapshot {
  /** Rises with every change; an older snapshot than the one shown is to be ignored. */
  readonly version: number
  /** The worker's clock when this was sent. */
  readonly at: number
  readonly userId: string
  readonly role: 'agent' | 'supervisor'
  readonly campaign: CampaignSettings
  readonly state: SessionState
  /** The command that waits for the dialer's answer, in whichever tab it was given. */
  readonly pending: 'call-me' | 'log-in' | 'log-off' | null
  readonly unsent: readonly UnsentFinish[]
  readonly today: Today
  /** Since when the agent asks for a supervisor; null or absent while they do not. */
  readonly helpSince?: number | null | undefined
}
