/**
 * The queue of idle agents: hold music until somebody is on the line.
 * @module
 */

import { play } from './legs.ts'
import type { Agent } from './state.ts'
import { campaignOf, legOf, type Turn } from './turn.ts'

/** Puts an agent at the end of the queue, with hold music. */
export function queueAgent(turn: Turn, agent: Agent): void {
  agent.state = 'ready'
  agent.line = null
  agent.callId = null
  const campaign = campaignOf(turn, agent.campaignId)
  campaign.ready = [...campaign.ready.filter((id) => id !== agent.agentId), agent.agentId]
  const leg = legOf(turn, agent)
  if (leg !== undefined) play(turn, leg, { kind: 'music', music: agent.music }, true)
}

/** Takes an agent out of the queue. */
export function unqueueAgent(turn: Turn, agent: Agent): void {
  const campaign = campaignOf(turn, agent.campaignId)
  campaign.ready = campaign.ready.filter((id) => id !== agent.agentId)
}
