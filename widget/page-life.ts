/**
 * The life of the page around the console: when it is used, hidden, left and back.
 * @module
 */

/** `active` is sent at most this often for clicks and keys, in milliseconds. */
const USED_EVERY_MS = 5_000

/** What is told. */
export interface PageLife {
  /** The network or the page is back. */
  readonly wake: () => void
  /** The page may not come back: what is not saved is to be saved now. */
  readonly save: () => void
  /** The page is used; told again only so many milliseconds after the last time. */
  readonly used: (atMostEvery: number) => void
}

/** Tells what happens to the page, and to an element in it, until the signal ends it. */
export function watchPage(host: HTMLElement, signal: AbortSignal, life: PageLife): void {
  const { wake, save, used } = life
  const on = (target: EventTarget, types: readonly string[], listener: () => void) => {
    for (const type of types) target.addEventListener(type, listener, { signal })
  }
  on(window, ['online', 'pageshow'], wake)
  // Firefox lets nothing out any more when it says `pagehide`.
  on(window, ['beforeunload', 'pagehide'], save)
  on(window, ['focus'], () => used(0))
  on(host, ['pointerdown', 'keydown'], () => used(USED_EVERY_MS))
  on(document, ['visibilitychange'], () => {
    if (document.hidden) return save()
    wake()
    used(0)
  })
}
