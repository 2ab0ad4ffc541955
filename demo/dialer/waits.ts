/**
 * The blocking getConnectionForAgent: who waits, and who is told of which call.
 * @module
 */

import type { ParametersOf, ValueOf } from '../../shared/predictive-service.ts'
import type { Agent, Call } from './state.ts'
import { type Answer, agentOf, later, lookUp, notLoggedIn, type Turn } from './turn.ts'

/** The answer comes in a later turn. */
export const LATER = Symbol('later')

/** States in which an agent id counts as logged in. */
const LOGGED_IN: readonly Agent['state'][] = ['ready', 'connecting', 'on-call']

/** Whether somebody is logged in with this agent id. */
export function isLoggedIn(agent: Agent): boolean {
  return LOGGED_IN.includes(agent.state)
}

/**
 * Answers with the agent's unfinished call, or keeps the wait until there is one.
 * @throws {Refusal} when nobody is logged in with the agent id
 */
export function wait(
  turn: Turn,
  { campaignId, agentId }: ParametersOf<'getConnectionForAgent'>,
  ask: string,
): ValueOf<'CallType'> | typeof LATER {
  const agent = agentOf(turn, campaignId, agentId)
  const call = agent.callId === null ? undefined : lookUp(turn.floor.calls, agent.callId)
  const { delivery, waitSeconds } = turn.floor.settings
  if (call !== undefined && (delivery === 'repeat' || call.deliveredAt === null)) {
    return hand(turn, call)
  }
  if (!isLoggedIn(agent)) throw notLoggedIn(agent.agentId, campaignId)
  turn.floor.waits.push({ ask, agentId: agent.agentId, since: turn.at })
  if (waitSeconds !== null) later(turn, waitSeconds, { timer: 'wait-over', ask })
  return LATER
}

/** Tells the agent's waits of a call: all of them, or in `once` mode the oldest only. */
export function deliver(turn: Turn, agent: Agent, call: Call): void {
  const mine = turn.floor.waits.filter(({ agentId }) => agentId === agent.agentId)
  const told = turn.floor.settings.delivery === 'once' ? mine.slice(0, 1) : mine
  for (const { ask } of told) answerWait(turn, { ask, value: hand(turn, call) })
}

/** Refuses all waits of an agent who is no longer logged in. */
export function refuseWaits(turn: Turn, agent: Agent): void {
  const fault = notLoggedIn(agent.agentId, agent.campaignId).message
  for (const { ask, agentId } of [...turn.floor.waits]) {
    if (agentId === agent.agentId) answerWait(turn, { ask, fault })
  }
}

/** Answers nil to a wait that has been held long enough. */
export function endWait(turn: Turn, ask: string): void {
  if (turn.floor.waits.some((held) => held.ask === ask)) answerWait(turn, { ask, value: null })
}

function answerWait(turn: Turn, answer: Answer): void {
  turn.floor.waits = turn.floor.waits.filter(({ ask }) => ask !== answer.ask)
  turn.answers.push(answer)
}

/** The call as the contract says it. When it is connected, the rest of its members are not known. */
function hand(turn: Turn, call: Call): ValueOf<'CallType'> {
  call.deliveredAt ??= turn.at
  return {
    agentid: call.agentId,
    agentresponse: null,
    callstart: new Date(call.connectedAt),
    campaignid: call.campaignId,
    disposition: null,
    extradata: call.extra,
    id: call.id,
    notes: null,
    phonenumber: call.phoneNumber,
    recordings: null,
    storeddata: null,
  }
}
