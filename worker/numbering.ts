/**
 * Numbers that rise with everything that gets one. They begin with the time, so that they rise through
 * every life of the object and after a session is gone: a board that knew an earlier session of this
 * user, which has been cleaned up since, still takes them as new.
 * @module
 */

/** Gives each thing a number above all before it. */
export class Numbering {
  #last = 0

  /** Somebody knows a number: the next ones are above it. */
  goAbove(known: number): void {
    this.#last = Math.max(this.#last, known)
  }

  next(): number {
    this.#last = Math.max(this.#last + 1, Date.now())
    return this.#last
  }
}
