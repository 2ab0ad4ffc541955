/**
 * What supervisors set with the dialer. The dialer cannot be asked for it, so the board remembers
 * what was last set from here.
 * @module
 */

import type { Closing, LastSet } from '../../shared/board.ts'

/** Every control and the type of its value. */
export interface ControlValues {
  readonly dialling: boolean
  readonly ratio: number
  readonly closing: Closing
}

/** The name of a control. */
export type ControlName = keyof ControlValues

/** The table `controls`. */
export class Controls {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** What was last set; null if nothing was. */
  get<N extends ControlName>(name: N): LastSet<ControlValues[N]> | null {
    const [row] = this.#sql
      .exec<{ value: string; at: number; by: string | null }>(
        'SELECT value, at, by FROM controls WHERE name = ?',
        name,
      )
      .toArray()
    return row ? { value: JSON.parse(row.value), at: row.at, by: row.by } : null
  }

  /** @param by who set it; null when the board did by itself */
  set<N extends ControlName>(
    name: N,
    value: ControlValues[N],
    at: number,
    by: string | null,
  ): LastSet<ControlValues[N]> {
    this.#sql.exec(
      'INSERT OR REPLACE INTO controls VALUES (?, ?, ?, ?)',
      name,
      JSON.stringify(value),
      at,
      by,
    )
    return { value, at, by }
  }
}
