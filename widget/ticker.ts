/**
 * The clock on screen: redraws once a second, while the session has something to count.
 * @module
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { SessionSnapshot } from '../shared/session.ts'

/** The element, as far as the ticker knows it. */
export type TickingHost = ReactiveControllerHost &
  Pick<Node, 'isConnected'> & { readonly session: SessionSnapshot | null }

/** One element's ticker. */
export class Ticker implements ReactiveController {
  readonly #host: TickingHost
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor(host: TickingHost) {
    this.#host = host
    host.addController(this)
  }

  hostUpdated(): void {
    // What is taken away is rendered once more, when its line closes.
    if (this.#host.isConnected && isCounting(this.#host.session)) {
      this.#ticking ??= setInterval(() => this.#host.requestUpdate(), 1_000)
    } else this.hostDisconnected()
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking)
    this.#ticking = undefined
  }
}

/** Whether a phase lasts, or a finish waits for its next try. */
function isCounting(session: SessionSnapshot | null): boolean {
  if (session === null) return false
  const { state, unsent } = session
  return state.phase !== 'signed-out' || unsent.some(({ nextTryAt }) => nextTryAt !== null)
}
