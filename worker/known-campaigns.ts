/**
 * What the board told a session about its campaigns: on disk, and at hand.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { loadCampaign, saveCampaign } from './session-store.ts'

/** The campaigns of one session. */
export class KnownCampaigns {
  readonly #sql: SqlStorage
  readonly #known = new Map<string, CampaignSettings>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** What the board told about a campaign that the session was opened for. */
  get(id: string): CampaignSettings {
    const settings = this.#known.get(id) ?? loadCampaign(this.#sql, id)
    if (!settings) throw new Error('a session knows the campaigns it was opened for')
    this.#known.set(id, settings)
    return settings
  }

  /** Takes what the board says now. */
  learn(settings: CampaignSettings): void {
    saveCampaign(this.#sql, settings)
    this.#known.set(settings.id, settings)
  }
}
