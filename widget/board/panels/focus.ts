/**
 * Where the keyboard is, kept while the roster changes; loaded as soon as there is a board.
 * @module
 */

import type { LitElement, ReactiveController } from 'lit'

/**
 * When a row comes or goes, a button may stand for somebody else, or be gone: the keyboard stays with
 * its agent, or goes to the menu.
 */
class Focus implements ReactiveController {
  readonly #host: LitElement
  /** What had the keyboard before something else is shown, and what it was called. */
  #before: { readonly held: Element; readonly label: string | null } | null = null

  constructor(host: LitElement) {
    this.#host = host
  }

  hostUpdate(): void {
    const held = this.#host.shadowRoot?.activeElement
    this.#before = held ? { held, label: held.ariaLabel } : null
  }

  hostUpdated(): void {
    if (!this.#before || stillStands(this.#before)) return
    const { label } = this.#before
    const find = (selector: string) => this.#host.renderRoot.querySelector<HTMLElement>(selector)
    const theirs = label && find(`.acts [aria-label="${CSS.escape(label)}"]`)
    const next = theirs || find('[aria-current]')
    next?.focus()
  }
}

/** Only buttons of rows change whom they stand for. */
function stillStands({ held, label }: { held: Element; label: string | null }): boolean {
  return held.isConnected && (held.ariaLabel === label || !held.closest('.acts'))
}

/** Keeps the keyboard of an element where it belongs, from now on. */
export function keepFocus(host: LitElement): ReactiveController {
  const focus = new Focus(host)
  host.addController(focus)
  return focus
}
