/**
 * Goes along when the phase changes: says it in the live region, and brings the keyboard to what
 * came, where it was in what is gone: a page's keys would be the next ones pressed.
 * @module
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { SessionSnapshot, SessionState } from '../shared/session.ts'
import { isTyping } from './focus.ts'
import type { News } from './news.ts'
import type { OnDemand } from './on-demand.ts'
import type { Strings } from './strings.ts'
import { nameOf } from './views/person.ts'
import { title } from './views/shell.ts'

/** The element, as far as the follower knows it. */
export type FollowedHost = ReactiveControllerHost &
  HTMLElement & {
    readonly renderRoot: ParentNode
    readonly session: SessionSnapshot | null
  }

/** What the follower asks of the view. */
export interface FollowedView {
  readonly t: Strings
  readonly online: boolean
  /** What is to be said beside the phase. */
  readonly news: OnDemand<News>
  /** What was typed belongs to the last phase. */
  forget(): void
}

/** One element's follower. */
export class PhaseFollower implements ReactiveController {
  /** What the live region says. */
  said = ''
  readonly #host: FollowedHost
  readonly #view: FollowedView
  #place = ''
  #moved = false
  #focusInside = false
  /** What had the keyboard is gone from here, and nothing has it since. */
  #lost = false

  constructor(host: FollowedHost, view: FollowedView) {
    this.#host = host
    this.#view = view
    host.addController(this)
  }

  hostUpdate(): void {
    this.#focusInside = this.#host.matches(':focus-within')
    const { session } = this.#host
    const view = this.#view
    const news = (session && view.news.content?.take(view, session)) ?? []
    const place = session ? placeOf(session.state) : ''
    // The first snapshot after loading is no news.
    if (session && this.#place && place !== this.#place) {
      this.#moved = true
      view.forget()
      news.unshift(announcement(view.t, session.state))
    }
    this.#place = place
    if (news.length > 0) this.said = news.join(' ')
  }

  hostUpdated(): void {
    const gone = this.#focusInside && !this.#host.matches(':focus-within')
    // What came in its place may itself be gone with the next change.
    this.#lost = gone || (this.#lost && document.activeElement === document.body)
    if (this.#lost || (this.#moved && this.#focusInside)) this.focusPhase()
    this.#moved = false
  }

  /** Says something else that has happened. */
  say(words: string): void {
    this.said = words
    this.#host.requestUpdate()
  }

  /** Brings the keyboard to the phase's first field, or to its heading. */
  focusPhase(): void {
    // The field may be in the place of something of the host page's, where it takes no focus.
    for (const place of ['h2', '[data-focus]']) {
      this.#host.renderRoot.querySelector<HTMLElement>(place)?.focus()
    }
  }

  /** The screen pop happened here: the keyboard follows, unless the agent is typing. */
  async showCall(): Promise<void> {
    await this.#host.updateComplete
    if (!isTyping()) this.focusPhase()
  }
}

/** Which phase it is, or who is on the line. */
function announcement(t: Strings, state: SessionState): string {
  const talks = state.phase === 'on-call' && !state.held
  return talks ? t.announceCall(nameOf(t, state.call)) : title(t, state)
}

/** Tells one phase, one call, or a break in it, from the next. */
function placeOf(state: SessionState): string {
  return state.phase === 'on-call' ? `${state.call.id} ${!state.held}` : state.phase
}
