/**
 * Sessions that have yet to learn what the board has changed about the campaign.
 * @module
 */

import { Courier, type CourierPorts, PORTION, PORTION_REST_MS } from '../courier.ts'

/** What the pupils need from the board. */
export interface PupilPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  /** Tells one user's session how the campaign is set up now. */
  readonly teach: (userId: string) => Promise<void>
}

/** From the moment in which a page is admitted until the board hears of it: it takes one or two. */
const COMING_IN_MS = 10_000

interface Pupil extends Record<string, SqlStorageValue> {
  user_id: string
  lesson: number
}

/** The table `pupils`: a user, and the number of the change that they have not been told. */
export class Pupils {
  readonly #sql: SqlStorage
  readonly #courier: Courier
  /** The last change, in this life; milliseconds since 1970. */
  #changedAt = 0

  constructor(sql: SqlStorage, { teach, ...ports }: PupilPorts) {
    this.#sql = sql
    this.#courier = new Courier({
      ...ports,
      what: 'settings',
      restMs: PORTION_REST_MS,
      waiting: () => this.#next(1).length > 0,
      trip: () => this.#teach(teach),
    })
  }

  /** These users shall learn of a change. */
  enrol(users: readonly string[], now: number): void {
    this.#changedAt = now
    this.#note(users, now)
  }

  /** Somebody has come. What changed while they came in, they may have missed. */
  welcome(user: string, now: number): void {
    if (Math.abs(now - this.#changedAt) < COMING_IN_MS) this.#note([user], now)
  }

  #note(users: readonly string[], now: number): void {
    for (const user of users) {
      this.#sql.exec(
        `INSERT INTO pupils VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET lesson = MAX(lesson + 1, ?2)`,
        user,
        now,
      )
    }
    this.#courier.came()
  }

  /** Tells those who wait. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** When to look again; null when everybody knows. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  async #teach(teach: PupilPorts['teach']): Promise<void> {
    const told = this.#next(PORTION).map(async ({ user_id: userId, lesson }) => {
      await teach(userId)
      this.#sql.exec('DELETE FROM pupils WHERE user_id = ? AND lesson = ?', userId, lesson)
    })
    const failed = (await Promise.allSettled(told)).find(({ status }) => status === 'rejected')
    if (failed) throw new Error('a session is away')
  }

  #next(limit: number): Pupil[] {
    // Any of them: those that cannot be told must not keep the others from their turn.
    const some = 'SELECT user_id, lesson FROM pupils ORDER BY random() LIMIT ?'
    return this.#sql.exec<Pupil>(some, limit).toArray()
  }
}
