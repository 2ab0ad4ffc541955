/**
 * The supervisors who look at the board: hibernatable sockets on which the worker only talks.
 * @module
 */

import type { BoardSnapshot, BoardUpdate } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { PROTOCOL_VERSION, SUBPROTOCOL } from '../../shared/protocol.ts'
import type { Identity } from '../auth.ts'
import { refuseSocket } from '../refusal.ts'
import { type Behind, Sockets } from '../sockets.ts'

/** Carries the supervisor that the worker has admitted to the board; set by the worker only. */
export const WATCHER_HEADER = 'x-agent-console-watcher'

/** More open boards than this are no supervisors. */
const MOST_WATCHERS = 50

/** A hundred agents change a hundred times a second; nobody reads faster than this. */
const PUSH_EVERY_MS = 250

/** What is kept with a socket, also through hibernation. */
interface Watcher extends Behind, Pick<Identity, 'userId' | 'issuedAt' | 'expiresAt'> {}

/** What the watchers need from the board. */
export interface WatcherPorts {
  readonly ctx: DurableObjectState
  readonly snapshot: (version: number) => BoardSnapshot | null
}

/** The open sockets of one board. */
export class Watchers {
  readonly #ports: WatcherPorts
  readonly #sockets: Sockets<Watcher, BoardUpdate>
  #version = 0
  #pushedAt = 0
  #pushing: ReturnType<typeof setTimeout> | null = null

  constructor(ports: WatcherPorts) {
    this.#ports = ports
    this.#sockets = new Sockets(ports.ctx)
  }

  /** Takes a supervisor in whom the worker has admitted, greets them and shows them the board. */
  open(request: Request): Response {
    const { userId, issuedAt, expiresAt }: Identity = JSON.parse(
      decodeURIComponent(request.headers.get(WATCHER_HEADER) ?? ''),
    )
    const now = Date.now()
    this.#sockets.reap(now)
    if (this.#sockets.isFull(MOST_WATCHERS)) return refuseSocket(new ConsoleError('rate-limited'))
    const { 0: client, 1: socket } = new WebSocketPair()
    this.#sockets.accept(socket, { userId, issuedAt, expiresAt, connectedAt: now })
    this.#sockets.send(socket, { type: 'hello', protocol: PROTOCOL_VERSION, expiresAt })
    const board = this.#next()
    if (board) this.#sockets.send(socket, { type: 'board', board })
    const headers = { 'sec-websocket-protocol': SUBPROTOCOL }
    return new Response(null, { status: 101, webSocket: client, headers })
  }

  /** The board has changed: everybody gets the whole of it, soon but not too often. */
  changed(): void {
    if (this.#pushing !== null || this.#sockets.all().length === 0) return
    // A clock that is set back keeps nobody waiting for longer.
    const pause = PUSH_EVERY_MS + Math.min(this.#pushedAt - Date.now(), 0)
    if (pause <= 0) this.#push()
    else this.#pushing = setTimeout(() => this.#push(), pause)
  }

  /** Closes the boards of a supervisor whose tokens, made until `since`, have been ended. */
  revoke(userId: string, since: number): void {
    for (const socket of this.#sockets.all()) {
      const watcher = this.#sockets.of(socket)
      if (watcher.userId === userId && watcher.issuedAt <= since) {
        this.#sockets.refuse(socket, new ConsoleError('token-revoked'))
      }
    }
  }

  #push(): void {
    this.#pushing = null
    this.#pushedAt = Date.now()
    const board = this.#next()
    if (!board) return
    const text = JSON.stringify({ type: 'board', board } satisfies BoardUpdate)
    for (const socket of this.#sockets.all()) {
      const { expiresAt } = this.#sockets.of(socket)
      // What a token does not let in any more, it does not let look on either.
      if (expiresAt <= board.at) this.#sockets.refuse(socket, new ConsoleError('token-expired'))
      else socket.send(text)
    }
  }

  /** Versions begin with the time, so that they rise through every life of the object. */
  #next(): BoardSnapshot | null {
    this.#version = Math.max(this.#version + 1, Date.now())
    return this.#ports.snapshot(this.#version)
  }
}
