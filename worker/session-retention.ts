/**
 * What a session forgets: all of itself when it is long over, and a person when somebody asks.
 * @module
 */

import { comparable } from '../shared/phone-number.ts'
import type { Call } from '../shared/session.ts'
import type { Session } from './session.ts'

/** Somebody who comes back the day after tomorrow finds their number and their figures. */
const KEEP_MS = 2 * 86_400_000

/** From when on nothing of a session is needed any more; null while something is under way. */
export function overAt(session: Session, now: number): number | null {
  const { state, noTabSince, intents, outbox, calls } = session
  if (state.phase !== 'signed-out' || state.pending || noTabSince === null) return null
  if (!intents.isEmpty() || outbox.nextDue(now) !== null) return null
  const callsUntil = calls.neededUntil()
  return callsUntil === null ? null : Math.max(noTabSince + KEEP_MS, callsUntil)
}

/** Forgets a campaign's calls with a number, but none that is under way; returns how many. */
export function eraseNumber(session: Session, campaignId: string, number: string): number {
  const wanted = comparable(number)
  const fits = (call: Call) => comparable(call.phoneNumber ?? '') === wanted
  const erased = session.calls.erase(campaignId, fits)
  session.outbox.dropOld()
  if (erased > 0) session.tellAnew()
  return erased
}
