/**
 * The raw journal: every request the dialer got, in order, doubles and nonsense included.
 * @module
 */

import type { JournalLine } from './journal-line.ts'
import type { JournalEntry } from './server.ts'
import type { Answer, Ask } from './turn.ts'

/** What the journal needs of a Durable Object's SQLite. */
type Sql = Pick<SqlStorage, 'exec'>

type Row = Record<string, SqlStorageValue> & {
  n: number
  at: number
  service: string
  operation: string | null
  parameters: string | null
  answered_at: number | null
  fault: string | null
  value: string | null
}

/** How many lines one reading returns at most. */
export const LINES_AT_ONCE = 2_000

/** How many lines are kept: a long chaos run, not a public demo's months. */
const MAX_LINES = 200_000

/** A journal on disk: it tells of what was asked before a restart, too. */
export class Journal {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS journal (
        n INTEGER PRIMARY KEY AUTOINCREMENT, ask TEXT, at INTEGER NOT NULL, service TEXT NOT NULL,
        operation TEXT, parameters TEXT, answered_at INTEGER, fault TEXT, value TEXT);
      CREATE INDEX IF NOT EXISTS journal_ask ON journal (ask);`)
  }

  /** Notes what is asked, before it is carried out. */
  asked(at: number, { ask, service, operation, parameters }: Ask): void {
    this.#sql.exec(
      'INSERT INTO journal (ask, at, service, operation, parameters) VALUES (?, ?, ?, ?, ?)',
      ask,
      at,
      service,
      operation,
      JSON.stringify(parameters),
    )
    this.#sql.exec('DELETE FROM journal WHERE n <= (SELECT MAX(n) FROM journal) - ?', MAX_LINES)
  }

  /** Notes what was answered. */
  answered(at: number, answer: Answer): void {
    const fault = 'fault' in answer ? answer.fault : null
    const value = 'value' in answer ? (JSON.stringify(answer.value) ?? null) : null
    this.#sql.exec(
      'UPDATE journal SET answered_at = ?, fault = ?, value = ? WHERE ask = ?',
      at,
      fault,
      value,
      answer.ask,
    )
  }

  /** Notes a request that named no operation the dialer could read. */
  unreadable(at: number, { service, fault }: JournalEntry): void {
    this.#sql.exec(
      'INSERT INTO journal (at, service, answered_at, fault) VALUES (?, ?, ?, ?)',
      at,
      service,
      at,
      fault,
    )
  }

  /** The lines after line `after`, oldest first. */
  lines(after: number): readonly JournalLine[] {
    return this.#sql
      .exec<Row>('SELECT * FROM journal WHERE n > ? ORDER BY n LIMIT ?', after, LINES_AT_ONCE)
      .toArray()
      .map((row) => ({
        n: row.n,
        at: row.at,
        service: row.service,
        operation: row.operation,
        parameters: row.parameters === null ? null : JSON.parse(row.parameters),
        answeredAt: row.answered_at,
        fault: row.fault,
        value: row.value === null ? null : JSON.parse(row.value),
      }))
  }

  /** Tears all pages out; the numbering goes on. */
  clear(): void {
    this.#sql.exec('DELETE FROM journal')
  }
}
