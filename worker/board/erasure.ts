/**
 * Every call with a number, found and forgotten: in the log, and in every session that may still
 * have one. Sessions are asked some at a time, and those that have not been asked yet are on disk.
 * The mark that a number must not be called is no call: it stays, or the wish it stands for would be
 * forgotten with it.
 * @module
 */

import type { Erased } from '../../shared/board.ts'
import { comparable } from '../../shared/phone-number.ts'
import { Courier, type CourierPorts, PORTION, PORTION_REST_MS } from '../courier.ts'

/** What the erasure needs from the board. */
export interface ErasurePorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  /** Asks one user's session; tells how many calls it had. Harmless to ask again. */
  readonly ask: (userId: string, number: string) => Promise<number>
}

interface Asked extends Record<string, SqlStorageValue> {
  number: string
  user_id: string
}

/** The table `erasures`: a number, and a user whose session has not been asked to forget it yet. */
export class Erasure {
  readonly #sql: SqlStorage
  readonly #ports: ErasurePorts
  readonly #courier: Courier

  constructor(sql: SqlStorage, ports: ErasurePorts) {
    this.#sql = sql
    this.#ports = ports
    this.#courier = new Courier({
      ...ports,
      what: 'erasures',
      restMs: PORTION_REST_MS,
      waiting: () => this.left() > 0,
      trip: async () => {
        const { failed } = await this.#askSome(this.#some())
        if (failed) throw new Error('a session is away')
      },
    })
  }

  /**
   * Forgets a number: the log at once, the first sessions before this resolves, the others by and
   * by.
   */
  async erase(number: string): Promise<Erased> {
    this.#enrol(number)
    // The sessions first: what they still have to tell the board must not come back.
    const { inSessions, inLog } = await this.#askSome(this.#some(number))
    const calls = inLog + this.#forget(number)
    return { calls, inSessions, sessionsLeft: this.left(number) }
  }

  /** How many sessions have not been asked yet to forget a number; by default any number. */
  left(number: string | null = null): number {
    return this.#sql
      .exec<{ count: number }>(
        'SELECT COUNT(*) AS count FROM erasures WHERE number = ?1 OR ?1 IS NULL',
        number,
      )
      .one().count
  }

  /** Asks those that wait. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** When to look again; null when everybody has been asked. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  /** Whoever may still have a call with the number: who had one, and who is here. */
  #enrol(number: string): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO erasures
       SELECT ?1, user_id FROM calls WHERE phone IN (SELECT value FROM json_each(?2))
       UNION SELECT ?1, user_id FROM roster`,
      number,
      this.#spellings(number),
    )
    this.#courier.came()
  }

  /** Any of them: those that cannot be asked must not keep the others from their turn. */
  #some(number: string | null = null): Asked[] {
    return this.#sql
      .exec<Asked>(
        'SELECT number, user_id FROM erasures WHERE number = ?1 OR ?1 IS NULL ORDER BY random() LIMIT ?2',
        number,
        PORTION,
      )
      .toArray()
  }

  async #askSome(some: readonly Asked[]) {
    const asked = some.map(async (each) => ({
      ...each,
      calls: await this.#ports.ask(each.user_id, each.number),
    }))
    let inLog = 0
    const all = await Promise.allSettled(asked)
    const done = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    for (const number of new Set(done.map((each) => each.number))) {
      const users = done.filter((each) => each.number === number).map((each) => each.user_id)
      // What a session told before it was asked.
      inLog += this.#forget(number, users)
      this.#sql.exec(
        'DELETE FROM erasures WHERE number = ? AND user_id IN (SELECT value FROM json_each(?))',
        number,
        JSON.stringify(users),
      )
    }
    const inSessions = done.reduce((sum, each) => sum + each.calls, 0)
    return { inSessions, inLog, failed: done.length < some.length }
  }

  /**
   * Forgets the calls and all that hangs on them: corrections, and what is still to be posted.
   * @param users only theirs
   * @returns how many calls there were
   */
  #forget(number: string, users: readonly string[] | null = null): number {
    const calls = this.#sql
      .exec<{ call_id: string; user_id: string }>(
        `DELETE FROM calls WHERE phone IN (SELECT value FROM json_each(?1))
         AND (?2 IS NULL OR user_id IN (SELECT value FROM json_each(?2)))
         RETURNING call_id, user_id`,
        this.#spellings(number),
        users && JSON.stringify(users),
      )
      .toArray()
    for (const { call_id: callId, user_id: userId } of calls) {
      for (const table of ['corrections', 'webhooks']) {
        this.#sql.exec(`DELETE FROM ${table} WHERE call_id = ? AND user_id = ?`, callId, userId)
      }
    }
    return calls.length
  }

  /** The number in every way it was written, as a JSON array. */
  #spellings(number: string): string {
    const phones = this.#sql
      .exec<{ phone: string }>('SELECT DISTINCT phone FROM calls WHERE phone IS NOT NULL')
      .toArray()
      .map(({ phone }) => phone)
    return JSON.stringify(phones.filter((phone) => comparable(phone) === comparable(number)))
  }
}
