/**
 * The board's one alarm, shared by everything that is due at times.
 * @module
 */

import { earliest } from '../deadlines.ts'

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
    for (const chore of this.#chores) chore.drain(now)
    const next = earliest(...this.#chores.map((chore) => chore.nextDue(now)))
    if (next === null || (this.#at !== null && this.#at <= next)) return
    this.#at = next
    this.#storage.setAlarm(next)
  }
}
