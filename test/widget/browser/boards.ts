/**
 * Boards to look at and to test with.
 * @module
 */

import type { BoardSnapshot, LoggedCall, Outcome, RosterRow } from '../../../shared/board.ts'
import type { CampaignSettings } from '../../../shared/campaign.ts'
import { type AgentReport, REPORT_COLUMNS } from '../../../shared/report.ts'

const now = Date.now()
const ago = (minutes: number) => now - minutes * 60_000

export const SPRING: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [
    {
      name: 'Outcome',
      choices: [
        { value: 'Renewed', meaning: 'sale' },
        { value: 'Call again', meaning: 'callback' },
        { value: 'Not interested', meaning: 'contact' },
        { value: 'Do not call', meaning: 'do-not-call' },
      ],
    },
  ],
  dispositionRequired: true,
  columns: ['name', 'company'],
  canLeaveMessage: true,
  questions: [{ label: 'How many boxes?', kind: 'number', required: false }],
  script: 'Hello {name}',
}

/** An agent's row. */
export function agent(userId: string, more: Partial<RosterRow> = {}): RosterRow {
  return {
    userId,
    lastAgentId: '4721',
    phase: 'waiting',
    since: ago(0.8),
    agentId: '4721',
    phoneNumber: '2135550100',
    console: true,
    troubleSince: null,
    call: null,
    phoneGone: false,
    held: null,
    lastCall: false,
    helpSince: null,
    why: null,
    phoneUp: false,
    words: null,
    unsent: { sending: 0, unconfirmed: 0, refused: 0, unfinished: 0 },
    today: { calls: 14, handleSeconds: 14 * 187 },
    ...more,
  }
}

export const ANN = agent('ann@acme.example')
export const BEN = agent('ben@acme.example', {
  phase: 'on-call',
  agentId: '4722',
  since: ago(2.2),
  call: { id: '77', name: 'Maria Alvarez', phoneNumber: '2135550143' },
})
const CHO = agent('cho@acme.example', {
  phase: 'on-call',
  agentId: '4723',
  since: ago(4.1),
  call: { id: '78', name: null, phoneNumber: '2135550144' },
  held: { reason: 'Lunch', since: ago(3) },
  today: { calls: 1, handleSeconds: 204 },
})
const DEE = agent('dee@acme.example', {
  agentId: '04724',
  since: ago(9.4),
  console: false,
  helpSince: ago(1.5),
  today: { calls: 0, handleSeconds: 0 },
})
const EVE = agent('eve@acme.example', { phase: 'calling-back', agentId: null, since: ago(0.4) })
const FLO = agent('flo-with-a-rather-long-name@acme.example', {
  phase: 'signed-out',
  agentId: null,
  since: ago(31),
  why: 'kicked',
  phoneUp: true,
  words: 'Invalid operation: kickAgent',
  unsent: { sending: 0, unconfirmed: 1, refused: 0, unfinished: 2 },
})
const GUS = agent('gus@acme.example', { phase: 'signed-out', agentId: null, why: 'last-call' })

/** What a host page or a person can be called. */
export const LONG =
  'Spring-renewals-of-the-whole-north-western-region-and-of-everybody-who-was-forgotten'

/** An agent of whom everything is long. */
export const lengthy = () =>
  agent(`${LONG}@acme.example`, {
    phase: 'on-call',
    call: { id: '79', name: LONG, phoneNumber: '213555014321355' },
    held: { reason: `${LONG} ${LONG}`, since: ago(61) },
    troubleSince: ago(2),
    console: false,
    lastCall: true,
    since: ago(61),
  })

/** A whole floor. */
export const thirty = () =>
  Array.from({ length: 30 }, (_, at) => {
    const name = `agent-${String(at + 1).padStart(2, '0')}@acme.example`
    const call = { id: String(at), name: `Person ${at}`, phoneNumber: '2135550144' }
    const more = { agentId: String(4_700 + at), since: ago(0.3 + at / 7) }
    return at % 3 === 0 ? agent(name, more) : agent(name, { ...more, phase: 'on-call', call })
  })

/** A board in the middle of a shift, or with other facts. */
export function board(more: Partial<BoardSnapshot> = {}): BoardSnapshot {
  return {
    version: now,
    at: Date.now(),
    campaign: SPRING,
    dialling: { value: true, at: ago(118), by: 'sue@acme.example' },
    ratio: { value: 1.5, at: ago(60), by: 'sue@acme.example' },
    closing: { whenEmpty: true, time: '20:00', zone: 'America/New_York' },
    agents: [ANN, BEN, CHO, DEE, EVE, FLO, GUS],
    lastCallAt: ago(2.2),
    webhooks: { waiting: 2, failed: 1 },
    ...more,
  }
}

/** A call in the log. */
export function logged(callId: string, more: Partial<LoggedCall> = {}): LoggedCall {
  return {
    callId,
    userId: 'ben@acme.example',
    agentId: '4722',
    shown: true,
    phoneNumber: '2135550143',
    name: 'Maria Alvarez',
    openedAt: ago(20),
    finishedAt: ago(17),
    fields: [{ name: 'company', label: 'company', value: 'Harbor Bakery' }],
    dispositions: ['Renewed'],
    meanings: ['sale'],
    notes: 'Sends the form today,\nwants 14 boxes.',
    answers: { 'How many boxes?': '14' },
    response: 'Renewed',
    leftMessage: false,
    state: 'stored',
    sentAgain: false,
    words: null,
    ...more,
  }
}

export const CALLS = [
  logged('81', { openedAt: ago(2.2), finishedAt: null, state: 'open', dispositions: [] }),
  logged('80'),
  logged('79', { name: null, dispositions: ['Do not call'], state: 'unconfirmed' }),
  logged('78', {
    name: 'A person with quite a long name indeed',
    state: 'refused',
    words: 'Call 78 belongs to another agent',
  }),
]

const hour = new Date(new Date().setMinutes(0, 0, 0)).getTime()
const outcome = (userId: string, hours: number, calls: number, sales: number): Outcome => ({
  userId,
  hour: hour - hours * 3_600_000,
  calls,
  handleSeconds: calls * 181,
  contacts: calls - 2,
  sales,
  callbacks: 1,
  doNotCall: hours === 1 ? 1 : 0,
})

export const OUTCOMES = [
  outcome('ann@acme.example', 2, 12, 3),
  outcome('ben@acme.example', 2, 9, 4),
  outcome('ann@acme.example', 1, 14, 2),
  outcome('ben@acme.example', 1, 11, 1),
  outcome('ann@acme.example', 0, 5, 1),
]

export const REPORT: AgentReport = {
  at: now,
  columns: [...REPORT_COLUMNS, { name: 'Mood', kind: 'text' }],
  rows: [
    [
      '4721',
      '874100',
      '2135550100',
      'ann@acme.example',
      ago(120),
      null,
      31,
      7_200,
      5_400,
      174,
      900,
      12.5,
      'calm',
    ],
    [
      '04724',
      '874100',
      '2135550101',
      'dee@acme.example',
      ago(31),
      ago(3),
      4,
      1_680,
      600,
      150,
      null,
      null,
      null,
    ],
  ],
  totals: [null, null, null, null, null, null, 35, 8_880, 6_000, 171.4, 900, 10.1, null],
}
