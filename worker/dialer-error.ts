/**
 * How a dialer operation fails.
 * @module
 */

import type { DialerMember } from './dialer-answers.ts'

/**
 * Why a dialer operation failed.
 * `fault`: the dialer refused, in `words`. `unreachable`: nothing was sent, or it cannot have
 * arrived. `lost`: the connection broke, or something between us and the dialer answered for it;
 * it may have arrived. `timeout`: no answer within the operation's time. `unreadable`: an answer
 * that is none of the contract's. `refused-input`: a parameter that the wire cannot carry; nothing
 * was sent.
 */
export type DialerFailure =
  | 'fault'
  | 'unreachable'
  | 'lost'
  | 'timeout'
  | 'unreadable'
  | 'refused-input'

/** What else is known of a failure. */
export interface DialerFailureFacts {
  /** The dialer's own words; hostile text, the key masked. */
  readonly words?: string | undefined
  /** The fault's code without its prefix: `Server`, `Client`. */
  readonly code?: string | undefined
  /** The parameter that is wrong. */
  readonly field?: string | undefined
  /** Where in its text the character is that XML cannot carry. */
  readonly at?: number | undefined
  /** HTTP status of the answer. */
  readonly status?: number | undefined
  /**
   * Present exactly when an answer came that may have been the operation's own, though it cannot
   * be read: what could be read of it, bounded, the key masked. After a wait, somebody may be on
   * the line.
   */
  readonly salvage?: readonly DialerMember[] | undefined
}

/** A dialer operation failed. The message quotes nothing that came from outside. */
export class DialerError extends Error {
  override readonly name = 'DialerError'
  readonly operation: string
  readonly kind: DialerFailure
  /** False only where it is known that the dialer did not get the request. */
  readonly sent: boolean
  readonly elapsedMs: number
  readonly words: string | undefined
  readonly code: string | undefined
  readonly field: string | undefined
  readonly at: number | undefined
  readonly status: number | undefined
  readonly salvage: readonly DialerMember[] | undefined

  constructor(
    operation: string,
    kind: DialerFailure,
    elapsedMs: number,
    facts: DialerFailureFacts = {},
  ) {
    super(`${operation}: ${kind}`)
    this.operation = operation
    this.kind = kind
    this.elapsedMs = elapsedMs
    this.sent = kind !== 'unreachable' && kind !== 'refused-input'
    this.words = facts.words
    this.code = facts.code
    this.field = facts.field
    this.at = facts.at
    this.status = facts.status
    this.salvage = facts.salvage
  }
}
