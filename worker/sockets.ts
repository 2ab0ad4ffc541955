/**
 * The hibernatable sockets of one object, each with what is known of who is behind it.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import { PING, PONG } from '../shared/protocol.ts'
import { closeWith } from './refusal.ts'

/**
 * A page pings every 25 s, and browsers let one that is hidden do so once a minute; who is silent for
 * longer is gone, whatever its socket says.
 */
const SILENT_MS = 90_000

/** Sockets that were told to go and do not may be so many times as many as those in use. */
const DEAF = 5

/** What is kept with every socket, also through hibernation. */
export interface Behind {
  readonly connectedAt: number
  /** When it was last used, where that is told. */
  readonly activeAt?: number
}

/** The sockets, who is behind each, and what is said to them. */
export class Sockets<Who extends Behind, Frame> {
  readonly #ctx: DurableObjectState
  /** Attachments that were read in this life: an event looks at each many times. */
  readonly #known = new WeakMap<WebSocket, Who>()

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG))
  }

  /** Takes a socket in. */
  accept(socket: WebSocket, who: Who): void {
    this.#ctx.acceptWebSocket(socket)
    this.#keep(socket, who)
  }

  /** Who is behind a socket. */
  of(socket: WebSocket): Who {
    const who: Who = this.#known.get(socket) ?? socket.deserializeAttachment()
    this.#known.set(socket, who)
    return who
  }

  /** Notes something new about who is behind a socket. */
  update(socket: WebSocket, facts: Partial<Who>): Who {
    return this.#keep(socket, { ...this.of(socket), ...facts })
  }

  #keep(socket: WebSocket, who: Who): Who {
    socket.serializeAttachment(who)
    this.#known.set(socket, who)
    return who
  }

  /**
   * Whether there is no room beside so many. Those that were told to go and do not have room of their
   * own: lines that broke are among them, until the connection is gone.
   */
  isFull(most: number): boolean {
    return this.all().length >= most || this.#ctx.getWebSockets().length >= most * DEAF
  }

  /** Every socket that can be written to. */
  all(): WebSocket[] {
    return this.#ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN)
  }

  /** Closes those whose page has fallen silent. */
  reap(now: number): void {
    for (const socket of this.all()) {
      const { connectedAt, activeAt = 0 } = this.of(socket)
      const pinged = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0
      if (Math.max(pinged, connectedAt, activeAt) < now - SILENT_MS) socket.close(4408, 'silent')
    }
  }

  /** Sends a frame to one of them. */
  send(socket: WebSocket, frame: Frame): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  /** Tells one of them why it must go. */
  refuse(socket: WebSocket, error: ConsoleError): void {
    if (socket.readyState === WebSocket.OPEN) closeWith(socket, error)
  }
}
