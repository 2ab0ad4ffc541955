/**
 * What was copied a moment ago, for the buttons that say so.
 * @module
 */

/** How long a copy button says whether it copied, in milliseconds. */
const SAID_MS = 2_000

/** A text, and whether it is in the clipboard. */
export interface Copied {
  readonly text: string
  readonly done: boolean
}

/** One element's use of the clipboard. */
export class Clipboard {
  /** What was to be copied last; null once that has been said long enough. */
  copied: Copied | null = null
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  async copy(text: string): Promise<void> {
    let done = true
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // A page may forbid it, and one that came over plain HTTP has no clipboard at all.
      done = false
    }
    const copied = { text, done }
    this.#show(copied)
    // Another copy since then is said as long as the first.
    setTimeout(() => this.copied === copied && this.#show(null), SAID_MS)
  }

  #show(copied: Copied | null): void {
    this.copied = copied
    this.#changed()
  }
}
