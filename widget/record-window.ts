/**
 * The host's own record of the person on the line, at an address made from what the dialer sent.
 * Browsers block windows that no click asked for, so a window is opened by the agent's first click
 * and shows every later call by itself.
 * @module
 */

/** Targets that are this page, which needs nobody's click to go elsewhere. */
const THIS_PAGE = /^_(?:self|top|parent)$/

/** The window that shows records. */
export class RecordWindow {
  #window: Window | null = null

  /** The agent clicks: opens the window, or brings it to the front. */
  open(url: string, target: string): void {
    this.#window = window.open(url, target)
    this.#window?.focus()
  }

  /** A call comes: shows it where that needs no click. */
  show(url: string, target: string): void {
    if (THIS_PAGE.test(target)) window.open(url, target)
    else if (this.#window && !this.#window.closed) this.#window.location.href = url
  }
}
