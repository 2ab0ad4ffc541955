/**
 * One campaign's object: its settings, and which user has which agent id.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { CampaignSettings } from '../shared/campaign.ts'
import type { Env } from './env.ts'
import { hashPasscode, matchesPasscode } from './passcode.ts'

/** An agent id whose session vanished without a word is free again after this: no shift is longer. */
const LEASE_MS = 24 * 3_600_000

/** What is shared by everyone who works on one campaign. */
export class CampaignBoard extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS campaign (
        id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, passcode TEXT);
      CREATE TABLE IF NOT EXISTS leases (
        agent_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;`)
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

  /** Reserves an agent id for a user; false if another user has it. */
  lease(agentId: string, userId: string): boolean {
    const now = Date.now()
    this.#sql.exec('DELETE FROM leases WHERE since < ?', now - LEASE_MS)
    this.#sql.exec('INSERT OR IGNORE INTO leases VALUES (?, ?, ?)', agentId, userId, now)
    const holder = this.#sql
      .exec<{ user_id: string }>('SELECT user_id FROM leases WHERE agent_id = ?', agentId)
      .one()
    return holder.user_id === userId
  }

  /** The user has left the agent id. */
  release(agentId: string, userId: string): void {
    this.#sql.exec('DELETE FROM leases WHERE agent_id = ? AND user_id = ?', agentId, userId)
  }
}
