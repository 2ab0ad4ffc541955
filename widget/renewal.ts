/**
 * A new token before the old one ends, over the same line.
 * @module
 */

/** How long before its end a token is replaced, in milliseconds. */
const BEFORE_MS = 60_000
/** A page that has no new token yet is asked again after this, in milliseconds. */
const AGAIN_MS = 10_000
const SOONEST_MS = 1_000
/** Longer waits overflow a browser's timers. */
const LONGEST_MS = 2 ** 31 - 1

/** What a renewal needs. Moments are milliseconds since 1970 by one clock. */
export interface RenewalPorts {
  readonly now: () => number
  /** Whether the page can be asked for another token. */
  readonly renewable: () => boolean
  /** Asks for it; null when there is none yet. */
  readonly token: () => Promise<string | null>
  readonly send: (token: string) => void
  /** The token has ended and there is no other. */
  readonly ended: () => void
}

/** Watches over one line's token. */
export class Renewal {
  readonly #ports: RenewalPorts
  #timer: ReturnType<typeof setTimeout> | undefined
  #triedAt = 0

  constructor(ports: RenewalPorts) {
    this.#ports = ports
  }

  /** The token in use ends at this moment. */
  watch(endsAt: number): void {
    const { renewable, ended } = this.#ports
    if (!renewable()) this.#at(endsAt, ended)
    else this.#at(Math.max(endsAt - BEFORE_MS, this.#triedAt + AGAIN_MS), () => this.#renew(endsAt))
  }

  /** The line is closed. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  #at(moment: number, then: () => void): void {
    clearTimeout(this.#timer)
    const wait = Math.max(moment - this.#ports.now(), SOONEST_MS)
    if (wait < LONGEST_MS) this.#timer = setTimeout(then, wait)
  }

  async #renew(endsAt: number): Promise<void> {
    const { now, token, send, ended } = this.#ports
    this.#triedAt = now()
    const found = await token().catch(() => null)
    if (found) send(found)
    else if (now() < endsAt) this.watch(endsAt)
    else ended()
  }
}
