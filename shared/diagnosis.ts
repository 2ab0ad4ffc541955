/**
 * What a worker can tell of itself and its dialer, for whoever looks after them.
 * @module
 */

/** What the dialer made of a question that changes nothing. */
export type DialerHealth =
  | { readonly answers: true; readonly ms: number; readonly agents: number }
  | {
      readonly answers: false
      readonly ms: number
      readonly why: 'fault' | 'unreachable' | 'lost' | 'timeout' | 'unreadable' | 'refused-input'
      /** The dialer's words, the key masked; hostile text. */
      readonly words: string | null
      /** Of the HTTP answer. */
      readonly status: number | null
    }

/** How a worker is, seen from inside. */
export interface Diagnosis {
  /** The worker's clock, in milliseconds since 1970. */
  readonly at: number
  /** Whether the campaign was set up here. */
  readonly registered: boolean
  /** The origins whose pages may embed the console. */
  readonly origins: readonly string[]
  readonly delivery: 'once' | 'repeat'
  readonly dialer: DialerHealth
}
