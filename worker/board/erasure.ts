/**
 * Every call with a number, found and forgotten. The mark that a number must not be called is no
 * call: it stays, or the wish it stands for would be forgotten with it.
 * @module
 */

import { comparable } from '../phone-number.ts'

interface CallKey extends Record<string, SqlStorageValue> {
  call_id: string
  user_id: string
}

/** The log's calls with one person. */
export class Erasure {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Whoever may still have a call with the number: who had one, and who is here. */
  users(number: string): string[] {
    return this.#sql
      .exec<{ user_id: string }>(
        `SELECT user_id FROM calls WHERE phone IN (SELECT value FROM json_each(?))
         UNION SELECT user_id FROM roster`,
        this.#spellings(number),
      )
      .toArray()
      .map(({ user_id: userId }) => userId)
  }

  /**
   * Forgets the calls and all that hangs on them: corrections, and what is still to be posted.
   * @returns how many calls there were
   */
  erase(number: string): number {
    const calls = this.#sql
      .exec<CallKey>(
        `DELETE FROM calls WHERE phone IN (SELECT value FROM json_each(?))
         RETURNING call_id, user_id`,
        this.#spellings(number),
      )
      .toArray()
    for (const { call_id: callId, user_id: userId } of calls) {
      for (const table of ['corrections', 'webhooks']) {
        this.#sql.exec(`DELETE FROM ${table} WHERE call_id = ? AND user_id = ?`, callId, userId)
      }
    }
    return calls.length
  }

  /** The number in every way it was written, as a JSON array. */
  #spellings(number: string): string {
    const phones = this.#sql
      .exec<{ phone: string }>('SELECT DISTINCT phone FROM calls WHERE phone IS NOT NULL')
      .toArray()
      .map(({ phone }) => phone)
    return JSON.stringify(phones.filter((phone) => comparable(phone) === comparable(number)))
  }
}
