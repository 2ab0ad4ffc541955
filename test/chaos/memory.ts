/**
 * What a simulated agent remembers: every call that was on their screen, what they typed about it
 * and what they were told is safe. Every snapshot is held against it.
 * @module
 */

import type { Draft, SessionSnapshot } from '../../shared/session.ts'
import type { Deeds, Finished } from './evidence.ts'

interface Typed {
  /** The last draft that the worker said it keeps, and the version of the session by then. */
  kept: { readonly draft: Draft; readonly version: number } | null
  /** Drafts that were sent since. */
  sent: Draft[]
}

const BLANK: Draft = { dispositions: [], notes: '' }

const same = (a: Draft, b: Draft) =>
  a.notes === b.notes && a.dispositions.join('|') === b.dispositions.join('|')

/** One agent's memory. */
export class Memory implements Deeds {
  readonly userId: string
  readonly shown = new Map<string, number>()
  readonly draftsLost: string[] = []
  readonly complaints: string[] = []
  darkMs = 0
  readonly #typed = new Map<string, Typed>()
  readonly #finished = new Map<string, Draft>()
  /** Calls that need not be on any list: their finish was sent, or their card has got a name. */
  readonly #settled = new Set<string>()
  /** The card without a name that was on screen last, until the dialer named somebody. */
  #nameless: string | null = null
  /** Who came to be shown in place of a card without a name. */
  readonly #named = new Map<string, string>()

  constructor(userId: string) {
    this.userId = userId
  }

  get acknowledged(): readonly Finished[] {
    return [...this.#finished].map(([callId, { dispositions, notes }]) => {
      return { callId, response: dispositions.join(), notes }
    })
  }

  /** How many calls of the dialer's are finished and safe. */
  get done(): number {
    return this.#finished.size
  }

  /** Whether this finish was said to be safe. */
  isDone(callId: string): boolean {
    return this.#finished.has(callId)
  }

  /** A draft is on its way. */
  sends(callId: string, draft: Draft): void {
    this.#of(callId).sent.push(draft)
    // Typed before the name was seen: it follows to whoever the dialer named in that moment.
    const named = this.#named.get(callId)
    if (named !== undefined) this.#of(named).sent.push(draft)
  }

  /** The worker said that it keeps the draft. */
  keeps(callId: string, draft: Draft, version: number): void {
    const typed = this.#of(callId)
    typed.kept = { draft, version }
    typed.sent = typed.sent.slice(typed.sent.indexOf(draft) + 1)
  }

  /** A finish is on its way. */
  finishes(callId: string): void {
    this.#settled.add(callId)
  }

  /** The worker said that it keeps the finish, or has moved on with it. */
  finished(callId: string, draft: Draft, version: number): void {
    this.#finished.set(callId, draft)
    this.#settled.add(callId)
    const typed = this.#of(callId)
    typed.kept = { draft, version }
    typed.sent = []
  }

  /** Holds a screen against what was typed. */
  see({ state, unsent, version }: SessionSnapshot): void {
    if (state.phase === 'on-call') {
      const { call, draft } = state
      if (call.kind !== 'known') this.#nameless = call.id
      else {
        if (this.#nameless !== null) this.#settled.add(this.#nameless)
        if (!this.shown.has(call.id)) this.#name(call.id)
      }
      this.#hold(call.id, draft, version, 'on screen')
    }
    for (const { call, draft, state: stands } of unsent) {
      if (stands === 'unfinished') this.#hold(call.id, draft, version, 'left')
    }
    const there = new Set(unsent.map(({ call }) => call.id))
    if (state.phase === 'on-call') there.add(state.call.id)
    this.#miss(there, version)
  }

  /** What was typed about a call that has no finish is on screen, or on the list of what is left. */
  #miss(there: ReadonlySet<string>, version: number): void {
    for (const [callId, { kept }] of this.#typed) {
      if (!kept || version < kept.version || there.has(callId) || this.#settled.has(callId))
        continue
      this.#settled.add(callId)
      this.draftsLost.push(`${this.userId}, call ${callId}: neither on screen nor on the list`)
    }
  }

  /** A call is on screen for the first time; whoever had no name until now has this one. */
  #name(callId: string): void {
    this.shown.set(callId, Date.now())
    if (this.#nameless !== null) this.#named.set(this.#nameless, callId)
    const before = this.#nameless === null ? undefined : this.#typed.get(this.#nameless)
    this.#nameless = null
    if (before)
      this.#of(callId).sent.push(...before.sent, ...(before.kept ? [before.kept.draft] : []))
  }

  #hold(callId: string, draft: Draft, version: number, where: string): void {
    const { kept, sent } = this.#of(callId)
    // A screen of before the last answer may still be on its way to another tab.
    if (kept && version < kept.version) return
    const fits = [kept?.draft ?? BLANK, ...sent].some((each) => same(each, draft))
    if (fits) return
    const what = `${JSON.stringify(draft)} instead of ${JSON.stringify(kept?.draft ?? BLANK)}`
    this.draftsLost.push(`${this.userId}, call ${callId} (${where}): ${what}`)
  }

  #of(callId: string): Typed {
    const typed = this.#typed.get(callId) ?? { kept: null, sent: [] }
    this.#typed.set(callId, typed)
    return typed
  }
}
