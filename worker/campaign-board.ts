/**
 * One campaign's object: what everyone who works on it shares. It guards and delegates; each noun
 * has a file in board/.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { CampaignSettings } from '../shared/campaign.ts'
import { Leases } from './board/leases.ts'
import { Registration } from './board/registration.ts'
import { BOARD_TABLES } from './board/tables.ts'
import type { Env } from './env.ts'
import { applyMigrations } from './migrations.ts'

/** What is shared by everyone who works on one campaign. */
export class CampaignBoard extends DurableObject<Env> {
  readonly #registration: Registration
  readonly #leases: Leases

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql } = ctx.storage
    applyMigrations(sql, BOARD_TABLES)
    this.#registration = new Registration(sql)
    this.#leases = new Leases(sql)
  }

  /** The campaign as consoles show it; null if nobody set it up here. */
  settings(): CampaignSettings | null {
    return this.#registration.settings()
  }

  /** Sets the campaign up. A passcode of undefined leaves the one that is set. */
  async register(settings: CampaignSettings, passcode?: string): Promise<void> {
    await this.#registration.register(settings, passcode)
  }

  /** Whether this is the campaign's passcode; takes as long for a campaign that has none. */
  async admits(passcode: string): Promise<boolean> {
    return this.#registration.admits(passcode)
  }

  /** Reserves an agent id for a user; false if another user has it. */
  lease(agentId: string, userId: string): boolean {
    return this.#leases.take(agentId, userId, Date.now())
  }

  /** The user has left the agent id. */
  release(agentId: string, userId: string): void {
    this.#leases.release(agentId, userId)
  }
}
