/**
 * Dialer commands under way. Each is a row before it is sent, so that a crash in the middle knows
 * what to find out.
 * @module
 */

import { earliest } from './deadlines.ts'
import { isDue } from './phases/phase.ts'

/** A command to the dialer, with everything needed to send it. */
export type Intent =
  | {
      readonly op: 'call-back'
      readonly campaignId: string
      readonly phoneNumber: string
      readonly music: string | null
    }
  | { readonly op: 'log-in'; readonly campaignId: string; readonly agentId: string }
  | { readonly op: 'kick'; readonly campaignId: string; readonly agentId: string }

/** An intent as it is kept. */
export interface IntentRow {
  readonly id: number
  readonly intent: Intent
  /** How often it was sent. */
  readonly tries: number
  /** When it is due; null while it is in flight. */
  readonly nextTryAt: number | null
}

/** The table of intents; it is small, and all of it is in memory too. */
export class Intents {
  readonly #sql: SqlStorage
  readonly #rows = new Map<number, IntentRow>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
    for (const { id, intent, tries, next_try_at: nextTryAt } of sql.exec<{
      id: number
      intent: string
      tries: number
      next_try_at: number | null
    }>('SELECT id, intent, tries, next_try_at FROM intents')) {
      this.#rows.set(id, { id, intent: JSON.parse(intent), tries, nextTryAt })
    }
  }

  /** Notes a command, due at once. */
  add(intent: Intent, now: number): void {
    const { id } = this.#sql
      .exec<{ id: number }>(
        'INSERT INTO intents (intent, tries, next_try_at) VALUES (?, 0, ?) RETURNING id',
        JSON.stringify(intent),
        now,
      )
      .one()
    this.#rows.set(id, { id, intent, tries: 0, nextTryAt: now })
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
    return [...this.#rows.values()].filter(({ nextTryAt }) => nextTryAt === null)
  }

  /** Sends it again later. */
  postpone(id: number, nextTryAt: number): void {
    const row = this.#rows.get(id)
    if (row) this.#save({ ...row, nextTryAt })
  }

  /** Forgets kicks of an agent id that wait to be tried again. */
  dropKicks(campaignId: string, agentId: string): void {
    for (const { id, intent } of this.#waiting()) {
      const { op } = intent
      if (op === 'kick' && intent.campaignId === campaignId && intent.agentId === agentId) {
        this.remove(id)
      }
    }
  }

  /** It is settled. */
  remove(id: number): void {
    this.#sql.exec('DELETE FROM intents WHERE id = ?', id)
    this.#rows.delete(id)
  }

  /** When the next one is due. */
  nextDue(): number | null {
    return earliest(...this.#waiting().map(({ nextTryAt }) => nextTryAt))
  }

  #waiting(): (IntentRow & { readonly nextTryAt: number })[] {
    return [...this.#rows.values()].flatMap(({ nextTryAt, ...row }) =>
      nextTryAt === null ? [] : [{ ...row, nextTryAt }],
    )
  }

  #save(row: IntentRow): IntentRow {
    const { id, tries, nextTryAt } = row
    this.#sql.exec(
      'UPDATE intents SET tries = ?, next_try_at = ? WHERE id = ?',
      tries,
      nextTryAt,
      id,
    )
    this.#rows.set(id, row)
    return row
  }
}
