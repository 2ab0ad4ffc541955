/**
 * Everything that can go wrong, as a closed list of codes. Callers switch on `code`, never on text.
 * @module
 */

import type { BadRow } from './number-list.ts'

/** Why a command or request was not carried out. */
export const ERROR_CODES = [
  // what was typed
  'bad-request',
  'bad-phone-number',
  'number-not-allowed',
  'bad-agent-id',
  'bad-text',
  'disposition-required',
  'bad-disposition',
  'answer-required',
  'bad-answer',
  'bad-callback-time',
  'bad-rows',
  'no-numbers',
  // when it was asked
  'not-now',
  'too-soon',
  'wrong-call',
  'already-finished',
  'agent-id-in-use',
  'signed-in-elsewhere',
  'too-many-tries',
  // the dialer
  'dialer-fault',
  'dialer-unreachable',
  'dialer-timeout',
  'dialer-unreadable',
  // who is asking
  'token-missing',
  'token-invalid',
  'token-expired',
  'token-revoked',
  'origin-refused',
  'forbidden',
  'wrong-passcode',
  'session-live',
  'locked-out',
  'unknown-campaign',
  'campaign-full',
  // the page
  'stopped-by-page',
  // the line between page and worker
  'offline',
  'connection-lost',
  'page-too-old',
  'too-large',
  'rate-limited',
  'not-found',
  'misconfigured',
  'internal',
] as const

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What else is known of a failure. */
export interface ErrorFacts {
  /** The dialer's own words (a SOAP fault's text), to be shown as a quotation; hostile text. */
  readonly words?: string | undefined
  /** The command's field that is wrong (`phoneNumber`, `agentId`, `notes`, `dispositions`). */
  readonly field?: string | undefined
  /** When it may be tried again, in milliseconds since 1970 by the worker's clock. */
  readonly retryAt?: number | undefined
  /** For `bad-rows`: which rows of a file, and why. */
  readonly rows?: readonly BadRow[] | undefined
  /** The error this one explains; it never leaves the process. */
  readonly cause?: unknown
}

/** A failure with a code from the closed list. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError'
  readonly code: ErrorCode
  readonly words: string | undefined
  readonly field: string | undefined
  readonly retryAt: number | undefined
  readonly rows: readonly BadRow[] | undefined

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(code, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = code
    this.words = facts.words
    this.field = facts.field
    this.retryAt = facts.retryAt
    this.rows = facts.rows
  }
}
