/**
 * What went wrong, in words; loaded when it first does.
 * @module
 */

import type { ErrorCode } from '../../shared/errors.ts'

/** English; a code without a sentence is `internal` to a supervisor. */
export const ENGLISH: Partial<Record<ErrorCode, string>> & { readonly internal: string } = {
  'bad-request': 'This is not valid.',
  'bad-agent-id': 'An agent id has digits only.',
  'not-now': 'They are not signed in any more.',
  'dialer-fault': 'The dialer refused.',
  'dialer-unreachable': 'The dialer cannot be reached. Nothing was changed.',
  'dialer-timeout': 'The dialer did not answer. It may have done it all the same.',
  'dialer-unreadable': 'The dialer’s answer could not be read. It may have done it all the same.',
  'token-missing': 'You are not signed in.',
  'token-invalid': 'Your sign-in is not valid. Sign in again.',
  'token-expired': 'Your sign-in has run out. Sign in again.',
  'token-revoked': 'Another supervisor has ended your access.',
  'origin-refused': 'This site may not use the board. Ask whoever set it up.',
  forbidden: 'This needs a supervisor’s sign-in for this campaign.',
  'unknown-campaign': 'Nobody has set this campaign up here yet.',
  'rate-limited': 'Too many requests. Wait a moment.',
  'bad-rows': 'Some rows cannot be dialled.',
  'no-numbers': 'There is no number in the file.',
  'too-large': 'This is too large.',
  'page-too-old': 'The board has been updated. Reload this page.',
  misconfigured: 'The server is not set up correctly. Ask whoever set it up.',
  internal: 'Something went wrong. Try again.',
}
