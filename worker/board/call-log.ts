/**
 * Every call of the campaign that an agent was shown or finished, newest first.
 * @module
 */

import type { LoggedCall, Outcome } from '../../shared/board.ts'
import { comparable } from '../../shared/phone-number.ts'
import { earliest } from '../deadlines.ts'
import { readLogged, WITH_CORRECTIONS } from './history.ts'
import { outcomes } from './outcomes.ts'

/** Which calls are wanted. Times are milliseconds since 1970. */
export interface LogQuery {
  /** Calls that came at this time or later. */
  readonly from: number
  /** Calls that came before this time. */
  readonly to: number
  /** Words that must all appear, in any case, anywhere in what the log shows. */
  readonly search: string
  /** Where the last page ended. */
  readonly after: string | null
  readonly limit: number
}

/** Some calls, and where to go on; null at the end. */
export interface LogPage {
  readonly calls: readonly LoggedCall[]
  readonly next: string | null
}

/** A page is cut here, in characters: an answer between objects has 32 MiB. */
const PAGE_CHARACTERS = 2_000_000

/** What has outlived its time is deleted once in this time, not call by call. */
const PRUNE_EVERY_MS = 3_600_000

interface Row extends Record<string, SqlStorageValue> {
  id: number
  opened_at: number
  call: string
  corrections: string
}

/**
 * Whether a call, or what was corrected of it, has each word in one of its spellings. All of them are
 * one binding: a query takes a hundred.
 */
const HAS_WORDS = `NOT EXISTS (
  SELECT 1 FROM json_each(?) AS word WHERE NOT EXISTS (
    SELECT 1 FROM json_each(word.value) AS spelling
    WHERE instr(calls.search, spelling.value) > 0 OR EXISTS (
      SELECT 1 FROM corrections
      WHERE corrections.call_id = calls.call_id AND corrections.user_id = calls.user_id
        AND instr(ifnull(corrections.search, lower(correction)), spelling.value) > 0)))`

/** The table `calls`. */
export class CallLog {
  readonly #sql: SqlStorage
  /** No call came before; one that has been erased may have been it. */
  #oldest: number | null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.#oldest = this.#firstOpenedAt()
  }

  /** A call as it stands now. */
  put(call: LoggedCall): void {
    this.#sql.exec(
      `INSERT INTO calls (call_id, user_id, opened_at, finished_at, state, call, search)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT DO UPDATE SET finished_at = ?4, state = ?5, call = ?6, search = ?7`,
      call.callId,
      call.userId,
      call.openedAt,
      call.finishedAt,
      call.state,
      JSON.stringify(call),
      searchText(call),
    )
    this.#oldest = earliest(this.#oldest, call.openedAt)
  }

  /** It was no call of its own. */
  remove(userId: string, callId: string): void {
    this.#sql.exec('DELETE FROM calls WHERE user_id = ? AND call_id = ?', userId, callId)
  }

  /** The calls that fit, newest first. */
  page({ from, to, search, after, limit }: LogQuery): LogPage {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean).map(spellings)
    const [time, id] = readCursor(after)
    const rows = this.#sql.exec<Row>(
      `SELECT id, opened_at, ${WITH_CORRECTIONS} FROM calls
       WHERE opened_at >= ? AND opened_at < ? AND (opened_at, id) < (?, ?)
         AND ${HAS_WORDS}
       ORDER BY opened_at DESC, id DESC LIMIT ?`,
      from,
      to,
      time,
      id,
      JSON.stringify(words),
      limit + 1,
    )
    return cut(rows, limit)
  }

  /** How calls went; see {@link outcomes}. */
  outcomes(from: number, to: number): Outcome[] {
    return outcomes(this.#sql, from, to)
  }

  /** When the newest call came; null without one. */
  lastOpenedAt(): number | null {
    return this.#one('SELECT MAX(opened_at) AS time FROM calls')
  }

  /** Forgets calls that came before a moment. */
  prune(before: number): void {
    this.#sql.exec('DELETE FROM calls WHERE opened_at < ?', before)
    this.#oldest = this.#firstOpenedAt()
  }

  /** When the next call may have outlived the time that calls are kept. */
  nextPrune(keptMs: number): number | null {
    return this.#oldest === null ? null : this.#oldest + keptMs + PRUNE_EVERY_MS
  }

  #firstOpenedAt(): number | null {
    return this.#one('SELECT MIN(opened_at) AS time FROM calls')
  }

  #one(query: string): number | null {
    return this.#sql.exec<{ time: number | null }>(query).one().time
  }
}

function searchText(call: LoggedCall): string {
  const { userId, agentId, callId, phoneNumber, name, dispositions, notes, state, fields } = call
  const values = [...fields.map(({ value }) => value), ...Object.values(call.answers ?? {})]
  return [userId, agentId, callId, phoneNumber, name, state, ...dispositions, notes, ...values]
    .join('\n')
    .toLowerCase()
}

/** A word, and for a number as people write it, its digits: those are what the dialer tells. */
function spellings(word: string): string[] {
  if (!/^[().+/-]*\d[\d().+/-]*$/.test(word)) return [word]
  // North America's code, written apart, is told or not.
  return [word, word === '+1' ? '' : comparable(word)]
}

function readCursor(after: string | null): [number, number] {
  const [time, id] = (after ?? '').split('-').map(Number)
  return after === null ? [Number.MAX_SAFE_INTEGER, 0] : [time ?? 0, id ?? 0]
}

function cut(rows: Iterable<Row>, limit: number): LogPage {
  const calls: LoggedCall[] = []
  let characters = 0
  let last = ''
  for (const row of rows) {
    const { id, opened_at, call } = row
    if (calls.length === limit || characters > PAGE_CHARACTERS) return { calls, next: last }
    calls.push(readLogged(row))
    characters += call.length
    last = `${opened_at}-${id}`
  }
  return { calls, next: null }
}
