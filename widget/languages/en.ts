/**
 * English words of what is loaded on demand; the others are built in.
 * @module
 */

import type { ErrorCode } from '../../shared/errors.ts'
import type { DeliveryState } from '../../shared/session.ts'
import { counted } from '../counted.ts'
import type { ShortcutAction } from '../shortcuts.ts'

/** What is seldom refused, or before there is a session. */
export type RefusalCode = Extract<
  ErrorCode,
  | 'campaign-full'
  | 'dialer-unreachable'
  | 'dialer-timeout'
  | 'agent-id-in-use'
  | 'too-many-tries'
  | 'not-now'
  | 'too-soon'
  | 'forbidden'
  | 'answer-required'
  | 'bad-callback-time'
  | 'bad-answer'
  | 'token-revoked'
  | 'bad-request'
  | 'too-large'
  | 'rate-limited'
  | 'signed-in-elsewhere'
  | 'number-not-allowed'
  | 'dialer-unreadable'
  | 'already-finished'
  | 'wrong-call'
  | 'bad-text'
  | 'bad-disposition'
  | 'token-missing'
  | 'token-invalid'
  | 'token-expired'
  | 'stopped-by-page'
  | 'origin-refused'
  | 'wrong-passcode'
  | 'locked-out'
  | 'session-live'
  | 'unknown-campaign'
  | 'page-too-old'
  | 'misconfigured'
>

/** The rest of the words. */
export const REST = {
  signInTitle: 'Sign in',
  signInLead: (campaign: string) => `Campaign ${campaign} asks for its passcode.`,
  name: 'Your name',
  passcode: 'Passcode',
  signIn: 'Sign in',

  byAreaCode: 'by area code; the person may be elsewhere',
  or: 'or',
  filter: (list: string) => `Filter ${list}`,
  noChoice: 'No choice contains that.',
  team: 'Team',

  optional: 'optional',
  callbackAt: 'Call back at',

  backOnline: 'The connection is back.',
  dialerAway: 'The dialer does not answer.',
  dialerBack: 'The dialer answers again.',
  unsentTitle: 'Not with the dialer yet',
  delivery: {
    sending: 'being sent',
    unconfirmed: 'maybe stored',
    refused: 'refused',
    unfinished: 'not sent',
  } satisfies Partial<Record<DeliveryState, string>>,
  sendAgain: 'Send again',

  minutes: counted('en', 'minute', 'minutes'),
  keysTitle: 'Keys, anywhere in the console',
  shortcuts: {
    next: 'Next call',
    'log-off': 'Finish and log off',
    choose: 'Choose how the call went',
    notes: 'Go to the notes',
    sheet: 'This sheet',
  } satisfies Record<ShortcutAction, string>,
  useShortcuts: 'Use these keys',
  alertsTitle: 'When a call comes and this page is hidden',
  useNotification: 'Show a notification',
  useSound: 'Play two notes',
  remind: 'Remind me of an open call after',
  never: 'never',
  close: 'Close',

  lastContacts: 'Before with this person',
  noCalls: 'No calls yet.',
  by: (user: string) => `by ${user}`,
  correct: 'Correct',
  correctionNote:
    'The dialer keeps what it has; it cannot be changed. Your correction is added to our log.',
  correctionText: 'What should it say?',
  unchanged: 'unchanged',
  addCorrection: 'Add correction',
  corrected: 'corrected',

  refusals: {
    'campaign-full': 'This campaign has as many agents as it can take.',
    'dialer-unreachable': 'The dialer cannot be reached. Try again in a moment.',
    'dialer-timeout': 'The dialer did not answer in time.',
    'agent-id-in-use': 'Someone else is using this agent id. Listen again.',
    'too-many-tries': 'Too many tries. Wait a minute.',
    'not-now': 'That is not possible at the moment.',
    'too-soon': 'Wait a moment before you try that again.',
    forbidden: 'You may not do that.',
    'answer-required': 'This needs an answer.',
    'bad-callback-time': 'Choose a time that is still to come.',
    'bad-answer': 'This answer does not fit the question.',
    'token-revoked': 'A supervisor has ended your access.',
    'bad-request': 'The console sent something the server does not understand. Reload the page.',
    'too-large': 'This is too long.',
    'rate-limited': 'Too many requests. Wait a moment.',
    'signed-in-elsewhere': 'You have a session in another campaign. End it there first.',
    'number-not-allowed': 'Phones with this number may not be called from here.',
    'dialer-unreadable': 'The dialer’s answer could not be read.',
    'already-finished': 'This call is already finished.',
    'wrong-call': 'This belongs to another call.',
    'bad-text': 'Some characters cannot be sent to the dialer. Remove them.',
    'bad-disposition': 'This choice is not in the campaign’s list any more. Choose again.',
    'token-missing': 'You are not signed in.',
    'token-expired': 'Your sign-in has run out. Sign in again.',
    'stopped-by-page': 'The page around this console stopped that.',
    'token-invalid': 'Your sign-in is not valid. Sign in again.',
    'origin-refused': 'This site may not use the console. Ask whoever set it up.',
    'wrong-passcode': 'The campaign or the passcode is wrong.',
    'locked-out': 'Locked after too many wrong tries.',
    'session-live': 'Somebody is signed in by this name. To join, type the agent id they hear.',
    'unknown-campaign': 'There is no such campaign.',
    'page-too-old': 'The console has been updated. Reload this page.',
    misconfigured: 'The console’s server is not set up correctly. Ask whoever set it up.',
  } satisfies Record<RefusalCode, string>,
}
