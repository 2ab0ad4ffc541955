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

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** A new life of the object begins: finds the alarm of the last one. */
  async find(): Promise<void> {
    this.#at = await this.#storage.getAlarm()
  }

  /** It has rung. */
  rang(): void {
    this.#at = null
  }

  /** Sets it for the next look; null for none. One that comes early does no harm, and stays. */
  set(next: number | null, now: number): void {
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
    this.#at = null
    await this.#storage.deleteAlarm()
  }
}
