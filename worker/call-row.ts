/**
 * A call as it is kept, and as a row of the table `calls`.
 * @module
 */

import type { Call, DeliveryState, Draft } from '../shared/session.ts'

/**
 * `open` while the agent has the call on screen. `named` is a card without a name that has got one: it
 * goes on under that, and is kept until the board has heard of it.
 */
export type CallState = 'open' | 'named' | DeliveryState

/** A call as it is kept. */
export interface CallRow {
  readonly call: Call
  readonly agentId: string
  readonly draft: Draft
  /** What the dialer is to store, composed when the agent finished. */
  readonly response: string
  readonly state: CallState
  readonly words: string | null
  readonly lastCall: boolean
  readonly leaveMessage: boolean
  /** How often the finish was tried; since an answer was lost, of those only the tries from that one on. */
  readonly tries: number
  /** Whether the answer to a try was lost. */
  readonly lost: boolean
  readonly nextTryAt: number | null
  readonly openedAt: number
  readonly finishedAt: number | null
  /** When the agent said that the person had gone. */
  readonly callerGoneAt: number | null
  /** Whether a console had it on screen. */
  readonly shown: boolean
  /** Whether the finish is on its way. */
  readonly inFlight: boolean
  /** The tab that was given the screen pop; null before the first. */
  readonly popTab: string | null
  /** Until when that tab may confirm it; null when there is nothing to wait for. */
  readonly popUntil: number | null
  /** How many tabs were given the screen pop. */
  readonly pops: number
  /** When the last change came of which the board has not heard; null when it knows everything. */
  readonly newsAt: number | null
}

/** A call as nobody has touched it. */
export function newCall(call: Call, agentId: string, now: number): CallRow {
  return {
    call,
    agentId,
    draft: { dispositions: [], notes: '' },
    response: '',
    state: 'open',
    words: null,
    lastCall: false,
    leaveMessage: false,
    tries: 0,
    lost: false,
    nextTryAt: null,
    openedAt: now,
    finishedAt: null,
    callerGoneAt: null,
    shown: false,
    inFlight: false,
    popTab: null,
    popUntil: null,
    pops: 0,
    newsAt: null,
  }
}

/** A row of the table. */
export type Row = Record<string, string | number | null>

/** A row from disk. */
export function readRow(row: Row): CallRow {
  const text = (name: string) => (row[name] === null ? null : String(row[name]))
  const number = (name: string) => (row[name] === null ? null : Number(row[name]))
  return {
    call: JSON.parse(String(row.call)),
    agentId: String(row.agent_id),
    draft: JSON.parse(String(row.draft)),
    response: String(row.response),
    state: String(row.state) as CallState,
    words: text('words'),
    lastCall: row.last_call === 1,
    leaveMessage: row.leave_message === 1,
    tries: Number(row.tries),
    lost: row.lost === 1,
    nextTryAt: number('next_try_at'),
    openedAt: Number(row.opened_at),
    finishedAt: number('finished_at'),
    callerGoneAt: number('caller_gone_at'),
    shown: row.shown === 1,
    inFlight: row.in_flight === 1,
    popTab: text('pop_tab'),
    popUntil: number('pop_until'),
    pops: Number(row.pops),
    newsAt: number('news_at'),
  }
}

function columnsOf(row: CallRow): Row {
  const { call } = row
  return {
    campaign_id: call.campaignId,
    call_id: call.id,
    agent_id: row.agentId,
    call: JSON.stringify(call),
    draft: JSON.stringify(row.draft),
    response: row.response,
    opened_at: row.openedAt,
    finished_at: row.finishedAt,
    caller_gone_at: row.callerGoneAt,
    state: row.state,
    words: row.words,
    last_call: Number(row.lastCall),
    leave_message: Number(row.leaveMessage),
    tries: row.tries,
    lost: Number(row.lost),
    in_flight: Number(row.inFlight),
    next_try_at: row.nextTryAt,
    shown: Number(row.shown),
    pop_tab: row.popTab,
    pop_until: row.popUntil,
    pops: row.pops,
    news_at: row.newsAt,
  }
}

/** Writes the whole row; the same few words of SQL whatever has changed. */
export function writeRow(sql: SqlStorage, row: CallRow): void {
  const columns = columnsOf(row)
  const names = Object.keys(columns)
  sql.exec(
    `INSERT OR REPLACE INTO calls (${names}) VALUES (${names.map(() => '?')})`,
    ...Object.values(columns),
  )
}
