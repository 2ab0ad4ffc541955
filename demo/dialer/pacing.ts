/**
 * Pacing: answered lines to idle agents, then `ratio` lines dialled per agent still idle.
 * @module
 */

import { connect, dialContact, isServable } from './lines.ts'
import { unqueueAgent } from './queue.ts'
import type { Campaign, Line } from './state.ts'
import type { Turn } from './turn.ts'

/** Lines of one campaign that may ring at once, whatever the ratio. */
const MAX_RINGING = 200

/** What every turn ends with. */
export function settle(turn: Turn): void {
  for (const campaign of Object.values(turn.floor.campaigns)) {
    if (campaign.ready.length === 0) continue
    const lines = Object.values(turn.floor.lines).filter(
      ({ campaignId }) => campaignId === campaign.id,
    )
    serve(turn, campaign, lines)
    if (campaign.running) pace(turn, campaign, lines)
  }
}

/** Connects answered lines, in the order they were dialled, with the agents longest idle. */
function serve(turn: Turn, campaign: Campaign, lines: readonly Line[]): void {
  for (const line of lines) {
    const agent = turn.floor.agents[campaign.ready[0] ?? '']
    if (agent === undefined) return
    if (!isServable(turn, line)) continue
    unqueueAgent(turn, agent)
    connect(turn, line, agent)
  }
}

function pace(turn: Turn, campaign: Campaign, lines: readonly Line[]): void {
  const ringing = lines.filter(({ state }) => state === 'dialling' || state === 'answered').length
  const wanted = Math.min(Math.ceil(campaign.ratio * campaign.ready.length), MAX_RINGING)
  for (let dialled = ringing; dialled < wanted; dialled += 1) {
    const contact = nextContact(turn, campaign)
    if (contact === undefined) return
    dialContact(turn, campaign, contact)
  }
}

/** The next contact to dial; a list that is used up begins again where the settings say so. */
function nextContact(turn: Turn, campaign: Campaign): number | undefined {
  if (campaign.queue.length === 0 && turn.floor.settings.recycle) recycle(campaign)
  return campaign.queue.shift()
}

function recycle(campaign: Campaign): void {
  for (const [index, contact] of campaign.contacts.entries()) {
    if (contact.state !== 'done') continue
    contact.state = 'queued'
    contact.attempts = 0
    campaign.queue.push(index)
  }
}
