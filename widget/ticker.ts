/**
 * The clock on screen: redraws once a second, while there is something to count.
 * @module
 */

/** Redraws a host; nothing is read from it. */
export class Ticker {
  readonly #redraw: () => void
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor(redraw: () => void) {
    this.#redraw = redraw
  }

  /** Switches the clock on or off. */
  run(on: boolean): void {
    if (on) this.#ticking ??= setInterval(this.#redraw, 1_000)
    else {
      clearInterval(this.#ticking)
      this.#ticking = undefined
    }
  }
}
