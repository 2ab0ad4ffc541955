/**
 * What the board told a session about its campaigns: on disk, and at hand.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { Shelf } from './shelf.ts'

/** The campaigns of one session, so that it goes on while a board cannot be asked. */
export class KnownCampaigns {
  readonly #known: Shelf<CampaignSettings>

  constructor(sql: SqlStorage) {
    this.#known = new Shelf(sql, 'campaign')
  }

  /** What the board told about a campaign that the session was opened for. */
  get(id: string): CampaignSettings {
    const settings = this.#known.get(id)
    if (!settings) throw new Error('a session knows the campaigns it was opened for')
    return settings
  }

  /**
   * Takes what the board says now.
   * @returns whether that was new
   */
  learn(settings: CampaignSettings): boolean {
    const known = this.#known.get(settings.id)
    const isNew = JSON.stringify(known) !== JSON.stringify(settings)
    if (isNew) this.#known.put(settings.id, settings)
    return isNew
  }
}
