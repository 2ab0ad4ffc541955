/**
 * Every call's draft, finish and delivery state.
 *
 * A finish is unique per campaign and call id: a double click, a second tab and a replayed command
 * meet the same row.
 * @module
 */

import type { Call, DeliveryState, Draft, Today, UnsentFinish } from '../shared/session.ts'

/** `open` while the agent has the call on screen. */
export type CallState = 'open' | DeliveryState

/** A call as it is kept. */
export interface CallRow {
  readonly call: Call
  readonly agentId: string
  readonly draft: Draft
  /** What the dialer is to store, composed when the agent finished. */
  readonly response: string
  readonly state: CallState
  readonly words: string | null
  readonly lastCall: boolean
  readonly leaveMessage: boolean
  /** How often the finish was sent. */
  readonly tries: number
  /** Whether the answer to a try was lost. */
  readonly lost: boolean
  readonly nextTryAt: number | null
  readonly openedAt: number
  readonly finishedAt: number | null
  /** Whether a console had it on screen. */
  readonly shown: boolean
}

/** States in which the dialer does not have the finish. */
const UNSENT = "'sending', 'unconfirmed', 'refused', 'unfinished'"

/** Delivered calls are kept this long for the day's figures and to know late repeats. */
const KEEP_MS = 48 * 3_600_000

type Row = Record<string, string | number | null>

/** The table of calls. */
export class Calls {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The call with this id, if the agent ever had it. */
  get(campaignId: string, callId: string): CallRow | null {
    return (
      this.#rows(
        'SELECT * FROM calls WHERE campaign_id = ? AND call_id = ?',
        campaignId,
        callId,
      )[0] ?? null
    )
  }

  /** The call with this id; if two campaigns know it, this one's. */
  find(campaignId: string, callId: string): CallRow | null {
    return (
      this.#rows(
        'SELECT * FROM calls WHERE call_id = ?2 ORDER BY campaign_id = ?1 DESC LIMIT 1',
        campaignId,
        callId,
      )[0] ?? null
    )
  }

  /** The call is on screen; one that had been left unfinished is open again. */
  open(call: Call, agentId: string, now: number): void {
    this.#sql.exec(
      `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, state)
       VALUES (?1, ?2, ?3, ?4, '{"dispositions":[],"notes":""}', ?5, 'open')
       ON CONFLICT DO UPDATE SET state = 'open', agent_id = ?3, call = ?4, pop_until = NULL`,
      call.campaignId,
      call.id,
      agentId,
      JSON.stringify(call),
      now,
    )
  }

  /** The agent finished the call; due at once. */
  finish(call: Call, how: FinishFacts, now: number): void {
    this.#sql.exec(
      `UPDATE calls SET state = 'sending', draft = ?, response = ?, agent_id = ?, last_call = ?, leave_message = ?,
         finished_at = ?, next_try_at = ?, tries = 0, lost = 0, words = NULL
       WHERE campaign_id = ? AND call_id = ?`,
      JSON.stringify(how.draft),
      how.response,
      how.agentId,
      Number(how.lastCall),
      Number(how.leaveMessage),
      now,
      now,
      call.campaignId,
      call.id,
    )
  }

  /** A person was connected and never shown. What is known of the call, a draft too, stays. */
  cutOff(call: Call, agentId: string, now: number): void {
    this.#sql.exec(
      `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, finished_at, state)
       VALUES (?1, ?2, ?3, ?4, '{"dispositions":[],"notes":""}', ?5, ?5, 'unfinished')
       ON CONFLICT DO NOTHING`,
      call.campaignId,
      call.id,
      agentId,
      JSON.stringify(call),
      now,
    )
  }

  /** The agent left the call without a finish. */
  leave(call: Call, draft: Draft, now: number): void {
    this.#sql.exec(
      `UPDATE calls SET state = 'unfinished', draft = ?, finished_at = ?
       WHERE campaign_id = ? AND call_id = ?`,
      JSON.stringify(draft),
      now,
      call.campaignId,
      call.id,
    )
  }

  /** Where a finish stands from now on. */
  mark(campaignId: string, callId: string, state: CallState, facts: MarkFacts): void {
    this.#sql.exec(
      `UPDATE calls SET state = ?, words = ?, next_try_at = ? WHERE campaign_id = ? AND call_id = ?`,
      state,
      facts.words,
      facts.nextTryAt,
      campaignId,
      callId,
    )
  }

  /** Sends a finish again, now, unless it is in flight or the dialer said that it has it. */
  resend(campaignId: string, callId: string, now: number): void {
    this.#sql.exec(
      `UPDATE calls SET state = 'sending', next_try_at = ?
       WHERE campaign_id = ? AND call_id = ? AND in_flight = 0 AND finished_at IS NOT NULL
         AND state NOT IN ('open', 'stored', 'unfinished')`,
      now,
      campaignId,
      callId,
    )
  }

  /** Takes every finish that is due; each is in flight from now on. */
  takeDue(now: number): CallRow[] {
    return this.#rows(
      `UPDATE calls SET in_flight = 1, tries = tries + 1, next_try_at = NULL
       WHERE state = 'sending' AND in_flight = 0 AND next_try_at <= ? RETURNING *`,
      now,
    )
  }

  /** The try has an outcome; whether its answer was lost is remembered. */
  landed(campaignId: string, callId: string, lost: boolean): void {
    this.#sql.exec(
      `UPDATE calls SET in_flight = 0, lost = MAX(lost, ?) WHERE campaign_id = ? AND call_id = ?`,
      Number(lost),
      campaignId,
      callId,
    )
  }

  /** What an earlier life of this object had in flight. */
  inFlight(): CallRow[] {
    return this.#rows('SELECT * FROM calls WHERE in_flight = 1')
  }

  /** When the next finish is due. */
  nextDue(): number | null {
    return this.#sql
      .exec<{ due: number | null }>(
        "SELECT MIN(next_try_at) AS due FROM calls WHERE state = 'sending' AND in_flight = 0",
      )
      .one().due
  }

  /** What the dialer does not have, oldest first. */
  unsent(): UnsentFinish[] {
    return this.#rows(`SELECT * FROM calls WHERE state IN (${UNSENT}) ORDER BY opened_at`).map(
      (row) => ({
        call: row.call,
        draft: row.draft,
        state: row.state as UnsentFinish['state'],
        words: row.words,
        nextTryAt: row.nextTryAt,
      }),
    )
  }

  /** The figures since a moment. */
  since(from: number): Today {
    return this.#sql
      .exec<{ calls: number; handleSeconds: number }>(
        `SELECT COUNT(*) AS calls,
           CAST(COALESCE(SUM(finished_at - opened_at), 0) / 1000 AS INTEGER) AS handleSeconds
         FROM calls WHERE finished_at >= ?`,
        from,
      )
      .one()
  }

  /** Forgets delivered calls that are old. */
  prune(now: number): void {
    this.#sql.exec(
      "DELETE FROM calls WHERE finished_at < ? AND state LIKE 'stored%'",
      now - KEEP_MS,
    )
  }

  #rows(query: string, ...bindings: (string | number)[]): CallRow[] {
    return this.#sql
      .exec<Row>(query, ...bindings)
      .toArray()
      .map(readRow)
  }
}

/** What a finish says beside the call. */
export interface FinishFacts {
  readonly draft: Draft
  readonly response: string
  readonly agentId: string
  readonly lastCall: boolean
  readonly leaveMessage: boolean
}

/** What is known of a delivery beside its state. */
export interface MarkFacts {
  readonly words: string | null
  readonly nextTryAt: number | null
}

function readRow(row: Row): CallRow {
  return {
    call: JSON.parse(String(row.call)),
    agentId: String(row.agent_id),
    draft: JSON.parse(String(row.draft)),
    response: String(row.response),
    state: String(row.state) as CallState,
    words: row.words === null ? null : String(row.words),
    lastCall: row.last_call === 1,
    leaveMessage: row.leave_message === 1,
    tries: Number(row.tries),
    lost: row.lost === 1,
    nextTryAt: row.next_try_at === null ? null : Number(row.next_try_at),
    openedAt: Number(row.opened_at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
    shown: row.shown === 1,
  }
}
