/**
 * Carries rows from one object to another until there are none: one trip at a time, with back-off
 * after one that failed. The rows are on disk and the object's alarm looks again, so a trip that
 * dies with its object is made once more.
 * @module
 */

import { ON_ITS_WAY_MS } from './deadlines.ts'
import { log } from './log.ts'
import { backOff, isDue } from './phases/phase.ts'

/** What a courier needs. */
export interface CourierPorts {
  /** What is carried, for the log. */
  readonly what: string
  /**
   * Whether anything waits. Where nothing does, it is asked again once something came. By default
   * something does: for who sends the courier only when it is time.
   */
  readonly waiting?: () => boolean
  /** Takes what waits, or a part of it, and deletes what has arrived. */
  readonly trip: () => Promise<void>
  /** How long after a trip the next one sets out, by the object's alarm; at once by default. */
  readonly restMs?: number
  readonly keepAlive: (promise: Promise<void>) => void
  /** A trip has ended; there may be more to do. */
  readonly settled: () => void
}

/**
 * As many sessions as are asked on one trip: Cloudflare allows an invocation a thousand requests to
 * other objects, and others are made beside these.
 */
export const PORTION = 50

/** The rest of many sessions' turn comes with the alarm, whose invocation has limits of its own. */
export const PORTION_REST_MS = 100

/** One kind of rows on their way. */
export class Courier {
  readonly #ports: CourierPorts
  #underWay = false
  #trip = Promise.resolve()
  #tries = 0
  #nextTryAt = 0
  /** Nothing waited when it was looked last, and nothing has come since. */
  #empty = false

  constructor(ports: CourierPorts) {
    this.#ports = ports
  }

  /** Something has come that is to be carried. */
  came(): void {
    this.#empty = false
  }

  /** Sets out, unless nothing waits, a trip is under way, or it is not time yet. */
  drain(now: number): void {
    if (this.#underWay || !isDue(this.#nextTryAt, now) || !this.#waits) return
    this.#underWay = true
    this.#trip = this.#travel()
    this.#ports.keepAlive(this.#trip)
  }

  /** Resolves when the trip that is under way is over, however it went. */
  get trip(): Promise<void> {
    return this.#trip
  }

  /** When to look again; null when nothing waits. */
  nextDue(now: number): number | null {
    if (!this.#waits) return null
    if (this.#underWay) return now + ON_ITS_WAY_MS
    return isDue(this.#nextTryAt, now) ? now : this.#nextTryAt
  }

  get #waits(): boolean {
    if (!this.#empty) this.#empty = this.#ports.waiting?.() === false
    return !this.#empty
  }

  async #travel(): Promise<void> {
    try {
      await this.#ports.trip()
      this.#tries = 0
      this.#nextTryAt = Date.now() + (this.#ports.restMs ?? 0)
    } catch (error) {
      // The other object is away, or something is wrong: the rows stay, the alarm comes back to them.
      this.#nextTryAt = Date.now() + backOff(++this.#tries, Math.random())
      log('trip', { what: this.#ports.what, error: nameOf(error), tries: this.#tries })
    }
    this.#underWay = false
    this.#ports.settled()
  }
}

/** Messages may quote what was carried. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
