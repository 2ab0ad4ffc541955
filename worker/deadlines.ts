/**
 * When a session has to be looked at again, if nothing happens before.
 * @module
 */

import { isNameless } from './phases/phase.ts'
import { calmAt } from './phases/waiting.ts'
import type { OnCallState, State } from './session-state.ts'
import type { Patience } from './settings.ts'

/** The local runtime drops an object with a pending fetch after 70 s without an event. */
const HEARTBEAT_MS = 25_000

/**
 * What is on its way dies with its process, and nobody may be there to wake the next life of the
 * object: its alarm does, and it is found out what became of it.
 */
export const ON_ITS_WAY_MS = 30_000

/**
 * While nobody knows whom an agent talks to, the dialer is asked again, because a try can fail: often at
 * first, then after a tenth of the time that they have talked.
 */
const NAMELESS_MS = { first: 2_000, longest: 30_000 }

/** While nobody is signed in, open pages are counted this often, and calls of days ago forgotten. */
const IDLE_MS = 3_600_000

/** While an agent talks, their pages are counted this often, in case a dead one looks open. */
const REAP_MS = 600_000

/** What else decides about the next look. */
export interface DeadlineFacts {
  readonly now: number
  /** Since when no console is open; null while one is. */
  readonly noTabSince: number | null
  /** Whether a console showed the open call. */
  readonly shown: boolean
  readonly patience: Patience
}

/**
 * The time of the next look; null if nothing is wanted. What is past and was not acted upon waits
 * for something else: an alarm for it would ring again and again.
 */
export function nextLook(state: State, facts: DeadlineFacts): number | null {
  const { now, noTabSince, shown, patience } = facts
  const alone = (patienceMs: number) => (noTabSince === null ? null : noTabSince + patienceMs)
  switch (state.phase) {
    case 'signed-out':
      return noTabSince === null ? now + IDLE_MS : null
    case 'calling-back':
      return state.pending ? null : state.expiresAt
    case 'waiting':
      return earliest(
        now + HEARTBEAT_MS,
        ...[state.nextTryAt, calmAt(state)].filter((time) => time !== null && time > now),
        state.searchUntil,
        state.proof && !state.proof.asked ? state.proof.askAt : null,
        state.pending ? null : alone(patience.graceMs),
      )
    case 'on-call': {
      const left = alone(shown ? patience.abandonMs : patience.graceMs)
      return isNameless(state)
        ? earliest(left, now + askPause(state, now))
        : (left ?? now + REAP_MS)
    }
  }
}

function askPause({ since }: OnCallState, now: number): number {
  const { first, longest } = NAMELESS_MS
  return Math.min(Math.max((now - since) / 10, first), longest)
}

/** The earliest of several times, of which any may be missing. */
export function earliest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}
