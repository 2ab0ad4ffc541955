/**
 * Goes along when the phase changes: says it in the live region, and brings the keyboard to what
 * came, where it was in what is gone.
 * @module
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { SessionState } from '../shared/session.ts'
import { isTyping } from './focus.ts'

/** The element, as far as the follower knows it. */
export type FollowedHost = ReactiveControllerHost &
  HTMLElement & { readonly renderRoot: ParentNode }

/** What the follower asks and tells. */
export interface Follower {
  /** The state on screen; null while there is none. */
  readonly state: () => SessionState | null
  /** Another phase, or another call, is on screen from now on. */
  readonly moved: (state: SessionState) => void
}

/** One element's follower. */
export class PhaseFollower implements ReactiveController {
  readonly #host: FollowedHost
  readonly #follower: Follower
  #place = ''
  #moved = false
  #focusInside = false

  constructor(host: FollowedHost, follower: Follower) {
    this.#host = host
    this.#follower = follower
    host.addController(this)
  }

  hostUpdate(): void {
    this.#focusInside = this.#host.matches(':focus-within')
    const state = this.#follower.state()
    const place = state === null ? '' : placeOf(state)
    if (place === this.#place) return
    // The first snapshot after loading is no news.
    this.#moved = this.#place !== '' && state !== null
    this.#place = place
    if (this.#moved && state !== null) this.#follower.moved(state)
  }

  hostUpdated(): void {
    if (this.#moved && this.#focusInside) this.focusPhase()
    this.#moved = false
  }

  /** Brings the keyboard to the phase's first field, or to its heading. */
  focusPhase(): void {
    const find = (selector: string) => this.#host.renderRoot.querySelector<HTMLElement>(selector)
    ;(find('[data-focus]') ?? find('h2'))?.focus()
  }

  /** The screen pop happened here: the keyboard follows, unless the agent is typing. */
  async showCall(): Promise<void> {
    await this.#host.updateComplete
    if (!isTyping()) this.focusPhase()
  }
}

/** Tells one phase, or one call, from the next. */
function placeOf(state: SessionState): string {
  return state.phase === 'on-call' ? `call ${state.call.id}` : state.phase
}
