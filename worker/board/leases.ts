/**
 * Which user has which agent id: two users with one id would take each other's calls.
 * @module
 */

/** An agent id whose session vanished without a word is free again after this: no shift is longer. */
const LEASE_MS = 24 * 3_600_000

/** The table `leases`. */
export class Leases {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Reserves an agent id for a user; false if another user has it. */
  take(agentId: string, userId: string, now: number): boolean {
    this.#sql.exec('DELETE FROM leases WHERE since < ?', now - LEASE_MS)
    this.#sql.exec('INSERT OR IGNORE INTO leases VALUES (?, ?, ?)', agentId, userId, now)
    const holder = this.#sql
      .exec<{ user_id: string }>('SELECT user_id FROM leases WHERE agent_id = ?', agentId)
      .one()
    return holder.user_id === userId
  }

  /** Who has an agent id; null for nobody we know. */
  holder(agentId: string): string | null {
    const [row] = this.#sql
      .exec<{ user_id: string }>('SELECT user_id FROM leases WHERE agent_id = ?', agentId)
      .toArray()
    return row?.user_id ?? null
  }

  /** The user has left the agent id. */
  release(agentId: string, userId: string): void {
    this.#sql.exec('DELETE FROM leases WHERE agent_id = ? AND user_id = ?', agentId, userId)
  }

  /**
   * The user's session tells where they are now: that arrives, also where the word of a release was
   * lost in a crash.
   */
  move(userId: string, from: string | null, to: string | null, now: number): void {
    if (from === to) return
    if (from !== null) this.release(from, userId)
    if (to !== null) this.take(to, userId, now)
  }
}
