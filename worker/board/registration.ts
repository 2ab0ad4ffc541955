/**
 * The campaign as it was set up here, and its passcode.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'
import { hashPasscode, matchesPasscode } from '../passcode.ts'

/** The table `campaign`, which has one row once somebody has set the campaign up. */
export class Registration {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The campaign as consoles show it; null if nobody set it up here. */
  settings(): CampaignSettings | null {
    const row = this.#sql.exec<{ settings: string }>('SELECT settings FROM campaign').toArray()[0]
    return row ? JSON.parse(row.settings) : null
  }

  /** Sets the campaign up. A passcode of undefined leaves the one that is set. */
  async register(settings: CampaignSettings, passcode?: string): Promise<void> {
    const hash = passcode === undefined ? null : await hashPasscode(passcode)
    this.#sql.exec(
      `INSERT INTO campaign VALUES (1, ?1, ?2)
       ON CONFLICT DO UPDATE SET settings = ?1, passcode = COALESCE(?2, passcode)`,
      JSON.stringify(settings),
      hash,
    )
  }

  /** Whether this is the campaign's passcode; takes as long for a campaign that has none. */
  async admits(passcode: string): Promise<boolean> {
    const row = this.#sql
      .exec<{ passcode: string | null }>('SELECT passcode FROM campaign')
      .toArray()[0]
    return matchesPasscode(passcode, row?.passcode ?? null)
  }
}
