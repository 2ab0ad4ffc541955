/**
 * Finishes on their way to the CRM's own server, by the rules of Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks): signed, each with an id of its own that
 * stays the same over every try, so that a receiver can drop what it has.
 *
 * A finish is posted once it is settled: stored, unconfirmed, or refused for good. Whatever happens
 * to it after that is in the call log.
 * @module
 */

import type { LoggedCall, WebhookDelivery } from '../../shared/board.ts'
import { Courier, type CourierPorts, PORTION_REST_MS } from '../courier.ts'
import { postSigned, type WebhookTarget } from '../webhook.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Pauses after each failed try; three days in all, long enough for a weekend's outage. */
const PAUSES_MS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** As many posts at once as leave room for other requests of this object. */
const AT_ONCE = 4

/** As many as a supervisor can look through. */
const MOST_LISTED = 200

/** What the webhooks need from the board. */
export interface WebhookPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  /** Where finishes go; null if nowhere. */
  readonly target: () => WebhookTarget | null
  readonly campaignId: () => string
  readonly now: () => number
}

interface Row extends Record<string, SqlStorageValue> {
  id: string
  call_id: string
  user_id: string
  body: string
  state: string
  tries: number
  next_try_at: number
  trouble: string | null
  at: number
}

/** States in which a finish has come to its end. */
export const SETTLED: readonly LoggedCall['state'][] = [
  'stored',
  'stored-by-next-call',
  'stored-by-agent',
  'unconfirmed',
  'refused',
]

/** The table `webhooks`. */
export class Webhooks {
  readonly #sql: SqlStorage
  readonly #ports: WebhookPorts
  readonly #courier: Courier

  constructor(sql: SqlStorage, ports: WebhookPorts) {
    this.#sql = sql
    this.#ports = ports
    this.#courier = new Courier({
      ...ports,
      what: 'webhooks',
      // An invocation may ask only so many other servers; days without the CRM's leave thousands.
      restMs: PORTION_REST_MS,
      trip: () => this.#post(),
    })
  }

  /**
   * Posts a finish once it is settled, and only once. A call that was passed on has a finish by each
   * of its agents: from the second on, the id has the user, too.
   */
  note(call: LoggedCall): void {
    if (!SETTLED.includes(call.state) || this.#ports.target() === null) return
    const campaignId = this.#ports.campaignId()
    const now = this.#ports.now()
    const timestamp = new Date(call.finishedAt ?? now).toISOString()
    const body = { type: 'call.finished', timestamp, data: { campaignId, ...call } }
    this.#sql.exec(
      `INSERT OR IGNORE INTO webhooks (id, call_id, user_id, body, state, tries, next_try_at, at)
       SELECT iif(EXISTS (SELECT 1 FROM webhooks WHERE id = ?1 AND user_id <> ?3), ?1 || '.' || ?3, ?1),
         ?2, ?3, ?4, 'waiting', 0, ?5, ?5
       WHERE NOT EXISTS (SELECT 1 FROM webhooks WHERE id = ?1 || '.' || ?3 AND user_id = ?3)`,
      `${campaignId}.${call.callId}`,
      call.callId,
      call.userId,
      JSON.stringify(body),
      now,
    )
  }

  /** Sends what is due. */
  drain(now: number): void {
    if ((this.#nextAt() ?? Number.POSITIVE_INFINITY) <= now) this.#courier.drain(now)
  }

  /** When to look again; null when everything has arrived. */
  nextDue(now: number): number | null {
    const next = this.#nextAt()
    return next === null ? null : Math.max(next, this.#courier.nextDue(now) ?? next)
  }

  /** What has not arrived yet, or was given up, newest first; then what has. */
  list(): WebhookDelivery[] {
    return this.#rows(
      `SELECT * FROM webhooks ORDER BY state = 'delivered', at DESC LIMIT ${MOST_LISTED}`,
    ).map((row) => ({
      id: row.id,
      callId: row.call_id,
      userId: row.user_id,
      state: row.state as WebhookDelivery['state'],
      tries: row.tries,
      nextTryAt: row.state === 'waiting' ? row.next_try_at : null,
      trouble: row.trouble,
      at: row.at,
    }))
  }

  /** How many wait after a failed try, and how many were given up. */
  troubled(): { readonly waiting: number; readonly failed: number } {
    return this.#sql
      .exec<{ waiting: number; failed: number }>(
        `SELECT COALESCE(SUM(state = 'waiting' AND tries > 0), 0) AS waiting,
           COALESCE(SUM(state = 'failed'), 0) AS failed FROM webhooks`,
      )
      .one()
  }

  /** Sends one again, now; false if there is none, or it has arrived. */
  retry(id: string): boolean {
    const { rowsWritten } = this.#sql.exec(
      `UPDATE webhooks SET state = 'waiting', tries = 0, next_try_at = ?
       WHERE id = ? AND state <> 'delivered'`,
      this.#ports.now(),
      id,
    )
    return rowsWritten > 0
  }

  /** Forgets the finishes of calls that are gone: whoever is erased is found by their calls. */
  prune(): void {
    this.#sql.exec(
      `DELETE FROM webhooks WHERE NOT EXISTS (
         SELECT 1 FROM calls
         WHERE calls.call_id = webhooks.call_id AND calls.user_id = webhooks.user_id)`,
    )
  }

  #nextAt(): number | null {
    if (this.#ports.target() === null) return null
    return this.#sql
      .exec<{ at: number | null }>(
        "SELECT MIN(next_try_at) AS at FROM webhooks WHERE state = 'waiting'",
      )
      .one().at
  }

  async #post(): Promise<void> {
    const due = this.#rows(
      `SELECT * FROM webhooks WHERE state = 'waiting' AND next_try_at <= ?
       ORDER BY next_try_at LIMIT ${AT_ONCE}`,
      this.#ports.now(),
    )
    await Promise.all(due.map((row) => this.#try(row)))
  }

  async #try({ id, body, tries }: Row): Promise<void> {
    const target = this.#ports.target()
    if (!target) return
    const trouble = await postSigned(target, { id, body, now: this.#ports.now() })
    const pause = PAUSES_MS[tries]
    const [state, nextTryAt] =
      trouble === null
        ? ['delivered', 0]
        : pause === undefined
          ? ['failed', 0]
          : ['waiting', this.#ports.now() + pause]
    this.#sql.exec(
      `UPDATE webhooks SET state = ?, tries = tries + 1, next_try_at = ?, trouble = ?
       WHERE id = ? AND state <> 'delivered'`,
      state,
      nextTryAt,
      trouble,
      id,
    )
  }

  #rows(query: string, ...bindings: number[]): Row[] {
    return this.#sql.exec<Row>(query, ...bindings).toArray()
  }
}
