/**
 * The screen pop: in one tab, once, and passed on if that tab dies before it has fired it.
 * @module
 */

import type { Call } from '../shared/session.ts'
import { inALull } from './lull.ts'
import type { Session } from './session.ts'
import type { SessionDoor } from './session-door.ts'
import type { Tabs } from './tabs.ts'

/**
 * A confirmation is on disk after this, or when a burst is over, if nothing was written before. Until
 * then a crash makes the page be asked again, and the page knows that it was.
 */
const KEEP_MS = 1_000

/** Fires one session's pops. */
export class ScreenPop {
  readonly #tabs: Tabs
  readonly #door: SessionDoor
  readonly #session: Session
  /** The end of the claim that a timer waits for. */
  #watched: number | null = null
  #callOff: () => void = () => undefined

  constructor(tabs: Tabs, door: SessionDoor, session: Session) {
    this.#tabs = tabs
    this.#door = door
    this.#session = session
  }

  /** The tab that was used last; null without one. */
  nextTab(now: number): string | null {
    return this.#door.present(now)[0]?.tab.id ?? null
  }

  /** Fires it in the tab that it was given to. */
  fire(call: Call): void {
    const claim = this.#session.pops.waiting()
    const given = this.#tabs.open().find(({ tab }) => tab.id === claim?.tab)
    if (given && claim?.callId === call.id) this.#tabs.send(given.socket, { type: 'pop', call })
  }

  /** The tab says that it has. */
  confirm(callId: string, tab: string): void {
    const { pops, calls } = this.#session
    pops.confirm(callId, tab)
    if (pops.waiting()) return
    this.#callOff()
    this.#callOff = inALull(KEEP_MS, () => calls.flush())
  }

  /**
   * Passes it on if its tab died, or has not said in time that it fired it. Where there is nobody else
   * it waits for who comes: most likely the same page, whose line broke, which may be known only later.
   */
  passOn(now: number): void {
    const { state, pops } = this.#session
    const claim = pops.waiting()
    if (!claim) return
    const tabs = this.#door.present(now)
    if (tabs.length === 0) return
    if (claim.until > now && tabs.some(({ tab }) => tab.id === claim.tab)) return
    const other = tabs.find(({ tab }) => tab.id !== claim.tab)
    const call = state.phase === 'on-call' && state.call.id === claim.callId ? state.call : null
    if (call && !other) return
    if (other && call && pops.claim(call.id, other.tab.id, now)) {
      this.#tabs.send(other.socket, { type: 'pop', call })
    } else pops.drop(claim.callId)
  }

  /**
   * Sees to it that `look` is called when a claim runs out. By a timer: an alarm would have to be on
   * disk before the pop leaves, and a new life of the object comes through here, too.
   */
  watch(now: number, look: () => void): void {
    const until = this.#session.pops.waiting()?.until ?? null
    if (until === null || until === this.#watched) return
    this.#watched = until
    const timer = setTimeout(look, Math.max(0, until - now))
    this.#callOff = () => clearTimeout(timer)
  }
}
