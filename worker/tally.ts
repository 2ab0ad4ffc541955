/**
 * Counts what may happen only so often: wrong passcodes, phones that ring.
 *
 * Each name (an address, a campaign, a number) has an object of its own, so that the count is one
 * for every isolate of the worker and outlives each of them. When its time is over the object
 * forgets everything, its name included.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import { ConsoleError } from '../shared/errors.ts'
import type { Env } from './env.ts'

/** How often something may happen. */
export interface Allowance {
  readonly most: number
  readonly withinMs: number
}

/** What counts as taken, oldest first. */
const TABLE = 'CREATE TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)'

/** The count of one name. */
export class Tally extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql

  /**
   * Takes one, if one is left.
   * @returns null, or when one will be left again, in milliseconds since 1970
   */
  take({ most, withinMs }: Allowance): number | null {
    const now = Date.now()
    this.#sql.exec(TABLE)
    this.#sql.exec('DELETE FROM taken WHERE at <= ?', now - withinMs)
    const times = this.#sql.exec<{ at: number }>('SELECT at FROM taken ORDER BY id').toArray()
    const [oldest] = times
    if (oldest && times.length >= most) return oldest.at + withinMs
    this.#sql.exec('INSERT INTO taken (at) VALUES (?)', now)
    this.ctx.storage.setAlarm(now + withinMs)
    return null
  }

  /** Takes one in place of the newest, so that its time begins anew. */
  renew(allowance: Allowance): void {
    this.giveBack()
    this.take(allowance)
  }

  /** The newest one did not count after all. */
  giveBack(): void {
    // Where nothing counts no table is made: no alarm would come to delete it.
    if (this.isEmpty()) return
    this.#sql.exec('DELETE FROM taken WHERE id = (SELECT MAX(id) FROM taken)')
  }

  /** Whether any was taken and has not been forgotten. */
  isEmpty(): boolean {
    const { tables } = this.#sql
      .exec<{ tables: number }>("SELECT COUNT(*) AS tables FROM sqlite_master WHERE name = 'taken'")
      .one()
    return tables === 0 || this.#sql.exec('SELECT 1 FROM taken LIMIT 1').toArray().length === 0
  }

  /** The newest one is over, and so are all before it. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}

/**
 * Takes one of what a name is allowed.
 * @throws ConsoleError with the code, and when to try again
 */
export async function take(
  env: Env,
  name: string,
  allowance: Allowance,
  code: 'locked-out' | 'rate-limited',
): Promise<void> {
  const retryAt = await env.TALLY.getByName(name).take(allowance)
  if (retryAt !== null) throw new ConsoleError(code, { retryAt })
}
