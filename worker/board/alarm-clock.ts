/**
 * The board's one alarm, shared by everything that is due at times.
 * @module
 */

import { ALARM_AGAIN_MS, Alarm } from '../alarm.ts'
import { earliest } from '../deadlines.ts'
import { asConsoleError } from '../problem.ts'

/** Something that is due at times. */
export interface Chore {
  /** Does what is due; harmless to call at any time. */
  drain(now: number): void
  /** When it is due next; null for never. */
  nextDue(now: number): number | null
}

/** Rings when the first of several chores is due. */
export class AlarmClock {
  readonly #alarm: Alarm
  readonly #chores: readonly Chore[]

  constructor(storage: DurableObjectStorage, chores: readonly Chore[]) {
    this.#alarm = new Alarm(storage)
    this.#chores = chores
  }

  /** A new life of the object begins: finds its alarm, and does what is due. */
  async start(): Promise<void> {
    await this.#alarm.find()
    this.carryOn()
  }

  /** It has rung. */
  rang(): void {
    this.#alarm.rang()
    this.carryOn()
  }

  /** Does what is due and sets the alarm for the rest; one that rings early is harmless. */
  carryOn(): void {
    const now = Date.now()
    this.#alarm.set(earliest(...this.#chores.map((chore) => this.#attend(chore, now))), now)
  }

  /** One that fails keeps no other from its time, and no alarm from being set. */
  #attend(chore: Chore, now: number): number | null {
    try {
      chore.drain(now)
      return chore.nextDue(now)
    } catch (error) {
      asConsoleError(error)
      return now + ALARM_AGAIN_MS
    }
  }
}
