/**
 * The blocking wait. It is opened once, kept in memory, and never ended by us while it may still
 * answer: a dialer that serves each request with a thread notices a closed socket only when it
 * writes, so an aborted wait stays parked there and takes the next call with it.
 * @module
 */

import { type DialerCall, DialerError } from './dialer.ts'

/** Whose call is waited for. */
export interface WaitTarget {
  readonly campaignId: string
  readonly agentId: string
}

/** How a wait ended. `elapsedMs` tells an answer from a refusal in disguise. */
export type WaitResult = {
  readonly target: WaitTarget
  /** The second wait beside the first, opened on suspicion. */
  readonly second: boolean
  readonly elapsedMs: number
} & (
  | { readonly kind: 'call'; readonly told: DialerCall }
  | { readonly kind: 'empty' }
  | { readonly kind: 'fault'; readonly words: string }
  | { readonly kind: 'failed'; readonly error: DialerError }
)

interface Held {
  readonly target: WaitTarget
  readonly second: boolean
  readonly abort: AbortController
}

/** The first and, on suspicion, a second beside it; the platform allows six connections in all. */
const MOST_WAITS = 2

/** What the waits need from the session object. */
export interface WaitPorts {
  /** Asks the dialer; resolves to null for an empty answer. */
  readonly ask: (target: WaitTarget, signal: AbortSignal) => Promise<DialerCall | null>
  readonly report: (result: WaitResult) => void
  /** Keeps the object alive while a wait is open. */
  readonly keepAlive: (promise: Promise<void>) => void
}

/** The waits that this life of the session object holds. */
export class Waits {
  readonly #ports: WaitPorts
  readonly #held = new Set<Held>()

  constructor(ports: WaitPorts) {
    this.#ports = ports
  }

  /** Opens a wait unless one is open for this agent id. */
  ensure(target: WaitTarget): void {
    if (!this.#holds(target)) this.#open(target, false)
  }

  /** Opens a second wait beside the first. */
  search(target: WaitTarget): void {
    this.#open(target, true)
  }

  #holds(target: WaitTarget): boolean {
    return [...this.#held].some((held) => !held.second && same(held.target, target))
  }

  #open(target: WaitTarget, second: boolean): void {
    if (this.#held.size >= MOST_WAITS && !this.#dropStale(target)) return
    const held: Held = { target, second, abort: new AbortController() }
    this.#held.add(held)
    this.#ports.keepAlive(this.#hold(held))
  }

  /** A wait of an agent id that is hung up can bring nobody to a screen any more. */
  #dropStale(target: WaitTarget): boolean {
    const stale = [...this.#held].find((held) => !same(held.target, target))
    if (!stale) return false
    this.#held.delete(stale)
    stale.abort.abort()
    return true
  }

  async #hold(held: Held): Promise<void> {
    const { target, second, abort } = held
    const began = Date.now()
    const ended = await this.#ports.ask(target, abort.signal).then(
      (told) => (told ? { kind: 'call' as const, told } : { kind: 'empty' as const }),
      (error) => failed(error),
    )
    if (!this.#held.delete(held)) return
    this.#ports.report({ target, second, elapsedMs: Date.now() - began, ...ended })
  }
}

const same = (a: WaitTarget, b: WaitTarget) =>
  a.agentId === b.agentId && a.campaignId === b.campaignId

function failed(error: unknown) {
  if (!(error instanceof DialerError)) throw error
  return error.kind === 'fault'
    ? { kind: 'fault' as const, words: error.words ?? '' }
    : { kind: 'failed' as const, error }
}
