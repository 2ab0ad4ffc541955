/**
 * The one alarm of an object, and when it rings: each change of it costs a row.
 * @module
 */

/** After something failed as nobody foresaw, the object is looked at again this soon. */
export const ALARM_AGAIN_MS = 25_000

/** Wakes an object when it has to be looked at again. */
export class Alarm {
  readonly #storage: DurableObjectStorage
  #at: number | null = null
  /** The alarm of the last life is due and has not rung yet. */
  #isLate = false

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** A new life of the object begins: finds the alarm of the last one. */
  async find(): Promise<void> {
    this.#at = await this.#storage.getAlarm()
    this.#isLate = this.#at !== null && this.#at <= Date.now()
  }

  /** It has rung. */
  rang(): void {
    this.#at = null
    this.#isLate = false
  }

  /** Sets it for the next look; null for none. One that comes early does no harm, and stays. */
  set(next: number | null, now: number): void {
    // It may be what has woken the object. Put off, it would not ring now, nor the next time in an
    // object that sleeps in between: nobody would ever look.
    if (this.#isLate) return
    if (next === null) {
      if (this.#at !== null) this.#storage.deleteAlarm()
      this.#at = null
    } else if (this.#at === null || this.#at < now || this.#at > next) {
      this.#at = next
      this.#storage.setAlarm(next)
    }
  }

  /** Takes it away, whatever is known of it. */
  async remove(): Promise<void> {
    this.rang()
    await this.#storage.deleteAlarm()
  }
}
