/**
 * Dialer commands under way. Each is a row before it is sent, so that a crash in the middle knows
 * what to find out.
 * @module
 */

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

/** The table of intents. */
export class Intents {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Notes a command, due at once. */
  add(intent: Intent, now: number): void {
    this.#sql.exec(
      'INSERT INTO intents (intent, tries, next_try_at) VALUES (?, 0, ?)',
      JSON.stringify(intent),
      now,
    )
  }

  /** Takes everything that is due; each row is in flight from now on. */
  takeDue(now: number): IntentRow[] {
    return this.#rows(
      'UPDATE intents SET next_try_at = NULL, tries = tries + 1 WHERE next_try_at <= ? RETURNING *',
      now,
    )
  }

  /** What an earlier life of this object had in flight. */
  inFlight(): IntentRow[] {
    return this.#rows('SELECT * FROM intents WHERE next_try_at IS NULL')
  }

  /** Sends it again later. */
  postpone(id: number, nextTryAt: number): void {
    this.#sql.exec('UPDATE intents SET next_try_at = ? WHERE id = ?', nextTryAt, id)
  }

  /** Forgets kicks of an agent id that wait to be tried again. */
  dropKicks(campaignId: string, agentId: string): void {
    this.#sql.exec(
      'DELETE FROM intents WHERE next_try_at IS NOT NULL AND intent = ?',
      JSON.stringify({ op: 'kick', campaignId, agentId } satisfies Intent),
    )
  }

  /** It is settled. */
  remove(id: number): void {
    this.#sql.exec('DELETE FROM intents WHERE id = ?', id)
  }

  /** When the next one is due. */
  nextDue(): number | null {
    const { due } = this.#sql
      .exec<{ due: number | null }>('SELECT MIN(next_try_at) AS due FROM intents')
      .one()
    return due
  }

  #rows(query: string, ...bindings: number[]): IntentRow[] {
    return this.#sql
      .exec<{ id: number; intent: string; tries: number; next_try_at: number | null }>(
        query,
        ...bindings,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        intent: JSON.parse(row.intent),
        tries: row.tries,
        nextTryAt: row.next_try_at,
      }))
  }
}
