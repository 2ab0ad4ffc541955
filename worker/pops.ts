/**
 * The screen pop: claimed for one tab before it is sent, passed on once if that tab dies without
 * confirming, and never fired twice by us.
 * @module
 */

/** How long a tab may take to confirm before the next one is asked. */
export const CONFIRM_MS = 2_000

/** The first tab, and one more if it died. */
const MOST_POPS = 2

/** A pop that no tab has confirmed yet. */
export interface Claim {
  readonly callId: string
  readonly tab: string
  /** Until when the tab may confirm. */
  readonly until: number
}

/** The claims on the open call, in the table of calls. */
export class Pops {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Gives the pop to a tab. False if this call has been popped often enough. */
  claim(callId: string, tab: string, now: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `UPDATE calls SET pop_tab = ?, pop_until = ?, pops = pops + 1, shown = 1
       WHERE call_id = ? AND state = 'open' AND pops < ?`,
      tab,
      now + CONFIRM_MS,
      callId,
      MOST_POPS,
    )
    return rowsWritten > 0
  }

  /** The tab has fired its event. */
  confirm(callId: string, tab: string): void {
    this.#sql.exec(
      'UPDATE calls SET pop_until = NULL WHERE call_id = ? AND pop_tab = ?',
      callId,
      tab,
    )
  }

  /** The claim that waits for confirmation. */
  waiting(): Claim | null {
    const row = this.#sql
      .exec<{ call_id: string; pop_tab: string; pop_until: number }>(
        "SELECT call_id, pop_tab, pop_until FROM calls WHERE state = 'open' AND pop_until > 0",
      )
      .toArray()[0]
    return row ? { callId: row.call_id, tab: row.pop_tab, until: row.pop_until } : null
  }

  /** Nobody is left to fire it. */
  drop(callId: string): void {
    this.#sql.exec('UPDATE calls SET pop_until = NULL WHERE call_id = ?', callId)
  }

  /** A console has the call on screen. */
  show(callId: string): void {
    this.#sql.exec('UPDATE calls SET shown = 1 WHERE call_id = ? AND shown = 0', callId)
  }

  /** Whether any console ever showed the call. */
  shown(callId: string): boolean {
    return (
      this.#sql
        .exec<{ shown: number }>('SELECT shown FROM calls WHERE call_id = ?', callId)
        .toArray()[0]?.shown === 1
    )
  }
}
