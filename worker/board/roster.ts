/**
 * Every agent of the campaign as their session last told it.
 * @module
 */

import type { Presence } from '../../shared/board.ts'

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
    this.#sql.exec('UPDATE roster SET presence = ? WHERE user_id = ?', text, userId)
  }

  /** Everybody who is on this campaign, by user. */
  all(): Array<{ readonly userId: string; readonly presence: Presence }> {
    return this.#sql
      .exec<{ user_id: string; presence: string }>(
        'SELECT user_id, presence FROM roster WHERE presence IS NOT NULL ORDER BY user_id',
      )
      .toArray()
      .map(({ user_id: userId, presence }) => ({ userId, presence: JSON.parse(presence) }))
  }
}
