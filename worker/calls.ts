/**
 * Every call's draft, finish and delivery state.
 *
 * A finish is unique per campaign and call id: a double click, a second tab and a replayed command
 * meet the same row. Whatever is not delivered yet is in memory too, and each change is written as a
 * whole row: a session looks at its calls many times per event, and each SQL text that an object
 * has ever used costs it memory for as long as it lives.
 * @module
 */

import type { Call, Draft, Today, UnsentFinish } from '../shared/session.ts'
import { type CallRow, type CallState, newCall, type Row, readRow, writeRow } from './call-row.ts'
import { earliest } from './deadlines.ts'
import { isDue } from './phases/phase.ts'

export type { CallRow, CallState } from './call-row.ts'

/** States in which the dialer does not have the finish. */
const UNSENT: readonly CallState[] = ['sending', 'unconfirmed', 'refused', 'unfinished']

/** Of these, those that nothing but their agent can change. */
const ALONE: readonly CallState[] = ['unconfirmed', 'refused', 'unfinished']

/**
 * What the dialer never got is kept this long for its agent to send, correct or give up; the
 * board's log has it anyway.
 */
const KEEP_UNSENT_MS = 30 * 86_400_000

/** Delivered calls are kept this long for the day's figures and to know late repeats. */
const KEEP_MS = 48 * 3_600_000

/** A card that the dialer never named can be sent to nobody: it is listed for a shift. */
const NAMELESS_MS = 12 * 3_600_000

/** On screen or on its way. */
const isBusy = ({ state, inFlight }: CallRow) => inFlight || state === 'open' || state === 'sending'

const keyOf = ({ campaignId, id }: CallKey) => `${campaignId} ${id}`

type CallKey = Pick<Call, 'campaignId' | 'id'>

/** The table of calls. */
export class Calls {
  readonly #sql: SqlStorage
  /** Calls that are not delivered, or whose finish is on its way. */
  readonly #live = new Map<string, CallRow>()
  /** A call that was looked for in vain: whoever asks for a new one asks twice. */
  #absent: string | null = null
  #today: { from: number; calls: number; handleMs: number } | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    for (const row of this.#read("state NOT LIKE 'stored%' OR in_flight = 1")) {
      this.#live.set(keyOf(row.call), row)
    }
  }

  /** The call with this id, if the agent ever had it. */
  get(campaignId: string, callId: string): CallRow | null {
    const key = keyOf({ campaignId, id: callId })
    const live = this.#live.get(key)
    if (live || key === this.#absent) return live ?? null
    const [row] = this.#read('campaign_id = ? AND call_id = ?', campaignId, callId)
    if (!row) this.#absent = key
    return row ?? null
  }

  /** The call with this id; if two campaigns know it, this one's. */
  find(campaignId: string, callId: string): CallRow | null {
    return this.get(campaignId, callId) ?? this.#read('call_id = ?', callId)[0] ?? null
  }

  /** What is on screen: one call at most. */
  onScreen(): CallRow[] {
    return [...this.#live.values()].filter(({ state }) => state === 'open')
  }

  /** The call is on screen; one that had been left unfinished is open again. */
  open(call: Call, agentId: string, now: number, popped = NOT_POPPED): void {
    const known = this.get(call.campaignId, call.id)
    const row = known ?? newCall(call, agentId, now)
    const shown = { state: 'open', agentId, call, callerGoneAt: null } as const
    this.#save({ ...row, ...shown, ...popped(row) }, known)
  }

  /** The agent finished the call; due at once. */
  finish(call: Call, how: FinishFacts, now: number): void {
    const { draft, response, agentId, lastCall, leaveMessage } = how
    const facts = {
      draft,
      response,
      agentId,
      lastCall,
      leaveMessage,
      finishedAt: now,
      popUntil: null,
    }
    const due = { state: 'sending', nextTryAt: now, tries: 0, lost: false, words: null } as const
    this.change(call, { ...facts, ...due })
  }

  /** A person was connected and never shown. What is known of the call, a draft too, stays. */
  cutOff(call: Call, agentId: string, now: number): void {
    if (this.get(call.campaignId, call.id)) return
    const row = newCall(call, agentId, now)
    this.#save({ ...row, state: 'unfinished', finishedAt: now }, null)
  }

  /** The agent left the call without a finish. */
  leave(call: Call, draft: Draft, now: number): void {
    this.change(call, { state: 'unfinished', draft, finishedAt: now })
  }

  /** Where a finish stands from now on. */
  mark(campaignId: string, callId: string, state: CallState, facts: MarkFacts): void {
    const { words, nextTryAt } = facts
    this.change({ campaignId, id: callId }, { state, words, nextTryAt })
  }

  /** Sends a finish again, now, unless it is in flight or the dialer said that it has it. */
  resend(campaignId: string, callId: string, now: number): void {
    const row = this.get(campaignId, callId)
    if (!row || row.inFlight || row.finishedAt === null) return
    if (['open', 'stored', 'unfinished'].includes(row.state)) return
    this.#save({ ...row, state: 'sending', nextTryAt: now }, row)
  }

  /**
   * Whether an agent id is signed in, from now on. While it is, no finish of before may let it go;
   * once it is not, none may queue it: the dialer would connect people with an empty chair.
   */
  setSignedIn(campaignId: string, agentId: string, signedIn: boolean): void {
    for (const row of [...this.#live.values()]) {
      const theirs = row.call.campaignId === campaignId && row.agentId === agentId
      // What is on its way with `lastcall` is sent again as it was.
      const settled = row.lastCall === !signedIn || (row.inFlight && row.lastCall)
      if (theirs && !settled) this.change(row.call, { lastCall: !signedIn })
    }
  }

  /** Takes every finish that is due; each is in flight from now on. */
  takeDue(now: number): CallRow[] {
    const due = this.#queued().filter(({ nextTryAt }) => isDue(nextTryAt, now))
    return due.map((row) => {
      const sent = { ...row, inFlight: true, tries: row.tries + 1, nextTryAt: null }
      return this.#save(sent, row)
    })
  }

  /** The try has an outcome; whether its answer was lost is remembered. */
  landed(campaignId: string, callId: string, lost: boolean): void {
    const row = this.get(campaignId, callId)
    if (row) this.#save({ ...row, inFlight: false, lost: row.lost || lost }, row)
  }

  /** What an earlier life of this object had in flight. */
  inFlight(): CallRow[] {
    return [...this.#live.values()].filter(({ inFlight }) => inFlight)
  }

  /** When the next finish is due. */
  nextDue(): number | null {
    return earliest(...this.#queued().map(({ nextTryAt }) => nextTryAt))
  }

  /** What the dialer does not have, oldest first. */
  unsent(): UnsentFinish[] {
    return [...this.#live.values()]
      .filter(({ state }) => UNSENT.includes(state))
      .sort((a, b) => a.openedAt - b.openedAt)
      .map(({ call, draft, state, words, nextTryAt }) => {
        return { call, draft, state: state as UnsentFinish['state'], words, nextTryAt }
      })
  }

  /** The figures since a moment. */
  since(from: number): Today {
    if (this.#today?.from !== from) this.#today = { from, ...this.#figures(from) }
    const { calls, handleMs } = this.#today
    return { calls, handleSeconds: Math.floor(handleMs / 1_000) }
  }

  /** The campaign's log has it, and nothing is left to be done. */
  forget({ campaignId, id }: CallKey): void {
    const row = this.get(campaignId, id)
    if (!row) return
    this.#sql.exec('DELETE FROM calls WHERE campaign_id = ? AND call_id = ?', campaignId, id)
    this.#live.delete(keyOf(row.call))
    this.#count(row, -1)
  }

  /** Forgets old calls that are delivered, can never be, or that nobody sends any more. */
  prune(now: number): void {
    for (const { call, state, finishedAt } of [...this.#live.values()]) {
      const keptMs = call.kind === 'known' ? KEEP_UNSENT_MS : NAMELESS_MS
      if (ALONE.includes(state) && (finishedAt ?? now) < now - keptMs) this.forget(call)
    }
    this.#sql.exec(
      "DELETE FROM calls WHERE finished_at < ? AND state LIKE 'stored%'",
      now - KEEP_MS,
    )
  }

  /** Forgets calls that fit, but none that is on screen or on its way; returns their ids. */
  erase(campaignId: string, fits: (call: Call) => boolean): string[] {
    const rows = this.#read('campaign_id = ?', campaignId).filter(
      (row) => fits(row.call) && !isBusy(row),
    )
    for (const { call } of rows) this.forget(call)
    return rows.map(({ call }) => call.id)
  }

  /** Until when calls are needed that the dialer does not have; null while one is on its way. */
  neededUntil(): number | null {
    const unsent = [...this.#live.values()]
    if (unsent.some(isBusy)) return null
    const ends = unsent.map(({ finishedAt, openedAt }) => (finishedAt ?? openedAt) + KEEP_UNSENT_MS)
    return Math.max(0, ...ends)
  }

  /** Changes some of what is known of a call; nothing happens to a call that is not known. */
  change({ campaignId, id }: CallKey, facts: Partial<CallRow>): void {
    const row = this.get(campaignId, id)
    if (row) this.#save({ ...row, ...facts }, row)
  }

  #queued(): (CallRow & { readonly nextTryAt: number })[] {
    return [...this.#live.values()].flatMap((row) =>
      row.state === 'sending' && !row.inFlight && row.nextTryAt !== null
        ? [{ ...row, nextTryAt: row.nextTryAt }]
        : [],
    )
  }

  #figures(from: number): { calls: number; handleMs: number } {
    return this.#sql
      .exec<{ calls: number; handleMs: number }>(
        `SELECT COUNT(*) AS calls, COALESCE(SUM(finished_at - opened_at), 0) AS handleMs
         FROM calls WHERE finished_at >= ?`,
        from,
      )
      .one()
  }

  #save(row: CallRow, before: CallRow | null): CallRow {
    writeRow(this.#sql, row)
    if (before) this.#count(before, -1)
    this.#count(row, 1)
    const key = keyOf(row.call)
    if (key === this.#absent) this.#absent = null
    if (row.inFlight || !row.state.startsWith('stored')) this.#live.set(key, row)
    else this.#live.delete(key)
    return row
  }

  #count({ openedAt, finishedAt }: CallRow, by: 1 | -1): void {
    if (this.#today === null || finishedAt === null || finishedAt < this.#today.from) return
    this.#today.calls += by
    this.#today.handleMs += by * (finishedAt - openedAt)
  }

  #read(where: string, ...bindings: string[]): CallRow[] {
    return this.#sql
      .exec<Row>(`SELECT * FROM calls WHERE ${where}`, ...bindings)
      .toArray()
      .map(readRow)
  }
}

const NOT_POPPED = (_row: CallRow): PopFacts => ({ popUntil: null })

/** To which tab the screen pop is given, if to any. */
export type PopFacts = Partial<CallRow> & Pick<CallRow, 'popUntil'>

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
