/**
 * An onlooker on the consoles' own sockets, and the weather they are out in: the page's WebSocket
 * class is replaced by one that tells what passes, and that can be slow or cut. The consoles know
 * nothing of it.
 * @module
 */

import type { Scene } from '../../stage/updates.ts'

/** What passes. */
export interface Passing {
  readonly up: boolean
  readonly frame: unknown
}

/** The sockets to look at. */
const SESSION = /\/v1\/.*\/socket$/

/** How long each frame of a slow network takes, in milliseconds; less than makes a line dead. */
const SLOW_MS = 1_500

const listeners = new Set<(passing: Passing) => void>()
const sockets = new Set<WatchedSocket>()
let network: Scene['network'] = 'up'

/** Calls back for every frame from now on. */
export function onPassing(listener: (passing: Passing) => void): void {
  listeners.add(listener)
}

/** Changes the network between this page and the worker. */
export function weather(now: Scene['network']): void {
  network = now
  if (network === 'cut') for (const socket of sockets) socket.cut()
}

function tell(up: boolean, data: unknown): void {
  const frame = parse(data)
  if (frame !== undefined) for (const listener of listeners) listener({ up, frame })
}

/** Pings and pongs are no JSON. */
function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}

/** One direction of a line: what went in first comes out first, however slow it was. */
class Lane {
  #due = 0

  /** Whether something would have to wait now. */
  get waits(): boolean {
    return network === 'slow' || this.#due > Date.now()
  }

  carry(arrive: () => void): void {
    const now = Date.now()
    this.#due = Math.max(this.#due, network === 'slow' ? now + SLOW_MS : now)
    if (this.#due > now) setTimeout(arrive, this.#due - now)
    else arrive()
  }
}

class WatchedSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    if (SESSION.test(new URL(url, location.href).pathname)) this.#watch()
  }

  /** As if the cable had been pulled; the other end finds out by itself. */
  cut(): void {
    this.close()
  }

  #watch(): void {
    const up = new Lane()
    const down = new Lane()
    const { send } = this
    sockets.add(this)
    this.addEventListener('close', () => sockets.delete(this))
    this.addEventListener('message', (event) => {
      if (event.isTrusted && down.waits) this.#deliverLater(event, down)
      else tell(false, event.data)
    })
    this.send = (data) => {
      tell(true, data)
      up.carry(() => send.call(this, data))
    }
    if (network === 'cut') this.cut()
  }

  #deliverLater(event: MessageEvent, down: Lane): void {
    event.stopImmediatePropagation()
    const late = new MessageEvent('message', { data: event.data })
    down.carry(() => this.dispatchEvent(late))
  }
}

window.WebSocket = WatchedSocket
