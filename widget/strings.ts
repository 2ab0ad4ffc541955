/**
 * The words on screen, but for those of what is loaded on demand.
 * @module
 */

import type { ErrorCode } from '../shared/errors.ts'
import type { SignedOutReason } from '../shared/session.ts'
import { counted } from './counted.ts'
import type { REST, RefusalCode } from './languages/en.ts'

/** The others are loaded when they are said, or for supervisors and their tools. */
type HeardCode = Exclude<ErrorCode, RefusalCode | 'bad-rows' | 'no-numbers' | 'not-found'>

/** English. */
export const ENGLISH = {
  /** What these words are in: of a page's language there may be none. */
  lang: 'en',
  title: 'Agent console',
  connecting: 'Connecting…',
  offline: 'Connection lost. Trying again…',
  offlineTyping: 'Connection lost. What you type is kept here and saved when it is back.',
  tryNow: 'Try now',
  tryAgain: 'Try again',
  tryAgainAt: (time: string) => `Try again at ${time}.`,
  noCampaign: 'This console has no campaign. Add campaign="…" to its tag.',
  refusedTitle: 'The console cannot open',
  dialerSays: (words: string) => `The dialer says: “${words}”`,
  copied: 'Copied',
  notCopied: 'Not copied',
  copyOf: (label: string) => `Copy ${label}`,
  phoneNumberLabel: 'Phone number',

  readyTitle: 'Ready when you are',
  readyLead: 'The dialer rings your phone and reads out an agent id.',
  phoneNumber: 'Your phone number',
  callMe: 'Call my phone',
  hearId: 'I already hear an id',
  agentId: 'Agent id',
  logIn: 'Log in',

  ended: {
    never: '',
    'log-off': 'You logged off.',
    'last-call': 'That was your last call. Well done.',
    kicked: 'A supervisor hung up your phone and ended the session.',
    dialer: 'The session ended because the dialer had trouble.',
    'phone-gone': 'The session ended because your phone hung up.',
    idle: 'The session ended because no page was open any more.',
  } satisfies Record<SignedOutReason, string>,
  endedTitle: 'Session ended',
  hangUp: 'You can hang up your phone now.',
  hangUpSending: 'Your last answer is still being sent.',

  callingTitle: 'Your phone is ringing',
  callingLead: (number: string) =>
    number ? `Answer ${number} and type the agent id you hear.` : 'Type the agent id you hear.',
  checkNumber: 'Nothing rings? Check the number and call again.',
  callAgain: 'Call again',
  callAgainIn: (seconds: number) => `Call again in ${seconds} s`,
  cancel: 'Cancel',
  cancelNote: 'Cancelling cannot stop the ring; let it ring out.',
  expiresIn: (time: string) => `This ends by itself in ${time}.`,

  waitingTitle: 'Waiting for a call',
  waitingLead: 'You should hear hold music. The next person comes with a beep.',
  lastCallLead: 'The next call will be your last.',
  storing: 'Storing your answer…',
  retrying: (time: string) => `The dialer has not answered for ${time}.`,
  retryingNext: (seconds: number) => `Next try in ${seconds} s.`,
  retryingNow: 'Trying now…',
  stopped: 'The campaign was stopped: no new call comes until it is started.',
  longWait: 'No call for a while: the campaign may be stopped or out of numbers.',
  searching: 'Looking for the person you hear…',
  askMusic: 'Your last answer may not have arrived. Do you hear hold music?',
  yes: 'Yes',
  no: 'No',
  lastCall: 'Make the next call my last',
  logOff: 'Log off',
  logOffAsk: 'A call may be on its way to you.',
  logOffNow: 'Hang up now',
  kickMayMiss:
    'The dialer takes agent ids as numbers, and this one begins with a zero: it may not hang up for you. Then hang up your phone.',
  logOffAfter: 'After one more call',
  trouble: 'Something wrong?',
  help: 'Ask for help',
  phoneGone: 'My phone has hung up',
  noScreen: 'I hear someone but see nothing',
  agentIdIs: (agentId: string) => `Agent id ${agentId}`,

  onCallTitle: 'On a call',
  afterCallTitle: 'After the call',
  callerGone: 'The caller has gone',
  callerGoneLead: 'No call comes until you finish this one.',
  onBreakTitle: 'On a break',
  nobody: 'Unknown caller',
  unreadable: 'The dialer’s answer could not be read in full. Someone is on the line.',
  unidentified: 'The dialer said nothing about this person. Take notes; they stay with us.',
  openRecord: 'Open record',
  clear: 'Take back',
  reminder: (minutes: number) => `This call has been open for more than ${minutes} min.`,
  notes: 'Notes',
  notLoaded: 'A part of this page could not be loaded. Trying again…',
  next: 'Next call',
  finishLogOff: 'Log off',
  saveLogOff: 'Save and log off',
  leaveMessage: 'Leave message, next',
  leaveUnfinished: 'Leave without an answer',
  breakAfter: 'Break',
  breakReason: 'Reason for the break',
  breakNote: 'Your answer is held until you return. The line stays up and stays billed.',
  startBreak: 'Start break',
  onBreak: (reason: string) => (reason ? `On a break: ${reason}` : 'On a break'),
  endBreak: 'I am back',
  gone: {
    kicked: 'A supervisor hung up your phone.',
    'phone-gone': 'Your phone has hung up.',
  },
  goneLead: 'Finish your notes: saving stores them with the dialer and ends the session.',

  todayTitle: 'Today',
  callCount: counted('en', 'call', 'calls'),
  average: 'average',

  lastCalls: 'Last calls',

  sheetTitle: 'Keys and alerts',
  announceCall: (name: string) => `${name} is on the line.`,

  errors: {
    'bad-phone-number': 'This is not a phone number. Use digits, with an area code.',
    'bad-agent-id': 'Type the id you hear: digits only.',
    'disposition-required': 'Choose how the call went first.',
    'dialer-fault': 'The dialer refused.',
    offline: 'There is no connection. Nothing was sent.',
    'connection-lost': 'The connection broke. What you see next is how it stands.',
    internal: 'Something went wrong on our side. Try again.',
  } satisfies Record<HeardCode, string>,
}

/** The words that are always there. */
export type Strings = typeof ENGLISH

/** Every word, as a language has them: also those of what is loaded on demand. */
export type AllWords = Strings & typeof REST
