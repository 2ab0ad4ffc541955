/**
 * The screen pop: claimed for one tab before it is sent, passed on once if that tab dies without
 * confirming, to one that is open or to the next that comes; and never fired twice by us.
 * @module
 */

import type { Call } from '../shared/session.ts'
import type { CallRow, Calls, PopFacts } from './calls.ts'

/** How long a tab may take to confirm before the next one is asked. */
export const CONFIRM_MS = 2_000

/** The first tab, and one more if it died. */
const MOST_POPS = 2

/** A pop that no tab has confirmed yet. */
export interface Claim {
  readonly callId: string
  readonly tab: string
  /** Until when the tab may confirm. */
  readonly until: number
}

/** The claims on the open call. */
export class Pops {
  readonly #calls: Calls

  constructor(calls: Calls) {
    this.#calls = calls
  }

  /** The call is on screen, and its pop given to a tab, if there is one. */
  open(call: Call, agentId: string, tab: string | null, now: number): void {
    this.#calls.open(call, agentId, now, (row) =>
      tab === null || row.pops >= MOST_POPS ? { popUntil: null } : given(row, tab, now),
    )
  }

  /** Gives the pop to a tab. False if this call has been popped often enough. */
  claim(callId: string, tab: string, now: number): boolean {
    const row = this.#open(callId)
    if (!row || row.pops >= MOST_POPS) return false
    this.#calls.popped(row.call, given(row, tab, now))
    return true
  }

  /** The tab has fired its event. Nobody is told of it, so it is written when something else is. */
  confirm(callId: string, tab: string): void {
    const row = this.#open(callId)
    if (row?.popTab !== tab || row.popUntil === null) return
    this.#calls.poppedLater(row.call, { popUntil: null })
  }

  /** The claim that waits for confirmation. */
  waiting(): Claim | null {
    const row = this.#calls.onScreen().find(({ popUntil }) => popUntil !== null)
    if (!row?.popTab || row.popUntil === null) return null
    return { callId: row.call.id, tab: row.popTab, until: row.popUntil }
  }

  /** Nobody is left to fire it. */
  drop(callId: string): void {
    const row = this.#open(callId)
    if (row && row.popUntil !== null) this.#calls.popped(row.call, { popUntil: null })
  }

  /** A console has the call on screen. */
  show(callId: string): void {
    const row = this.#open(callId)
    if (row && !row.shown) this.#calls.change(row.call, { shown: true })
  }

  /** Whether any console ever showed the call. */
  shown(callId: string): boolean {
    return this.#open(callId)?.shown === true
  }

  #open(callId: string): CallRow | null {
    return this.#calls.onScreen().find(({ call }) => call.id === callId) ?? null
  }
}

const given = ({ pops }: CallRow, tab: string, now: number): PopFacts => {
  return { popTab: tab, popUntil: now + CONFIRM_MS, pops: pops + 1, shown: true }
}
