/**
 * The open consoles of one agent: hibernatable sockets, each with the identity it proved.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import type { Update } from '../shared/protocol.ts'
import type { Identity } from './auth.ts'
import { log } from './log.ts'
import { Sockets } from './sockets.ts'

/** What is kept with a socket, also through hibernation. */
export interface Tab extends Identity {
  readonly id: string
  /** The campaign that the page named. */
  readonly campaignId: string
  /** How far the page's clock is ahead of UTC; absent where it did not say. */
  readonly aheadMs?: number | undefined
  readonly connectedAt: number
  /** When the tab was last used, 0 for not yet: many load in the background. The newest gets the screen pop. */
  readonly activeAt: number
}

/** A tab and its socket. */
export interface OpenTab {
  readonly socket: WebSocket
  readonly tab: Tab
}

/** An agent with more open pages than this has a page that opens itself. */
export const MOST_TABS = 20

/**
 * A person's clicks and keys come to a few a second. Whoever sends more has a page that runs wild,
 * and is cut off before it costs the others anything.
 */
const FRAMES = { burst: 100, perSecond: 10 }

/** The sockets of one session object. */
export class Tabs extends Sockets<Tab, Update> {
  /** When each socket will have used up nothing; forgotten when the object sleeps. */
  readonly #spent = new WeakMap<WebSocket, number>()

  /**
   * Counts a frame.
   * @throws ConsoleError `rate-limited` for a tab that sends too many
   */
  count(socket: WebSocket, now: number): void {
    const fullAt = now + (FRAMES.burst * 1_000) / FRAMES.perSecond
    const known = this.#spent.get(socket) ?? 0
    // Nobody has spent more than the burst: the clock was set back since.
    const spent = known > fullAt ? now : Math.max(known, now)
    const free = spent + 1_000 / FRAMES.perSecond
    if (free > fullAt) throw new ConsoleError('rate-limited', { retryAt: free })
    this.#spent.set(socket, free)
  }

  /** Every tab that can be written to. */
  open(): OpenTab[] {
    return this.all().map((socket) => ({ socket, tab: this.of(socket) }))
  }

  /** The open tabs, the last used first; of those that were not used the newest. */
  byUse(): OpenTab[] {
    return this.open().sort(
      ({ tab: a }, { tab: b }) => b.activeAt - a.activeAt || b.connectedAt - a.connectedAt,
    )
  }

  /** A line in the log: how long the tab was open and how it ended. */
  noteEnd(socket: WebSocket, session: string, code: number): void {
    const { id, campaignId, connectedAt } = this.of(socket)
    log('socket', { session, tab: id, campaign: campaignId, code, ms: Date.now() - connectedAt })
  }
}
