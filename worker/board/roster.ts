/**
 * Every agent of the campaign as their session last told it.
 * @module
 */

import type { Presence, RosterRow } from '../../shared/board.ts'

/** Somebody who went home is shown until the next day. */
const GONE_MS = 18 * 3_600_000

/** Rows are deleted by the hour, not one by one. */
const PRUNE_EVERY_MS = 3_600_000

/** Signed out without a page open, or on another campaign. */
const GONE = `(presence IS NULL
  OR (presence ->> 'phase' = 'signed-out' AND presence ->> 'console' = 0))`

/**
 * More than the largest call centres have. Each agent costs an object and a wait, so somebody who
 * has found out a passcode must not open sessions without end.
 */
export const MOST_AGENTS = 2_000

/** The table `roster`. An agent who moved to another campaign keeps a row without a presence. */
export class Roster {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The number of the last news of a user; 0 for none. */
  heard(userId: string): number {
    const [row] = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM roster WHERE user_id = ?', userId)
      .toArray()
    return row?.seq ?? 0
  }

  /** News up to this number has been taken. */
  hear(userId: string, seq: number, now: number): void {
    this.#sql.exec(
      `INSERT INTO roster (user_id, seq, heard_at) VALUES (?1, ?2, ?3)
       ON CONFLICT DO UPDATE SET seq = ?2, heard_at = ?3`,
      userId,
      seq,
      now,
    )
  }

  /** Where the agent is; null when they work on another campaign now. */
  put(userId: string, presence: Presence | null): void {
    const text = presence && JSON.stringify(presence)
    this.#sql.exec(
      `UPDATE roster SET presence = ?, last_agent_id = COALESCE(?, last_agent_id)
       WHERE user_id = ?`,
      text,
      presence?.agentId ?? null,
      userId,
    )
  }

  /** Whether there is no room for a user who is not here yet. */
  isFullFor(userId: string): boolean {
    const { others, own } = this.#sql
      .exec<{ others: number; own: number }>(
        `SELECT COUNT(*) AS others, COALESCE(SUM(user_id = ?), 0) AS own FROM roster WHERE NOT ${GONE}`,
        userId,
      )
      .one()
    return others >= MOST_AGENTS && own === 0
  }

  /** Forgets who went home long ago. */
  prune(now: number): void {
    this.#sql.exec(`DELETE FROM roster WHERE ${GONE} AND heard_at < ?`, now - GONE_MS)
  }

  /** When the next agent will have been gone that long. */
  nextPrune(): number | null {
    const { time } = this.#sql
      .exec<{ time: number | null }>(`SELECT MIN(heard_at) AS time FROM roster WHERE ${GONE}`)
      .one()
    return time === null ? null : time + GONE_MS + PRUNE_EVERY_MS
  }

  /** Everybody who is on this campaign, by user. */
  all(): RosterRow[] {
    return this.#sql
      .exec<{ user_id: string; presence: string; last_agent_id: string | null }>(
        `SELECT user_id, presence, last_agent_id FROM roster
         WHERE presence IS NOT NULL ORDER BY user_id`,
      )
      .toArray()
      .map((row) => ({
        userId: row.user_id,
        lastAgentId: row.last_agent_id,
        ...(JSON.parse(row.presence) as Presence),
      }))
  }

  /** Since when nobody is signed in; null while somebody is, or if nobody ever was. */
  emptySince(): number | null {
    const { active, last } = this.#sql
      .exec<{ active: number | null; last: number | null }>(
        `SELECT SUM(presence ->> 'phase' <> 'signed-out') AS active, MAX(heard_at) AS last
         FROM roster WHERE presence IS NOT NULL`,
      )
      .one()
    return active === 0 ? last : null
  }

  /** Whoever has a page open or a phone up: a change of the campaign concerns them. */
  users(): string[] {
    return this.#sql
      .exec<{ user_id: string }>(`SELECT user_id FROM roster WHERE NOT ${GONE}`)
      .toArray()
      .map(({ user_id: userId }) => userId)
  }
}
