/**
 * What an agent may see of the log: their own last calls, and what was said before with the person
 * they have on the line; and the corrections they add, which replace nothing.
 * @module
 */

import type { Correction, LoggedCall } from '../../shared/board.ts'

/** A call that was corrected more often than this is somebody's keyboard falling asleep. */
export const MOST_CORRECTIONS = 50

type Row = { call: string; corrections: string }

/** A logged call with its corrections, oldest first, as columns of the table `calls`. */
export const WITH_CORRECTIONS = `call, (
  SELECT json_group_array(json(correction)) FROM (
    SELECT correction FROM corrections
    WHERE corrections.call_id = calls.call_id AND corrections.user_id = calls.user_id
    ORDER BY corrections.id)) AS corrections`

/** Reads what {@link WITH_CORRECTIONS} selects. */
export function readLogged({ call, corrections }: Row): LoggedCall {
  const logged: LoggedCall = JSON.parse(call)
  const added: readonly Correction[] = JSON.parse(corrections)
  return added.length === 0 ? logged : { ...logged, corrections: added }
}

/** The log, as agents see it. */
export class History {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** A user's last calls, newest first. */
  of(userId: string, limit: number): LoggedCall[] {
    return this.#read('WHERE user_id = ? ORDER BY opened_at DESC, id DESC LIMIT ?', userId, limit)
  }

  /**
   * Earlier finished calls with the person of one of the user's calls, newest first.
   * @param number of that call, where it may not be in the log yet
   */
  contacts(userId: string, callId: string, number: string | null, limit: number): LoggedCall[] {
    return this.#read(
      `WHERE phone = ifnull(?4, (SELECT phone FROM calls WHERE user_id = ?1 AND call_id = ?2))
         AND call_id <> ?2 AND finished_at IS NOT NULL
       ORDER BY opened_at DESC, id DESC LIMIT ?3`,
      userId,
      callId,
      limit,
      number,
    )
  }

  /**
   * Adds a correction.
   * @returns the call; undefined for one the user has not finished, or corrected too often
   */
  correct(userId: string, callId: string, correction: Correction): LoggedCall | undefined {
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO corrections (call_id, user_id, correction, search)
       SELECT call_id, user_id, ?3, ?5 FROM calls
       WHERE user_id = ?1 AND call_id = ?2 AND finished_at IS NOT NULL AND ?4 > (
         SELECT COUNT(*) FROM corrections WHERE user_id = ?1 AND call_id = ?2)`,
      userId,
      callId,
      JSON.stringify(correction),
      MOST_CORRECTIONS,
      [...correction.dispositions, correction.notes].join('\n').toLowerCase(),
    )
    if (rowsWritten === 0) return undefined
    return this.#read('WHERE user_id = ? AND call_id = ?', userId, callId)[0]
  }

  /** Forgets the corrections of calls that are gone. */
  prune(): void {
    this.#sql.exec(
      `DELETE FROM corrections WHERE NOT EXISTS (
         SELECT 1 FROM calls
         WHERE calls.call_id = corrections.call_id AND calls.user_id = corrections.user_id)`,
    )
  }

  #read(rest: string, ...bindings: (string | number | null)[]): LoggedCall[] {
    return this.#sql
      .exec<Row>(`SELECT ${WITH_CORRECTIONS} FROM calls ${rest}`, ...bindings)
      .toArray()
      .map(readLogged)
  }
}
