/**
 * What supervisors set with the dialer. The dialer cannot be asked for it, so the board remembers
 * what was last set from here.
 * @module
 */

import type { Closing, LastSet, StopRefusal } from '../../shared/board.ts'

/** Every control and the type of its value. */
export interface ControlValues {
  readonly dialling: boolean
  readonly ratio: number
  readonly closing: Closing
  /** Not set but met with: how the dialer refused the board's own stop. */
  readonly refusal: StopRefusal
}

/** The name of a control. */
export type ControlName = keyof ControlValues

/** The table `controls`. It is in memory too: the board looks at it with every news. */
export class Controls {
  readonly #sql: SqlStorage
  readonly #set = new Map<ControlName, LastSet<unknown>>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
    for (const { name, value, ...when } of sql.exec<{
      name: ControlName
      value: string
      at: number
      by: string | null
    }>('SELECT name, value, at, by FROM controls')) {
      this.#set.set(name, { value: JSON.parse(value), ...when })
    }
  }

  /** What was last set; null if nothing was. */
  get<N extends ControlName>(name: N): LastSet<ControlValues[N]> | null {
    return (this.#set.get(name) as LastSet<ControlValues[N]> | undefined) ?? null
  }

  /**
   * @param by who set it; null when the board did by itself
   * @param seenAt when what was set before had been set, as far as they knew: of a start and a stop
   * that cross nobody knows which one the dialer took last, and what may dial is taken to dial
   */
  set<N extends ControlName>(
    name: N,
    value: ControlValues[N],
    at: number,
    by: string | null,
    seenAt?: number,
  ): LastSet<ControlValues[N]> {
    const before = this.get(name)
    if (before && value === false && seenAt !== undefined && seenAt !== before.at) return before
    this.#sql.exec(
      'INSERT OR REPLACE INTO controls VALUES (?, ?, ?, ?)',
      name,
      JSON.stringify(value),
      at,
      by,
    )
    const set = { value, at, by }
    this.#set.set(name, set)
    return set
  }
}
