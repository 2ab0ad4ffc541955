/**
 * Dialer commands under way. Each is a row before it is sent, so that a crash in the middle knows
 * what to find out.
 * @module
 */

import { earliest } from './deadlines.ts'
import { isDue } from './phases/phase.ts'
import { Shelf } from './shelf.ts'
import type { Tries } from './tries.ts'

/** A command to the dialer, with everything needed to send it. */
export type Intent =
  | {
      readonly op: 'call-back'
      readonly campaignId: string
      readonly phoneNumber: string
      readonly music: string | null
      /** When it was asked for; see `Pending`. */
      readonly at?: number
    }
  | { readonly op: 'log-in'; readonly campaignId: string; readonly agentId: string }
  | { readonly op: 'kick'; readonly campaignId: string; readonly agentId: string }

/** An intent as it is kept. */
export interface IntentRow {
  readonly id: number
  readonly intent: Intent
  /** How often it was tried; since an answer was lost, of those only the tries from that one on. */
  readonly tries: number
  /** Whether the answer to a try was lost. */
  readonly lost?: boolean
  /** When it is due; null while it is in flight. */
  readonly nextTryAt: number | null
}

type AgentKey = Pick<Extract<Intent, { op: 'kick' }>, 'campaignId' | 'agentId'>

const keyOf = ({ campaignId, agentId }: AgentKey) => `${campaignId} ${agentId}`

/** The intents of one session. */
export class Intents {
  readonly #rows: Shelf<IntentRow>
  /** No id is given twice in one life: what was dropped on its way still comes back by its own. */
  #lastId = 0

  constructor(sql: SqlStorage) {
    this.#rows = new Shelf(sql, 'intent')
  }

  /** Notes a command, due at once. */
  add(intent: Intent, now: number): void {
    this.#lastId = 1 + Math.max(this.#lastId, ...this.#rows.all().map(({ id }) => id))
    this.#save({ id: this.#lastId, intent, tries: 0, nextTryAt: now })
  }

  /** Takes everything that is due; each row is in flight from now on. */
  takeDue(now: number): IntentRow[] {
    const due = this.#waiting().filter(({ nextTryAt }) => isDue(nextTryAt, now))
    return due.map((row) => this.#save({ ...row, tries: row.tries + 1, nextTryAt: null }))
  }

  /** Whether every command is settled. */
  isEmpty(): boolean {
    return this.#rows.size === 0
  }

  /** What an earlier life of this object had in flight. */
  inFlight(): IntentRow[] {
    return this.#rows.all().filter(({ nextTryAt }) => nextTryAt === null)
  }

  /** Sends it again later. `tries`: how the tries stand. */
  postpone(id: number, nextTryAt: number, tries: Tries): void {
    const row = this.#rows.get(String(id))
    if (row) this.#save({ ...row, ...tries, nextTryAt })
  }

  /** Forgets kicks of an agent id: one that is tried again would hang up on the new session. */
  dropKicks(whose: AgentKey): void {
    for (const { id, intent } of this.#rows.all()) {
      if (intent.op === 'kick' && keyOf(intent) === keyOf(whose)) this.remove(id)
    }
  }

  /** It is settled. */
  remove(id: number): void {
    this.#rows.delete(String(id))
  }

  /** When the next one is due. */
  nextDue(): number | null {
    return earliest(...this.#waiting().map(({ nextTryAt }) => nextTryAt))
  }

  /** A hang-up also waits for the answer to a log-in with its agent id, which may make it wrong. */
  #waiting(): (IntentRow & { readonly nextTryAt: number })[] {
    const rows = this.#rows.all()
    const logIns = rows.flatMap(({ intent }) => (intent.op === 'log-in' ? keyOf(intent) : []))
    return rows.flatMap(({ nextTryAt, ...row }) =>
      nextTryAt === null || (row.intent.op === 'kick' && logIns.includes(keyOf(row.intent)))
        ? []
        : [{ ...row, nextTryAt }],
    )
  }

  #save(row: IntentRow): IntentRow {
    this.#rows.put(String(row.id), row)
    return row
  }
}
