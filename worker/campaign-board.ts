/**
 * One campaign's object: what everyone who works on it shares. It guards and delegates; each noun
 * has a file in board/.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { CampaignSettings } from '../shared/campaign.ts'
import { CallLog, type LogPage, type LogQuery } from './board/call-log.ts'
import { Leases } from './board/leases.ts'
import { Registration } from './board/registration.ts'
import { Roster } from './board/roster.ts'
import { BOARD_TABLES } from './board/tables.ts'
import { earliest } from './deadlines.ts'
import type { Env } from './env.ts'
import { applyMigrations } from './migrations.ts'
import type { NumberedNews } from './outbox.ts'
import { callLogDays } from './settings.ts'

/** What is shared by everyone who works on one campaign. */
export class CampaignBoard extends DurableObject<Env> {
  readonly #registration: Registration
  readonly #leases: Leases
  readonly #roster: Roster
  readonly #log: CallLog
  #alarmAt: number | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql } = ctx.storage
    applyMigrations(sql, BOARD_TABLES)
    this.#registration = new Registration(sql)
    this.#leases = new Leases(sql)
    this.#roster = new Roster(sql)
    this.#log = new CallLog(sql)
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm()
      this.#carryOn()
    })
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

  /**
   * Takes news of a user's session in; what it has heard before is dropped.
   * @returns the highest number that is taken now
   */
  hear(userId: string, news: readonly NumberedNews[]): number {
    const known = this.#roster.heard(userId)
    const fresh = news.filter(({ seq }) => seq > known)
    const newest = fresh.at(-1)?.seq
    if (newest === undefined) return known
    this.#roster.hear(userId, newest, Date.now())
    for (const { news } of fresh) {
      if (news.subject === 'call') this.#log.put(news.call)
      else this.#roster.put(userId, news.presence)
    }
    this.#carryOn()
    return newest
  }

  /** Some of the campaign's calls, newest first. */
  calls(query: LogQuery): LogPage {
    return this.#log.page(query)
  }

  override alarm(): void {
    this.#alarmAt = null
    const now = Date.now()
    this.#log.prune(callLogDays(this.env), now)
    this.#roster.prune(now)
    this.#carryOn()
  }

  /** Sees to it that the alarm rings when something is due; an early one does no harm. */
  #carryOn(): void {
    const next = earliest(this.#log.nextPrune(callLogDays(this.env)), this.#roster.nextPrune())
    if (next === null || (this.#alarmAt !== null && this.#alarmAt <= next)) return
    this.#alarmAt = next
    this.ctx.storage.setAlarm(next)
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
