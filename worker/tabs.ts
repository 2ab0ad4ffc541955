/**
 * The open consoles of one agent: hibernatable sockets, each with the identity it proved.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { PING, PONG, type Update } from '../shared/protocol.ts'
import type { Identity } from './auth.ts'
import { log } from './log.ts'
import { closeWith } from './refusal.ts'

/** What is kept with a socket, also through hibernation. */
export interface Tab extends Identity {
  readonly id: string
  /** The campaign that the page named. */
  readonly campaignId: string
  readonly connectedAt: number
  /** When the tab was last used; the newest gets the screen pop. */
  readonly activeAt: number
}

/** A tab and its socket. */
export interface OpenTab {
  readonly socket: WebSocket
  readonly tab: Tab
}

/**
 * A page pings every 25 s, and browsers let one that is hidden do so once a minute; who is silent for
 * longer is gone, whatever its socket says.
 */
export const SILENT_MS = 90_000

/** An agent with more open pages than this has a page that opens itself. */
export const MOST_TABS = 20

/**
 * A person's clicks and keys come to a few a second. Whoever sends more has a page that runs wild,
 * and is cut off before it costs the others anything.
 */
const FRAMES = { burst: 100, perSecond: 10 }

/** The sockets of one session object. */
export class Tabs {
  readonly #ctx: DurableObjectState
  /** When each socket will have used up nothing; forgotten when the object sleeps. */
  readonly #spent = new WeakMap<WebSocket, number>()
  /** Attachments that were read in this life: an event looks at each many times. */
  readonly #known = new WeakMap<WebSocket, Tab>()

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG))
  }

  /** Takes a socket in. */
  accept(socket: WebSocket, tab: Tab): void {
    this.#ctx.acceptWebSocket(socket)
    this.#keep(socket, tab)
  }

  /** The tab behind a socket. */
  of(socket: WebSocket): Tab {
    const tab: Tab = this.#known.get(socket) ?? socket.deserializeAttachment()
    this.#known.set(socket, tab)
    return tab
  }

  /** Notes something new about a tab. */
  update(socket: WebSocket, facts: Partial<Tab>): Tab {
    return this.#keep(socket, { ...this.of(socket), ...facts })
  }

  #keep(socket: WebSocket, tab: Tab): Tab {
    socket.serializeAttachment(tab)
    this.#known.set(socket, tab)
    return tab
  }

  /**
   * Counts a frame.
   * @throws ConsoleError `rate-limited` for a tab that sends too many
   */
  count(socket: WebSocket, now: number): void {
    const free = Math.max(this.#spent.get(socket) ?? 0, now) + 1_000 / FRAMES.perSecond
    const fullAt = now + (FRAMES.burst * 1_000) / FRAMES.perSecond
    if (free > fullAt) throw new ConsoleError('rate-limited', { retryAt: free })
    this.#spent.set(socket, free)
  }

  /** Every tab that can be written to. */
  open(): OpenTab[] {
    return this.#ctx
      .getWebSockets()
      .filter((socket) => socket.readyState === WebSocket.OPEN)
      .map((socket) => ({ socket, tab: this.of(socket) }))
  }

  /** The open tabs, the last used first. */
  byUse(): OpenTab[] {
    return this.open().sort((a, b) => b.tab.activeAt - a.tab.activeAt)
  }

  /** Closes sockets whose page has fallen silent. */
  reap(now: number): void {
    for (const { socket, tab } of this.open()) {
      const pinged = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0
      if (Math.max(pinged, tab.connectedAt, tab.activeAt) < now - SILENT_MS) {
        socket.close(4408, 'silent')
      }
    }
  }

  /** A line in the log: how long the tab was open and how it ended. */
  noteEnd(socket: WebSocket, session: string, code: number): void {
    const { id, campaignId, connectedAt } = this.of(socket)
    log('socket', { session, tab: id, campaign: campaignId, code, ms: Date.now() - connectedAt })
  }

  /** Sends an update to one tab. */
  send(socket: WebSocket, update: Update): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(update))
  }

  /** Tells a tab why it must go. */
  refuse(socket: WebSocket, error: ConsoleError): void {
    if (socket.readyState === WebSocket.OPEN) closeWith(socket, error)
  }
}
