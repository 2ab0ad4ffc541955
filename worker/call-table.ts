/**
 * A session's calls on disk. Those about which something is still to be done are in memory too, and
 * each change is written as a whole row: a session looks at its calls many times per event, and each
 * SQL text that an object has ever used costs it memory for as long as it lives.
 * @module
 */

import type { Call } from '../shared/session.ts'
import { type CallRow, type Row, readRow, writeRow } from './call-row.ts'

/** What tells one call from another: two campaigns may give the same id. */
export type CallKey = Pick<Call, 'campaignId' | 'id'>

const keyOf = ({ campaignId, id }: CallKey) => `${campaignId} ${id}`

/** Whether the dialer has the finish, the finish is not on its way, and the board knows it. */
const isSettled = ({ state, inFlight, newsAt }: CallRow) =>
  state.startsWith('stored') && !inFlight && newsAt === null

const SETTLED = "state LIKE 'stored%' AND in_flight = 0 AND news_at IS NULL"

const NAMES = 'campaign_id AS campaignId, call_id AS id'

type Names = Record<keyof CallKey, string>

/** How many calls were finished since a moment, and how long they took together. */
interface Handled {
  calls: number
  handleMs: number
}

/** The table `calls`. */
export class CallTable {
  readonly #sql: SqlStorage
  /** Calls that are not settled. */
  readonly #live = new Map<string, CallRow>()
  /** Of these, the ones that were changed and not written. */
  readonly #unwritten = new Set<string>()
  /** The others by name: who asks for a new call, as each screen pop does, need not look on disk. */
  readonly #settled = new Set<string>()
  #handled: (Handled & { readonly from: number }) | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    for (const row of this.#read(`NOT (${SETTLED})`)) this.#live.set(keyOf(row.call), row)
    const names = sql.exec<Names>(`SELECT ${NAMES} FROM calls WHERE ${SETTLED}`)
    for (const key of names) this.#settled.add(keyOf(key))
  }

  get(key: CallKey): CallRow | null {
    const name = keyOf(key)
    if (!this.#settled.has(name)) return this.#live.get(name) ?? null
    return this.#read('campaign_id = ? AND call_id = ?', key.campaignId, key.id)[0] ?? null
  }

  /** The call of this id in any campaign. */
  byId(callId: string): CallRow | null {
    return this.#read('call_id = ?', callId)[0] ?? null
  }

  /** Every call of a campaign. */
  of(campaignId: string): CallRow[] {
    return this.#read('campaign_id = ?', campaignId)
  }

  /** Every call that is not settled. */
  live(): CallRow[] {
    return [...this.#live.values()]
  }

  /** Writes a call. `before`: what was known of it. */
  put(row: CallRow, before: CallRow | null): void {
    writeRow(this.#sql, row)
    this.#unwritten.delete(keyOf(row.call))
    this.#hold(row, before)
  }

  /** Notes what may be lost in a crash: it is written with the call's next change, or by `flush`. */
  putLater(row: CallRow, before: CallRow): void {
    if (isSettled(row)) this.put(row, before)
    else {
      this.#unwritten.add(keyOf(row.call))
      this.#hold(row, before)
    }
  }

  /** Writes what was to be written later. */
  flush(): void {
    for (const name of [...this.#unwritten]) {
      const row = this.#live.get(name)
      if (row) this.put(row, row)
    }
  }

  delete(row: CallRow): void {
    const { campaignId, id } = row.call
    this.#sql.exec('DELETE FROM calls WHERE campaign_id = ? AND call_id = ?', campaignId, id)
    this.#live.delete(keyOf(row.call))
    this.#settled.delete(keyOf(row.call))
    this.#unwritten.delete(keyOf(row.call))
    this.#count(row, -1)
  }

  /** Deletes what is settled and was finished before a moment. */
  deleteSettled(before: number): void {
    const names = this.#sql.exec<Names>(
      `DELETE FROM calls WHERE finished_at < ? AND ${SETTLED} RETURNING ${NAMES}`,
      before,
    )
    for (const key of names) this.#settled.delete(keyOf(key))
  }

  /** The figures since a moment; a card that has got a name counts under that. */
  handledSince(from: number): Handled {
    if (this.#handled?.from !== from) this.#handled = { from, ...this.#sum(from) }
    return this.#handled
  }

  #hold(row: CallRow, before: CallRow | null): void {
    if (before) this.#count(before, -1)
    this.#count(row, 1)
    const name = keyOf(row.call)
    if (isSettled(row)) {
      this.#live.delete(name)
      this.#settled.add(name)
    } else {
      this.#settled.delete(name)
      this.#live.set(name, row)
    }
  }

  #count({ openedAt, finishedAt, state }: CallRow, by: 1 | -1): void {
    const figures = this.#handled
    if (!figures || finishedAt === null || finishedAt < figures.from || state === 'named') return
    figures.calls += by
    figures.handleMs += by * (finishedAt - openedAt)
  }

  #sum(from: number): Handled {
    return this.#sql
      .exec<{ calls: number; handleMs: number }>(
        `SELECT COUNT(*) AS calls, COALESCE(SUM(finished_at - opened_at), 0) AS handleMs
         FROM calls WHERE finished_at >= ? AND state <> 'named'`,
        from,
      )
      .one()
  }

  #read(where: string, ...bindings: string[]): CallRow[] {
    return this.#sql
      .exec<Row>(`SELECT * FROM calls WHERE ${where}`, ...bindings)
      .toArray()
      .map(readRow)
      .map((row) => this.#live.get(keyOf(row.call)) ?? row)
  }
}
