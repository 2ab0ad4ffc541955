/**
 * A dialer that takes a request and does not answer it, and the time that passes meanwhile.
 * @module
 */

import { vi } from 'vitest'
import type { LiveWorker } from './live-worker.ts'
import { setClock } from './set-clock.ts'

const SECOND = 1_000

/** One way to be silent. */
export interface Silence {
  /** What becomes of the request; without one, of every connection. */
  readonly fate?: 'hang' | 'drip'
  /** How the worker's log says that it ended. */
  readonly outcomes: readonly string[]
  /** What passes at once, in milliseconds: less than what any request has that is answered. */
  readonly step: number
}

/** All of them. */
export const SILENCES = {
  'takes the request and never answers': {
    fate: 'hang',
    outcomes: ['timeout'],
    step: 5 * SECOND,
  },
  'begins to answer and never ends': {
    fate: 'drip',
    // Should the beginning take longer than all the time that passes, it is none.
    outcomes: ['unreadable', 'timeout'],
    step: SECOND,
  },
  'takes the connection and never says a word': {
    outcomes: ['unreachable', 'timeout'],
    step: 5 * SECOND,
  },
} as const satisfies Readonly<Record<string, Silence>>

/** How often the worker is told that time has passed; its timers look every 10 ms. */
const TELL_MS = 40

const waitUntilNext = () => new Promise((resolve) => setTimeout(resolve, TELL_MS))

/** The passing of time at a worker whose clock is set. */
export class PassingTime {
  readonly #live: LiveWorker
  #ahead = 0
  /** What was asked last, and how often it had ended before. */
  #operation = ''
  #earlier = 0

  constructor(live: LiveWorker) {
    this.#live = live
  }

  /**
   * Does something that the dialer is silent about, and lets time pass until it has ended.
   * @param operation the one that is asked
   * @param meanwhile looks at how things are while nothing is known yet
   */
  async endure<T>(
    operation: string,
    silence: Silence,
    act: { ask: () => Promise<T>; whose?: string; meanwhile?: () => Promise<unknown> },
  ): Promise<T> {
    const { dialer } = this.#live
    const { fate, step } = silence
    const before = dialer.unanswered
    this.#operation = operation
    this.#earlier = this.#endings().length
    if (fate) dialer.nextOf(act.whose ?? '', operation as 'kickAgent', fate)
    else dialer.deaf = true
    let over = false
    const ended = act.ask().finally(() => {
      over = true
    })
    await Promise.race([ended, dialer.until(() => dialer.unanswered > before)])
    await act.meanwhile?.()
    while (!over) {
      this.#ahead += step
      await setClock(this.#live, this.#ahead)
      await waitUntilNext()
    }
    dialer.deaf = false
    return ended
  }

  /** How the operation that time has passed for has ended, once the log says so. */
  ending({ outcomes }: Silence): Promise<Ending> {
    return vi.waitFor(() => {
      const ending = this.#endings().find(
        (each, at) => at >= this.#earlier && outcomes.includes(each.outcome),
      )
      if (!ending) throw new Error(`nothing has ended with ${outcomes}`)
      return ending
    })
  }

  #endings(): readonly Ending[] {
    const lines = this.#live.log().split('\n')
    return lines
      .filter((line) => line.includes(`"operation":"${this.#operation}"`))
      .map((line): Ending => JSON.parse(line))
  }
}

/** One operation as the worker's log tells of it. */
interface Ending {
  readonly outcome: string
  /** How long it took by the worker's clock, in milliseconds. */
  readonly ms: number
}
