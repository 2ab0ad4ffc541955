/**
 * getAgentStats: the twelve columns of the dialer's session report, one row per login.
 * @module
 */

import type { ValueOf } from '../../shared/predictive-service.ts'
import type { Agent } from './state.ts'
import { campaignOf, type Turn } from './turn.ts'

/** Every session of the campaign that has logged in, in order of login. */
export function stats(turn: Turn, campaignId: string): ValueOf<'ArrayOfAgentType'> {
  const campaign = campaignOf(turn, campaignId)
  return Object.values(turn.floor.agents)
    .filter((agent) => agent.campaignId === campaign.id && agent.loggedInAt !== null)
    .toSorted((one, other) => (one.loggedInAt ?? 0) - (other.loggedInAt ?? 0))
    .map((agent) => row(turn, agent, agent.loggedInAt ?? turn.at))
}

/** An agent who is still logged in has no `loggedout`. Times are whole seconds. */
function row(turn: Turn, agent: Agent, loggedInAt: number): ValueOf<'AgentType'> {
  const { calls, responseMs } = agent.figures
  const talkMs = agent.figures.talkMs + talkingNow(turn, agent)
  const durationMs = (agent.loggedOutAt ?? turn.at) - loggedInAt
  return {
    avgcallsec: calls === 0 ? 0 : Math.round(talkMs / calls / 100) / 10,
    calls,
    callsec: Math.round(talkMs / 1000),
    campaignid: agent.campaignId,
    duration: Math.round(durationMs / 1000),
    id: agent.agentId,
    loggedin: new Date(loggedInAt),
    ...(agent.loggedOutAt !== null && { loggedout: new Date(agent.loggedOutAt) }),
    percentresponse: durationMs === 0 ? 0 : Math.round((responseMs / durationMs) * 1000) / 10,
    phonenumber: agent.phoneNumber,
    responsetime: Math.round(responseMs / 1000),
    userid: agent.userId,
  }
}

function talkingNow(turn: Turn, agent: Agent): number {
  const call = turn.floor.calls[agent.callId ?? '']
  return call === undefined || call.partedAt !== null ? 0 : turn.at - call.connectedAt
}
