/**
 * Tells a session's campaigns' boards where the agent is, and how each call stands.
 * @module
 */

import type { Calls } from './calls.ts'
import type { KnownCampaigns } from './known-campaigns.ts'
import { loggedCall, type PresenceFacts, presenceOf } from './news.ts'
import type { Outbox } from './outbox.ts'
import type { Effect } from './session-events.ts'
import type { SessionRow } from './session-store.ts'

/** One session's herald. */
export class Herald {
  readonly #calls: Calls
  readonly #campaigns: KnownCampaigns
  readonly #outbox: Outbox
  /** The version that the board was last told about. */
  #presented: number | null = null

  constructor(calls: Calls, campaigns: KnownCampaigns, outbox: Outbox) {
    this.#calls = calls
    this.#campaigns = campaigns
    this.#outbox = outbox
  }

  /** Tells the board where the agent is, if that has changed. */
  present(row: SessionRow, figures: () => Omit<PresenceFacts, 'console'>): void {
    const { state, version, noTabSince } = row
    if (version === this.#presented) return
    this.#presented = version
    const presence = presenceOf(state, { console: noTabSince === null, ...figures() })
    this.#outbox.present(state.campaignId, { subject: 'presence', presence })
  }

  /** Tells the board how the call stands that an effect was about, if it was about one. */
  tellOf(effect: Effect, { userId, state }: SessionRow): void {
    if (!('call' in effect || 'callId' in effect)) return
    const { campaignId } = 'campaignId' in effect ? effect : state
    this.tell(userId, campaignId, 'call' in effect ? effect.call.id : effect.callId)
  }

  /** Tells the board how a call stands now. */
  tell(userId: string, campaignId: string, callId: string): void {
    const row = this.#calls.find(campaignId, callId)
    if (!row) return
    const { campaignId: of } = row.call
    const call = loggedCall(row, userId, this.#campaigns.get(of))
    this.#outbox.add(of, { subject: 'call', call })
  }
}
