/**
 * Every call of the campaign that an agent was shown or finished.
 * @module
 */

import type { LoggedCall } from '../../shared/board.ts'

/** The table `calls`. */
export class CallLog {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** A call as it stands now. */
  put(call: LoggedCall): void {
    this.#sql.exec(
      `INSERT INTO calls (call_id, user_id, opened_at, finished_at, state, call)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT DO UPDATE SET finished_at = ?4, state = ?5, call = ?6`,
      call.callId,
      call.userId,
      call.openedAt,
      call.finishedAt,
      call.state,
      JSON.stringify(call),
    )
  }
}
