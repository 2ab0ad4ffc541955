/**
 * Errors as HTTP answers: RFC 9457 problem details with our code.
 * @module
 */

import { ConsoleError, type ErrorCode } from '../shared/errors.ts'
import { DialerError, type DialerFailure } from './dialer-error.ts'
import { log } from './log.ts'
import { HOW_TO_SET } from './settings.ts'

const STATUS: Partial<Record<ErrorCode, number>> = {
  'token-missing': 401,
  'token-invalid': 401,
  'token-expired': 401,
  'token-revoked': 401,
  'wrong-passcode': 401,
  'bad-rows': 422,
  'session-live': 409,
  'not-now': 409,
  forbidden: 403,
  'origin-refused': 403,
  'unknown-campaign': 404,
  'not-found': 404,
  'agent-id-in-use': 409,
  'signed-in-elsewhere': 409,
  'too-large': 413,
  'locked-out': 429,
  'rate-limited': 429,
  'campaign-full': 429,
  'too-many-tries': 429,
  misconfigured: 500,
  internal: 500,
  'dialer-fault': 502,
  'dialer-unreachable': 502,
  'dialer-unreadable': 502,
  'dialer-timeout': 504,
}

/** What each code means to somebody who reads an answer in a terminal. */
const TITLES: Partial<Record<ErrorCode, string>> = {
  'bad-request': 'The request is not of the form that this address takes.',
  misconfigured: 'A setting of this worker is missing or wrong.',
  'token-missing': 'A token is needed.',
  'token-invalid': 'The token is not valid here.',
  'token-expired': 'The token has expired.',
  'token-revoked': 'A supervisor has ended this user’s access; newer tokens are good again.',
  'campaign-full': 'This campaign has as many agents as it can take.',
  'wrong-passcode': 'The campaign or the passcode is wrong.',
  'session-live': 'Somebody is signed in by this name: their agent id is needed to join.',
  'origin-refused': 'Pages of this origin may not use this worker.',
  forbidden: 'This identity may not do that.',
  'not-found': 'There is nothing at this address.',
  'not-now': 'That does not fit how things stand.',
  'unknown-campaign': 'Nobody has set this campaign up here.',
  'too-large': 'That is too large.',
  'bad-phone-number': 'That is no phone number.',
  'disposition-required': 'An outcome is needed.',
  'bad-disposition': 'This campaign has no such outcome.',
  'wrong-call': 'There is no such call, or it takes no more corrections.',
  'locked-out': 'There were too many wrong tries; the answer says when to try again.',
  internal: 'Something went wrong in this worker.',
  'bad-text': 'There is a character that no dialer can be sent.',
  'bad-rows': 'Some rows of the file cannot be dialled.',
  'no-numbers': 'There is no number in the file.',
  'bad-agent-id': 'An agent id is a number.',
  'dialer-fault': 'The dialer refused.',
  'dialer-unreachable': 'The dialer cannot be reached; it was not asked.',
  'dialer-timeout': 'The dialer did not answer; it may have done it all the same.',
  'dialer-unreadable': 'The dialer’s answer could not be read; it may have done it all the same.',
}

/** The answer that says what went wrong; no stack, no cause. */
export function problem(error: ConsoleError): Response {
  const { code, field, words, retryAt, rows } = error
  const status = STATUS[code] ?? 400
  const body = { title: TITLES[code] ?? code, status, code, field, words, retryAt, rows }
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
  if (retryAt !== undefined) {
    headers.set('retry-after', String(Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000))))
  }
  return new Response(JSON.stringify(body), { status, headers })
}

function logSetting({ field, cause }: ConsoleError): void {
  const setting = field ?? 'unknown'
  const how = new Map(Object.entries(HOW_TO_SET)).get(setting) ?? null
  log('misconfigured', { setting, why: cause instanceof Error ? cause.message : null, how })
}

/** Where an error came from. Its message may quote anything, so only its name and place are said. */
function whereOf({ name, stack }: Error): { name: string; at: string | null } {
  return { name, at: stack?.match(/^ +at (.+)$/m)?.[1] ?? null }
}

const DIALER_CODES: Readonly<Record<DialerFailure, ErrorCode>> = {
  fault: 'dialer-fault',
  unreachable: 'dialer-unreachable',
  lost: 'dialer-timeout',
  timeout: 'dialer-timeout',
  unreadable: 'dialer-unreadable',
  'refused-input': 'bad-text',
}

function ofDialer(error: DialerError): ConsoleError {
  const { kind, words, field } = error
  return new ConsoleError(DIALER_CODES[kind], { words, field, cause: error })
}

/** Any error as one of ours; what nobody foresaw is logged by its name and place and shown as
 * `internal`. */
export function asConsoleError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) {
    if (error.code === 'misconfigured') logSetting(error)
    return error
  }
  if (error instanceof DialerError) return ofDialer(error)
  const { name, at } = error instanceof Error ? whereOf(error) : { name: typeof error, at: null }
  log('internal', { error: name, at })
  return new ConsoleError('internal', { cause: error })
}
