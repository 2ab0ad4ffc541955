/**
 * Numbers that an agent marked as do-not-call, of every campaign here. A mark stays, whatever a
 * later call says. It is our own list: no registry is asked, and campaigns that are loaded already
 * may still dial what is on it.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { Mark } from '../shared/board.ts'
import { comparable } from '../shared/phone-number.ts'
import type { Env } from './env.ts'
import { applyMigrations } from './migrations.ts'

const TABLES = [
  `CREATE TABLE marks (
     number TEXT PRIMARY KEY, at INTEGER NOT NULL, campaign_id TEXT NOT NULL,
     call_id TEXT NOT NULL, user_id TEXT NOT NULL) WITHOUT ROWID`,
]

/** How many marks one page of an export has. */
const PAGE = 1_000

interface Row extends Record<string, SqlStorageValue> {
  number: string
  at: number
  campaign_id: string
  call_id: string
  user_id: string
}

/** The one list of a deployment. */
export class MarkedNumbers extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    applyMigrations(ctx.storage.sql, TABLES)
  }

  /** Marks numbers; the first mark of a number stays. */
  mark(marks: readonly Mark[]): void {
    for (const { number, at, campaignId, callId, userId } of marks) {
      this.#sql.exec(
        'INSERT OR IGNORE INTO marks VALUES (?, ?, ?, ?, ?)',
        comparable(number),
        at,
        campaignId,
        callId,
        userId,
      )
    }
  }

  /** Which of these numbers are marked. */
  among(numbers: readonly string[]): string[] {
    // By their places: a file may spell a number otherwise than the mark.
    return this.#sql
      .exec<{ at: number }>(
        'SELECT key AS at FROM json_each(?) WHERE value IN (SELECT number FROM marks)',
        JSON.stringify(numbers.map(comparable)),
      )
      .toArray()
      .flatMap(({ at }) => numbers[at] ?? [])
  }

  /** Marks in order of their numbers, after one. */
  page(after: string): Mark[] {
    return this.#sql
      .exec<Row>('SELECT * FROM marks WHERE number > ? ORDER BY number LIMIT ?', after, PAGE)
      .toArray()
      .map((row) => ({
        number: row.number,
        at: row.at,
        campaignId: row.campaign_id,
        callId: row.call_id,
        userId: row.user_id,
      }))
  }
}

/** The list's only object. */
export const MARKED_NUMBERS_NAME = 'all'
