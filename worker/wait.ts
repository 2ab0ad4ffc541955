/**
 * The blocking wait. It is opened once, kept in memory, and never ended by us while it may still
 * answer: a dialer that serves each request with a thread notices a closed socket only when it
 * writes, so an aborted wait stays parked there and takes the next call with it.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
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
} & Ended

type Ended =
  | { readonly kind: 'call'; readonly told: DialerCall }
  | { readonly kind: 'empty' }
  | { readonly kind: 'fault'; readonly words: string }
  | { readonly kind: 'failed'; readonly error: DialerError }

interface Held {
  readonly target: WaitTarget
  /** Also a first one that stayed silent while another was told of a person. */
  second: boolean
  readonly began: number
  readonly abort: AbortController
}

const WAIT = 'getConnectionForAgent'

/** The first and, on suspicion, a second beside it; the platform allows six connections in all. */
const MOST_WAITS = 2

/** A dialer that repeats tells at once who is on the line: a wait this old will not any more. */
const SILENT_MS = 5_000

/** What the waits need from the session object. */
export interface WaitPorts {
  /** Asks the dialer; resolves to null for an empty answer. */
  readonly ask: (target: WaitTarget, signal: AbortSignal) => Promise<DialerCall | null>
  /** Whether the dialer tells a connected call again when asked. */
  readonly repeats: boolean
  readonly report: (result: WaitResult) => void
  /** Keeps the object alive while a wait is open. */
  readonly keepAlive: (promise: Promise<void>) => void
}

/** The waits that this life of the session object holds. */
export class Waits {
  readonly #ports: WaitPorts
  readonly #held = new Set<Held>()
  #doubted = false

  constructor(ports: WaitPorts) {
    this.#ports = ports
  }

  /** Opens a wait unless one is open for this agent id. */
  ensure({ campaignId, agentId }: WaitTarget): void {
    const target = { campaignId, agentId }
    if (!this.#holds(target)) this.#open(target, false)
  }

  /** Opens a second wait beside the first. */
  search(target: WaitTarget): void {
    this.#open(target, true)
  }

  /** Asks once more who is on the line, where the dialer says so again. */
  again({ campaignId, agentId }: WaitTarget): void {
    const target = { campaignId, agentId }
    if (!this.#holds(target)) this.#open(target, false)
    else if (this.#ports.repeats && this.#of(target).every(isSilent)) this.#open(target, true)
  }

  #of(target: WaitTarget): Held[] {
    return [...this.#held].filter((held) => same(held.target, target))
  }

  #holds(target: WaitTarget): boolean {
    return this.#of(target).some(({ second }) => !second)
  }

  #open(target: WaitTarget, second: boolean): void {
    if (this.#held.size >= MOST_WAITS && !this.#makeRoom(target)) return
    const held: Held = { target, second, began: Date.now(), abort: new AbortController() }
    this.#held.add(held)
    this.#ports.keepAlive(this.#hold(held))
  }

  /**
   * Ends a wait of an agent id that is hung up: it can bring nobody to a screen any more. Or the
   * oldest, where the dialer repeats and nobody is lost with it.
   */
  #makeRoom(target: WaitTarget): boolean {
    const [oldest] = this.#held
    const stranger = [...this.#held].find((held) => !same(held.target, target))
    const stale = stranger ?? (this.#ports.repeats ? oldest : undefined)
    if (!stale) return false
    this.#held.delete(stale)
    stale.abort.abort()
    return true
  }

  async #hold(held: Held): Promise<void> {
    const { target, began, abort } = held
    const ended = await this.#ask(target, abort.signal)
    if (!this.#held.delete(held)) return
    // A wait that stays silent about this person may be silent for good: from now on it is only
    // listened to, and the next call has a wait of its own.
    if (ended.kind === 'call') for (const silent of this.#of(target)) silent.second = true
    const { second } = held
    const result = this.#inDoubt(ended) ? { kind: 'empty' as const } : ended
    this.#ports.report({ target, second, elapsedMs: Date.now() - began, ...result })
  }

  async #ask(target: WaitTarget, signal: AbortSignal): Promise<Ended> {
    try {
      const told = await this.#ports.ask(target, signal)
      return told ? { kind: 'call', told } : { kind: 'empty' }
    } catch (error) {
      return failed(error)
    }
  }

  /**
   * Whether an answer that cannot be read is better asked for once more, because the dialer tells
   * it again. Once: if all its answers are like that, there is a person on the line all the same.
   */
  #inDoubt(ended: Ended): boolean {
    const unread = ended.kind === 'failed' && ended.error.salvage !== undefined
    this.#doubted = unread && this.#ports.repeats && !this.#doubted
    return this.#doubted
  }
}

const isSilent = ({ began }: Held) => Date.now() - began >= SILENT_MS

const same = (a: WaitTarget, b: WaitTarget) =>
  a.agentId === b.agentId && a.campaignId === b.campaignId

function failed(error: unknown): Ended {
  // Without its settings the worker cannot ask at all; a later life may have them again.
  if (error instanceof ConsoleError) {
    return { kind: 'failed', error: new DialerError(WAIT, 'unreachable', 0) }
  }
  if (!(error instanceof DialerError)) throw error
  return error.kind === 'fault'
    ? { kind: 'fault', words: error.words ?? '' }
    : { kind: 'failed', error }
}
