/**
 * A room's pages, and what they have been told.
 * @module
 */

import type { SceneUpdate, StageUpdate } from './updates.ts'

/** How much a page that comes later still gets to see. */
const REMEMBERED = 200

/** As RFC 6455 names an end that is nobody's fault. */
const GOING_AWAY = 1001

/** The pages that look at one stage. */
export class Audience {
  readonly #ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>
  readonly #past: string[] = []

  constructor(ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>) {
    this.#ctx = ctx
  }

  /** How many pages there are. */
  get size(): number {
    return this.#ctx.getWebSockets().length
  }

  /** Lets a page in and tells it how things are and what has been asked of the dialer so far. */
  admit(scene: SceneUpdate): Response {
    const { 0: client, 1: socket } = new WebSocketPair()
    this.#ctx.acceptWebSocket(socket)
    for (const frame of [JSON.stringify(scene), ...this.#past]) socket.send(frame)
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Sends everybody home. */
  dismiss(): void {
    for (const socket of this.#ctx.getWebSockets()) socket.close(GOING_AWAY)
  }

  /** Tells everybody. */
  tell(update: StageUpdate): void {
    const frame = JSON.stringify(update)
    if (update.type !== 'scene') this.#past.push(frame)
    if (this.#past.length > REMEMBERED) this.#past.shift()
    for (const socket of this.#ctx.getWebSockets()) socket.send(frame)
  }
}
