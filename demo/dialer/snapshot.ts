/**
 * The dialer's state on disk, as one JSON text in as many rows as it needs.
 * @module
 */

import type { Clock } from './clock.ts'
import type { ExchangeState } from './exchange.ts'

/** What a dialer is made of. */
export interface Saved {
  readonly clock: Clock
  readonly exchange: ExchangeState
}

/** Characters per row: a row may have 2 MB, and a character at most three bytes. */
const ROW = 500_000

/** Reads and writes the state. */
export class Snapshot {
  readonly #storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>

  constructor(storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>) {
    this.#storage = storage
    storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS snapshot (part INTEGER PRIMARY KEY, text TEXT NOT NULL)',
    )
  }

  /** The state last written; null if there is none. */
  read(): Saved | null {
    const rows = this.#storage.sql
      .exec<{ text: string }>('SELECT text FROM snapshot ORDER BY part')
      .toArray()
    return rows.length === 0 ? null : JSON.parse(rows.map(({ text }) => text).join(''))
  }

  /** Replaces what is written, all of it or nothing. */
  write(saved: Saved): void {
    const text = JSON.stringify(saved)
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec('DELETE FROM snapshot')
      for (let part = 0; part * ROW < text.length; part += 1) {
        const row = text.slice(part * ROW, (part + 1) * ROW)
        this.#storage.sql.exec('INSERT INTO snapshot VALUES (?, ?)', part, row)
      }
    })
  }
}
