/**
 * The screen pop: in one tab, once, and passed on if that tab dies before it has fired it.
 * @module
 */

import type { Call } from '../shared/session.ts'
import type { Session } from './session.ts'
import type { SessionDoor } from './session-door.ts'
import type { Tabs } from './tabs.ts'

/** Fires one session's pops. */
export class ScreenPop {
  readonly #tabs: Tabs
  readonly #door: SessionDoor
  readonly #session: Session
  /** The end of the claim that a timer waits for. */
  #watched: number | null = null

  constructor(tabs: Tabs, door: SessionDoor, session: Session) {
    this.#tabs = tabs
    this.#door = door
    this.#session = session
  }

  /** Fires it in the tab that was used last. */
  open(call: Call): void {
    const now = Date.now()
    const [next] = this.#door.present(now)
    if (!next || !this.#session.pops.claim(call.id, next.tab.id, now)) return
    this.#tabs.send(next.socket, { type: 'pop', call })
  }

  /** Passes it on if its tab died, or has not said in time that it fired it. */
  passOn(now: number): void {
    const { state, pops } = this.#session
    const claim = pops.waiting()
    if (!claim) return
    const tabs = this.#door.present(now)
    if (claim.until > now && tabs.some(({ tab }) => tab.id === claim.tab)) return
    const other = tabs.find(({ tab }) => tab.id !== claim.tab)
    const call = state.phase === 'on-call' && state.call.id === claim.callId ? state.call : null
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
    setTimeout(look, Math.max(0, until - now))
  }
}
