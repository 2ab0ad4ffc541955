/**
 * A session in each phase, and one of every event, to try the machine with.
 * @module
 */

import type { Command } from '../../shared/protocol.ts'
import type { Call, Phase } from '../../shared/session.ts'
import type { Effect, Seen, SessionEvent, Step } from '../../worker/session-events.ts'
import { step } from '../../worker/session-machine.ts'
import {
  newSession,
  type State,
  type StateOf,
  type WaitingState,
} from '../../worker/session-state.ts'

export const NOW = 1_800_000_000_000
export const AT = { now: NOW, chance: 0.5, repeats: false }

export const ANN: Call = {
  id: '77',
  campaignId: '874100',
  kind: 'known',
  phoneNumber: '2135550143',
  name: 'Ann Lee',
  startedAt: NOW - 1_000,
  fields: [{ name: 'name', label: 'Name', value: 'Ann Lee' }],
}

export const BEN: Call = { ...ANN, id: '78', name: 'Ben Cho' }

export const TYPED = { dispositions: ['Interested'], notes: 'call back in May' }

const common = {
  since: NOW - 60_000,
  campaignId: '874100',
  phoneNumber: '2135550100',
  pending: null,
  logIns: [],
}

/** A plain state of each phase. */
export const STATES: { readonly [P in Phase]: StateOf<P> } = {
  'signed-out': { ...newSession('874100', NOW - 60_000), phoneNumber: '2135550100' },
  'calling-back': {
    ...common,
    phase: 'calling-back',
    againAt: NOW - 1,
    expiresAt: NOW + 60_000,
    refusal: null,
  },
  waiting: {
    ...common,
    phase: 'waiting',
    agentId: '4721',
    lastCall: false,
    storing: null,
    proof: null,
    unproven: false,
    faults: 0,
    tries: 0,
    troubleSince: null,
    nextTryAt: null,
    searchUntil: null,
  },
  'on-call': {
    ...common,
    phase: 'on-call',
    agentId: '4721',
    call: ANN,
    draft: TYPED,
    phone: 'up',
    goneWhy: null,
    lastCall: false,
    held: null,
    refusal: null,
  },
}

const store = {
  type: 'store-done',
  call: ANN,
  draft: TYPED,
  tries: 1,
  lostBefore: false,
  lastCall: false,
} as const

const tick = { type: 'tick', shown: true, graceMs: 180_000, abandonMs: 3_600_000 } as const

const fault = { kind: 'fault', words: 'Agent 4721 is not logged in' } as const

/** One of every event, and of facts one for every outcome that matters. */
export const EVENTS: readonly SessionEvent[] = [
  { type: 'call-me', phoneNumber: '2135550100' },
  { type: 'log-in', agentId: '4721' },
  { type: 'cancel' },
  { type: 'last-call', on: true },
  { type: 'log-off' },
  { type: 'caller-gone', callId: ANN.id, on: true },
  { type: 'caller-gone', callId: ANN.id, on: false },
  { type: 'phone-gone' },
  { type: 'no-screen' },
  { type: 'save-draft', callId: ANN.id, draft: TYPED },
  { type: 'finish', callId: ANN.id, draft: TYPED, lastCall: false, leaveMessage: false },
  { type: 'finish', callId: ANN.id, draft: TYPED, lastCall: true, leaveMessage: false },
  { type: 'hold-finish', callId: ANN.id, reason: 'coffee' },
  { type: 'end-hold', callId: ANN.id },
  { type: 'leave-unfinished', callId: ANN.id },
  { type: 'retry', callId: '70' },
  { type: 'hear-music', callId: ANN.id, yes: true },
  { type: 'help', on: true },
  { type: 'callback-done', at: NOW, phoneNumber: '2135550100', outcome: { kind: 'answered' } },
  { type: 'callback-done', at: NOW, phoneNumber: '2135550100', outcome: fault },
  { type: 'login-done', campaignId: '874100', agentId: '4721', outcome: { kind: 'answered' } },
  { type: 'login-done', campaignId: '874100', agentId: '4721', outcome: fault },
  { ...store, outcome: { kind: 'answered' } },
  { ...store, outcome: fault },
  { ...store, outcome: { kind: 'unreachable' } },
  { ...store, outcome: { kind: 'lost' } },
  { type: 'kick-done', agentId: '4721', outcome: { kind: 'answered' } },
  { type: 'call-arrived', call: BEN, seen: 'new', draft: { dispositions: [], notes: '' } },
  { type: 'call-arrived', call: BEN, seen: 'finished', draft: TYPED },
  { type: 'late-call', call: BEN, agentId: '4000' },
  { type: 'wait-empty', early: true, trouble: true },
  { type: 'wait-empty', early: true, trouble: false },
  { type: 'wait-empty', early: false, trouble: false },
  { type: 'wait-fault', words: 'Agent 4721 is not logged in' },
  { type: 'kicked' },
  { ...tick, noTabSince: null },
  { ...tick, noTabSince: NOW - 180_000 },
  { ...tick, noTabSince: NOW - 3_600_000 },
]

export const doings = (taken: Step) => taken.effects.map((effect) => effect.do)

export function effectOf<D extends Effect['do']>(taken: Step, name: D) {
  return taken.effects.find((effect): effect is Extract<Effect, { do: D }> => effect.do === name)
}

export function arrive(state: State, ...events: readonly SessionEvent[]): Step {
  let taken: Step = { state, effects: [] }
  for (const event of events) taken = step(taken.state, event, AT)
  return taken
}

export const waiting = (facts: Partial<WaitingState> = {}): WaitingState => ({
  ...STATES.waiting,
  ...facts,
})

export const finish = (callId: string, lastCall = false): Command => ({
  type: 'finish',
  callId,
  draft: TYPED,
  lastCall,
  leaveMessage: false,
})

export const arrived = (call: typeof ANN, seen: Seen = 'new'): SessionEvent => ({
  type: 'call-arrived',
  call,
  seen,
  draft: { dispositions: [], notes: '' },
})

export const stored = (
  outcome: Extract<SessionEvent, { type: 'store-done' }>['outcome'],
  facts: { tries?: number; lostBefore?: boolean; lastCall?: boolean } = {},
): SessionEvent => ({
  type: 'store-done',
  call: ANN,
  draft: TYPED,
  outcome,
  tries: 1,
  lostBefore: false,
  lastCall: false,
  ...facts,
})
