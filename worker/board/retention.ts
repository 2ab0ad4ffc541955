/**
 * Forgets what has outlived its time.
 * @module
 */

import { earliest } from '../deadlines.ts'
import type { Chore } from './alarm-clock.ts'
import type { CallLog } from './call-log.ts'
import type { History } from './history.ts'
import type { Roster } from './roster.ts'
import type { Webhooks } from './webhooks.ts'

const DAY_MS = 86_400_000

/** What is forgotten, and after how many days; null while the owner has not chosen. */
export interface Kept {
  readonly log: CallLog
  readonly history: History
  readonly webhooks: Webhooks
  readonly roster: Roster
  readonly days: number | null
}

/** Everything of the board that is not kept for ever. */
export class Retention implements Chore {
  readonly #kept: Kept

  constructor(kept: Kept) {
    this.#kept = kept
  }

  drain(now: number): void {
    if ((this.nextDue() ?? Number.POSITIVE_INFINITY) > now) return
    const { log, history, webhooks, roster, days } = this.#kept
    roster.prune(now)
    if (days === null) return
    log.prune(now - days * DAY_MS)
    history.prune()
    webhooks.prune()
  }

  nextDue(): number | null {
    const { log, roster, days } = this.#kept
    return earliest(roster.nextPrune(), days === null ? null : log.nextPrune(days * DAY_MS))
  }
}
