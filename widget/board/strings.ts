/**
 * Every word that the board itself says. Another language is another object of this type; the views
 * that are loaded on demand bring their own words along.
 * @module
 */

import type { Phase } from '../../shared/session.ts'

/** English. */
export const ENGLISH = {
  /** What these words are in: the page may be in another language. */
  lang: 'en',
  title: 'Campaign board',
  noCampaign: 'This board has no campaign. Add campaign="…" to its tag.',
  connecting: 'Connecting…',
  offline: 'Connection lost. What you see may be old.',
  tryNow: 'Try now',
  noConnection: 'There is no connection. Nothing was sent.',
  dialerSays: (words: string) => `The dialer says: “${words}”`,
  viewFailed: 'This part could not be loaded.',

  running: 'Dialling',
  stopped: 'Stopped',
  unknownRun: 'Never started from here',
  lastSet: (time: string, by: string) => `last set here at ${time} by ${by}`,
  itself: 'the board',
  start: 'Start dialling',
  stop: 'Stop dialling',
  views: 'Parts of the board',
  view: {
    team: 'Team',
    report: 'Report',
    calls: 'Calls',
    outcomes: 'Outcomes',
    webhooks: 'Deliveries',
    pace: 'Pacing',
    settings: 'Settings',
    create: 'New campaign',
  },

  nobodyHere: 'Nobody has signed in today.',
  counts: (waiting: number, talking: number, others: number) =>
    `${talking} on a call · ${waiting} waiting${others > 0 ? ` · ${others} signing in` : ''}`,
  agent: 'Agent',
  doing: 'Doing',
  since: 'For',
  today: 'Today',
  actions: 'Actions',
  agentIdIs: (agentId: string) => `id\u00a0${agentId}`,
  phase: {
    'signed-out': 'Signed out',
    'calling-back': 'Phone is ringing',
    waiting: 'Waiting',
    'on-call': 'On a call',
  } satisfies Record<Phase, string>,
  with: (name: string) => `with ${name}`,
  afterCall: 'After the call',
  onBreak: (reason: string) => (reason ? `On a break: ${reason}` : 'On a break'),
  phoneGone: 'phone has hung up',
  removed: 'Removed',
  wantsHelp: 'asks for help',
  lastCall: 'last call',
  noPage: 'no page open',
  noDialer: (time: string) => `dialer silent for ${time}`,
  calls: (count: number, average: string) =>
    count === 0 ? 'no calls yet' : `${count} ${count === 1 ? 'call' : 'calls'} · ⌀ ${average}`,
  goneTitle: 'Not signed in',

  remove: 'Remove',
  removeOf: (who: string) => `Remove ${who}`,
  removeById: 'Remove by agent id',
}

/** The shape of a language. */
export type BoardStrings = typeof ENGLISH

/** Words that a host page gives instead of the English ones; `parts` are those loaded on demand. */
export type BoardWords = Partial<BoardStrings> & {
  readonly parts?: Readonly<Record<string, object>>
}
