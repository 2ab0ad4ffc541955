/**
 * Every call's draft, finish and delivery state.
 *
 * A finish is unique per campaign and call id: a double click, a second tab and a replayed command
 * meet the same row. The row also says whether the campaign's board has heard how the call stands.
 * @module
 */

import type { Call, Draft, Today, UnsentFinish } from '../shared/session.ts'
import { type CallRow, type CallState, newCall } from './call-row.ts'
import { type CallKey, CallTable } from './call-table.ts'
import { earliest } from './deadlines.ts'
import { Numbering } from './numbering.ts'
import { isDue } from './phases/phase.ts'
import type { Tries } from './tries.ts'

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

/** A call of which the board has something to hear, and since when. */
export type UntoldCall = CallRow & { readonly newsAt: number }

/** A session's calls. */
export class Calls {
  readonly #table: CallTable
  readonly #news = new Numbering()
  readonly #mostMs: number

  /** @param mostMs no call is kept longer, whatever became of it: the owner's word */
  constructor(sql: SqlStorage, mostMs = Number.POSITIVE_INFINITY) {
    this.#table = new CallTable(sql)
    this.#mostMs = mostMs
  }

  /** The call with this id, if the agent ever had it. */
  get(campaignId: string, callId: string): CallRow | null {
    return this.#table.get({ campaignId, id: callId })
  }

  /** The call with this id; if two campaigns know it, this one's, or the one that is not stored. */
  find(campaignId: string, callId: string): CallRow | null {
    const own = this.get(campaignId, callId)
    if (own && !own.state.startsWith('stored')) return own
    const isMeant = ({ call, state }: CallRow) => call.id === callId && UNSENT.includes(state)
    return this.#table.live().find(isMeant) ?? own ?? this.#table.byId(callId)
  }

  /** What is on screen: one call at most. */
  onScreen(): CallRow[] {
    return this.#table.live().filter(({ state }) => state === 'open')
  }

  /** The call is on screen; one that had been left unfinished is open again. */
  open(call: Call, agentId: string, now: number, popped = NOT_POPPED): void {
    const known = this.get(call.campaignId, call.id)
    const row = known ?? newCall(call, agentId, now)
    const shown = { state: 'open', agentId, call, callerGoneAt: null, finishedAt: null } as const
    this.#tell({ ...row, ...shown, ...popped(row) }, known)
  }

  /** The agent finished the call; due at once. */
  finish(call: Call, how: FinishFacts, now: number): void {
    const { draft, response, agentId, lastCall, leaveMessage } = how
    const known = this.get(call.campaignId, call.id)
    // The time since a call was left is no work on it.
    const left = known?.state === 'unfinished' ? known.finishedAt : null
    const facts = {
      draft,
      response,
      agentId,
      lastCall,
      leaveMessage,
      finishedAt: left ?? now,
      popUntil: null,
    }
    const due = { state: 'sending', nextTryAt: now, tries: 0, lost: false, words: null } as const
    this.change(call, { ...facts, ...due })
  }

  /** A person was connected and never shown. What is known of the call, a draft too, stays. */
  cutOff(call: Call, agentId: string, now: number): void {
    if (this.get(call.campaignId, call.id)) return
    const row = newCall(call, agentId, now)
    this.#tell({ ...row, state: 'unfinished', finishedAt: now }, null)
  }

  /** The agent left the call without a finish. */
  leave(call: Call, draft: Draft, now: number): void {
    this.change(call, { state: 'unfinished', draft, finishedAt: now })
  }

  /** A card without a name has got one, and goes on under that. */
  named(call: Call, draft: Draft, now: number): void {
    this.change(call, { state: 'named', draft, finishedAt: now })
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
    this.change(row.call, { state: 'sending', nextTryAt: now })
  }

  /**
   * Whether an agent id is signed in, from now on. While it is, no finish of before may let it go;
   * once it is not, none may queue it: the dialer would connect people with an empty chair.
   */
  setSignedIn(campaignId: string, agentId: string, signedIn: boolean): void {
    for (const row of this.#table.live()) {
      const theirs = row.call.campaignId === campaignId && row.agentId === agentId
      // What is on its way with `lastcall` is sent again as it was.
      const settled = row.lastCall === !signedIn || (row.inFlight && row.lastCall)
      if (theirs && !settled) this.#table.put({ ...row, lastCall: !signedIn }, row)
    }
  }

  /** Takes every finish that is due; each is in flight from now on. */
  takeDue(now: number): CallRow[] {
    const due = this.#queued().filter(({ nextTryAt }) => isDue(nextTryAt, now))
    return due.map((row) => {
      const sent = { ...row, inFlight: true, tries: row.tries + 1, nextTryAt: null }
      this.#table.put(sent, row)
      return sent
    })
  }

  /**
   * The try has an outcome. Written with what follows from it, in the same turn: see {@link flush}.
   */
  landed(campaignId: string, callId: string, tries: Required<Tries>): void {
    const row = this.get(campaignId, callId)
    if (row) this.#table.putLater({ ...row, inFlight: false, ...tries }, row)
  }

  /** What an earlier life of this object had in flight. */
  inFlight(): CallRow[] {
    return this.#table.live().filter(({ inFlight }) => inFlight)
  }

  /** When the next finish is due. */
  nextDue(): number | null {
    return earliest(...this.#queued().map(({ nextTryAt }) => nextTryAt))
  }

  /** What the dialer does not have, oldest first. */
  unsent(): UnsentFinish[] {
    return this.#table
      .live()
      .filter(({ state }) => UNSENT.includes(state))
      .sort((a, b) => a.openedAt - b.openedAt)
      .map(({ call, draft, state, words, nextTryAt }) => {
        return { call, draft, state: state as UnsentFinish['state'], words, nextTryAt }
      })
  }

  /** The figures since a moment. */
  since(from: number): Today {
    const { calls, handleMs } = this.#table.handledSince(from)
    return { from, calls, handleSeconds: Math.floor(handleMs / 1_000) }
  }

  /** Forgets old calls that are delivered, can never be, or that nobody sends any more. */
  prune(now: number): void {
    for (const row of this.#table.live()) {
      const { call, state, finishedAt, newsAt } = row
      const keptMs = call.kind === 'known' ? KEEP_UNSENT_MS : NAMELESS_MS
      const old = (finishedAt ?? now) < now - Math.min(keptMs, this.#mostMs)
      if (ALONE.includes(state) && old && newsAt === null) this.#table.delete(row)
    }
    this.#table.deleteSettled(now - Math.min(KEEP_MS, this.#mostMs))
  }

  /** Forgets calls that fit, but none that is on screen or on its way; returns how many. */
  erase(campaignId: string, fits: (call: Call) => boolean): number {
    const rows = this.#table.of(campaignId).filter((row) => fits(row.call) && !isBusy(row))
    for (const row of rows) this.#table.delete(row)
    return rows.length
  }

  /**
   * Until when calls are needed that the dialer does not have, or the board; null while one is on its
   * way.
   */
  neededUntil(): number | null {
    const live = this.#table.live()
    if (live.some(isBusy)) return null
    const keptMs = Math.min(KEEP_UNSENT_MS, this.#mostMs)
    const ends = live.map(({ finishedAt, openedAt }) => (finishedAt ?? openedAt) + keptMs)
    return Math.max(0, ...ends)
  }

  /** Of which calls a board has something to hear, in the order of the news. */
  untold(): UntoldCall[] {
    const hasNews = (row: CallRow): row is UntoldCall => row.newsAt !== null
    return this.#table
      .live()
      .filter(hasNews)
      .sort((a, b) => a.newsAt - b.newsAt)
  }

  /** The board has heard of these calls. What has changed since it still has to hear. */
  heard(told: readonly UntoldCall[]): void {
    for (const { call, newsAt } of told) {
      const row = this.get(call.campaignId, call.id)
      if (row?.newsAt !== newsAt) continue
      if (row.state === 'named') this.#table.delete(row)
      else this.#table.put({ ...row, newsAt: null }, row)
    }
  }

  /** Changes some of what is known of a call, of which the board is to hear. */
  change(key: CallKey, facts: Partial<CallRow>): void {
    const row = this.#table.get(key)
    if (row) this.#tell({ ...row, ...facts }, row)
  }

  /** Changes what is known of a call's screen pops, of which the board hears nothing. */
  popped(key: CallKey, facts: PopFacts): void {
    const row = this.#table.get(key)
    if (row) this.#table.put({ ...row, ...facts }, row)
  }

  /** The same for what may be lost in a crash. */
  poppedLater(key: CallKey, facts: PopFacts): void {
    const row = this.#table.get(key)
    if (row) this.#table.putLater({ ...row, ...facts }, row)
  }

  /** Writes what waits to be written with something else. */
  flush(): void {
    this.#table.flush()
  }

  /** A finish that queues its agent could end the call on screen: it waits until that is over. */
  #queued(): (CallRow & { readonly nextTryAt: number })[] {
    const onCall = this.onScreen().length > 0
    return this.#table
      .live()
      .flatMap((row) =>
        row.state === 'sending' && !row.inFlight && row.nextTryAt !== null
          ? [{ ...row, nextTryAt: row.nextTryAt }]
          : [],
      )
      .filter(({ lastCall }) => lastCall || !onCall)
  }

  #tell(row: CallRow, before: CallRow | null): void {
    this.#table.put({ ...row, newsAt: this.#news.next() }, before)
  }
}

const NOT_POPPED = (_row: CallRow): PopFacts => ({ popUntil: null })

/** To which tab the screen pop is given, if to any, and whether a console has shown the call. */
export type PopFacts = Partial<Pick<CallRow, 'popTab' | 'popUntil' | 'pops' | 'shown'>>

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
