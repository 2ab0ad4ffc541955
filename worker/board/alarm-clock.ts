/**
 * The board's one alarm, shared by everything that is due at times.
 * @module
 */

import { earliest } from '../deadlines.ts'
import { asConsoleError } from '../problem.ts'

/** A chore that failed as nobody foresaw is looked at again this soon. */
const AGAIN_MS = 25_000

/** Something that is due at times. */
export interface Chore {
  /** Does what is due; harmless to call at any time. */
  drain(now: number): void
  /** When it is due next; null for never. */
  nextDue(now: number): number | null
}

/** Rings when the first of several chores is due. */
export class AlarmClock {
  readonly #storage: DurableObjectStorage
  readonly #chores: readonly Chore[]
  #at: number | null = null

  constructor(storage: DurableObjectStorage, chores: readonly Chore[]) {
    this.#storage = storage
    this.#chores = chores
  }

  /** A new life of the object begins: finds its alarm, and does what is due. */
  async start(): Promise<void> {
    this.#at = await this.#storage.getAlarm()
    this.carryOn()
  }

  /** It has rung. */
  rang(): void {
    this.#at = null
    this.carryOn()
  }

  /** Does what is due and sets the alarm for the rest; one that rings early is harmless. */
  carryOn(): void {
    const now = Date.now()
    const next = earliest(...this.#chores.map((chore) => this.#attend(chore, now)))
    if (next === null || (this.#at !== null && this.#at <= next)) return
    this.#at = next
    this.#storage.setAlarm(next)
  }

  /** One that fails keeps no other from its time, and no alarm from being set. */
  #attend(chore: Chore, now: number): number | null {
    try {
      chore.drain(now)
      return chore.nextDue(now)
    } catch (error) {
      asConsoleError(error)
      return now + AGAIN_MS
    }
  }
}
