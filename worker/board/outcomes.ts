/**
 * How the campaign's calls went, by hour and agent.
 * @module
 */

import type { Outcome } from '../../shared/board.ts'

const HOUR_MS = 3_600_000

interface Row extends Record<string, SqlStorageValue> {
  user_id: string
  hour: number
  calls: number
  handle_ms: number
  contacts: number
  sales: number
  callbacks: number
  dnc: number
}

/** How many of the calls have a choice with this meaning. Of a call that was left it was none yet. */
const having = (meaning: string) =>
  `SUM(state <> 'unfinished'
     AND EXISTS (SELECT 1 FROM json_each(call, '$.meanings') WHERE value = '${meaning}'))`

/**
 * One row for every agent and hour in which they finished calls that came from `from` on and before
 * `to`; hours are counted from `from`.
 */
export function outcomes(sql: SqlStorage, from: number, to: number): Outcome[] {
  return sql
    .exec<Row>(
      `SELECT user_id, CAST((opened_at - ?1) / ${HOUR_MS} AS INTEGER) AS hour, COUNT(*) AS calls,
         SUM(finished_at - opened_at) AS handle_ms,
         ${having('contact')} AS contacts, ${having('sale')} AS sales,
         ${having('callback')} AS callbacks, ${having('do-not-call')} AS dnc
       FROM calls WHERE opened_at >= ?1 AND opened_at < ?2 AND finished_at IS NOT NULL
       GROUP BY user_id, hour ORDER BY hour, user_id`,
      from,
      to,
    )
    .toArray()
    .map((row) => ({
      userId: row.user_id,
      hour: from + row.hour * HOUR_MS,
      calls: row.calls,
      handleSeconds: Math.round(row.handle_ms / 1_000),
      contacts: row.contacts,
      sales: row.sales,
      callbacks: row.callbacks,
      doNotCall: row.dnc,
    }))
}
