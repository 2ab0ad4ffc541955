/**
 * The campaign as it was set up here, and its passcode.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'
import { hashPasscode } from '../passcode.ts'

/** Some settings; what is undefined stays. */
export type Change = {
  readonly [S in Exclude<keyof CampaignSettings, 'id' | 'dialling'>]?:
    | CampaignSettings[S]
    | undefined
}

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
    this.#write(settings, await hashOf(passcode))
  }

  /** Changes some settings; nothing happens to a campaign that nobody set up here. */
  async change(change: Change, passcode?: string): Promise<void> {
    const hash = await hashOf(passcode)
    const settings = this.settings()
    if (!settings) return
    const set = Object.entries(change).filter(([, value]) => value !== undefined)
    this.#write({ ...settings, ...Object.fromEntries(set) }, hash)
  }

  #write(settings: CampaignSettings, hash: string | null): void {
    this.#sql.exec(
      `INSERT INTO campaign VALUES (1, ?1, ?2)
       ON CONFLICT DO UPDATE SET settings = ?1, passcode = COALESCE(?2, passcode)`,
      JSON.stringify(settings),
      hash,
    )
  }

  /** The passcode's hash; null where there is none. */
  passcode(): string | null {
    const [row] = this.#sql
      .exec<{ passcode: string | null }>('SELECT passcode FROM campaign')
      .toArray()
    return row?.passcode ?? null
  }
}

const hashOf = async (passcode: string | undefined) =>
  passcode === undefined ? null : hashPasscode(passcode)
