/**
 * Whose tokens a supervisor has ended. A token is known by who it is for and when it was made, so
 * a newer one is good again.
 * @module
 */

import { CLOCK_SKEW_SECONDS, LONGEST_TOKEN_SECONDS } from '../auth.ts'

/** No token that was made before is good for longer. */
const KEEP_MS = (LONGEST_TOKEN_SECONDS + 2 * CLOCK_SKEW_SECONDS) * 1_000

/** The table `revocations`. */
export class Revocations {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * Ends every token of a user that is in use now. A CRM's clock may be ahead of ours, so tokens
   * stamped within the next minute end, too.
   * @returns from when on a token must have been made, in milliseconds since 1970
   */
  add(userId: string, now: number): number {
    const since = now + CLOCK_SKEW_SECONDS * 1_000
    this.#sql.exec('DELETE FROM revocations WHERE since < ?', now - KEEP_MS)
    this.#sql.exec('INSERT OR REPLACE INTO revocations VALUES (?, ?)', userId, since)
    return since
  }

  /** From when on a token of this user must have been made; null if none was ended. */
  since(userId: string): number | null {
    const [row] = this.#sql
      .exec<{ since: number }>('SELECT since FROM revocations WHERE user_id = ?', userId)
      .toArray()
    return row?.since ?? null
  }
}
