/**
 * From what the session keeps to what its campaign's board is told.
 * @module
 */

import type { LoggedCall, News, Presence } from '../shared/board.ts'
import type { CampaignSettings, Meaning } from '../shared/campaign.ts'
import type { Draft, Today, UnsentFinish } from '../shared/session.ts'
import { withoutTurns } from '../shared/turns.ts'
import type { CallRow } from './calls.ts'
import { agentIdOf, type State } from './session-state.ts'

/** What a session knows beside its state. */
export interface PresenceFacts {
  /** Whether a browser is connected. */
  readonly console: boolean
  readonly unsent: readonly UnsentFinish[]
  readonly today: Today
}

/** What the roster shows beside others in one line; the log has the whole of it. */
const MAX_LABEL = 200

/** Text from outside as the roster shows it: every open board gets it with every change. */
const label = (text: string) => withoutTurns(text.slice(0, MAX_LABEL))

/** The agent as the board shows them. */
export function presenceOf(state: State, { console, unsent, today }: PresenceFacts): Presence {
  const { phase, since, phoneNumber } = state
  const onCall = phase === 'on-call' ? state : null
  const out = phase === 'signed-out' ? state : null
  const count = (kind: UnsentFinish['state']) => unsent.filter((each) => each.state === kind).length
  return {
    phase,
    since,
    agentId: agentIdOf(state),
    phoneNumber,
    console,
    troubleSince: phase === 'waiting' ? state.troubleSince : null,
    call: onCall && {
      id: onCall.call.id,
      name: onCall.call.name && label(onCall.call.name),
      phoneNumber: onCall.call.phoneNumber && label(onCall.call.phoneNumber),
    },
    callerGoneAt: onCall?.callerGoneAt ?? null,
    phoneGone: onCall?.phone === 'gone',
    held: onCall?.held ? { ...onCall.held, reason: label(onCall.held.reason) } : null,
    lastCall: 'lastCall' in state && state.lastCall,
    helpSince: state.helpSince ?? null,
    why: out?.why ?? null,
    phoneUp: out?.hangUp ?? false,
    words: out?.words ? label(out.words) : null,
    unsent: {
      sending: count('sending'),
      unconfirmed: count('unconfirmed'),
      refused: count('refused'),
      unfinished: count('unfinished'),
    },
    today,
  }
}

/** What the board hears of a call. */
export function newsOf(row: CallRow, userId: string, campaign: CampaignSettings): News {
  const { state, call } = row
  if (state === 'named') return { subject: 'named', callId: call.id }
  return { subject: 'call', call: { ...loggedCall(row, campaign), userId, state } }
}

/** A call as the board logs it. */
function loggedCall(
  row: CallRow,
  campaign: CampaignSettings,
): Omit<LoggedCall, 'userId' | 'state'> {
  const { call, draft, agentId, shown, openedAt, finishedAt, callerGoneAt, response, words } = row
  const { id: callId, phoneNumber, name, fields } = call
  return {
    callId,
    agentId,
    shown,
    phoneNumber,
    name,
    openedAt,
    finishedAt,
    callerGoneAt,
    fields,
    dispositions: draft.dispositions,
    meanings: meaningsOf(draft, campaign),
    notes: draft.notes,
    answers: draft.answers,
    callbackAt: draft.callbackAt,
    response,
    leftMessage: row.leaveMessage,
    sentAgain: row.lost && row.tries > 1,
    words,
  }
}

/** What the choices mean, where the campaign says so. */
export function meaningsOf(
  { dispositions }: Pick<Draft, 'dispositions'>,
  { dispositionLists }: CampaignSettings,
): Meaning[] {
  return dispositionLists.flatMap(({ choices }, index) => {
    const chosen = choices.find(({ value }) => value === dispositions[index])
    return chosen?.meaning === undefined ? [] : [chosen.meaning]
  })
}
