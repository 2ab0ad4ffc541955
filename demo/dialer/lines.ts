/**
 * Lines: one attempt each to reach a contact, from the dial to the person on an agent's line.
 * @module
 */

import { dial as dialLeg, hangUp } from './legs.ts'
import type { Detected, HangUp } from './phones.ts'
import { queueAgent } from './queue.ts'
import type { Agent, Call, Campaign, Contact, Leg, Line, Outcome } from './state.ts'
import { campaignOf, later, order, type Turn } from './turn.ts'
import { deliver } from './waits.ts'

/** How long a contact's phone rings before it counts as no answer. */
const RING_SECONDS = 25

/** How long an answered call waits for an agent before it counts as abandoned. */
const READY_WITHIN_SECONDS = 2

/** The longest the apology to an abandoned call can take, should its end not be reported. */
const APOLOGY_SECONDS = 15

/** How long a connection may take before it counts as failed. */
const CONNECT_SECONDS = 5

/** How often a contact is tried before the next round. */
const MAX_ATTEMPTS = 3

/** After which rest a contact is tried again, by outcome; the others are done with. */
const REST_SECONDS: Partial<Record<Outcome, number>> = {
  busy: 60,
  'no answer': 300,
  abandoned: 300,
}

const APOLOGY = 'Sorry, all our people are busy. We will call again.'

const OUTCOME_OF: Readonly<Record<HangUp, Outcome>> = {
  busy: 'busy',
  'no-answer': 'no answer',
  rejected: 'busy',
  failed: 'failed',
  us: 'failed',
  them: 'failed',
}

/** Dials a contact of the campaign. */
export function dialContact(turn: Turn, campaign: Campaign, index: number): void {
  const contact = campaign.contacts[index]
  if (contact === undefined) return
  contact.state = 'out'
  contact.attempts += 1
  const { id } = dialLeg(turn, null, {
    to: contact.phoneNumber,
    from: campaign.callerId,
    ringSeconds: RING_SECONDS,
    detectMachine: true,
    ifNobody: { sound: { kind: 'text', text: APOLOGY }, afterSeconds: READY_WITHIN_SECONDS },
  })
  turn.floor.lines[id] = {
    leg: id,
    campaignId: campaign.id,
    contact: index,
    state: 'dialling',
    detected: null,
    agentId: null,
    connectCommand: null,
    callId: null,
  }
}

/** Somebody or something picked up. */
export function lineAnswered(turn: Turn, line: Line, leg: Leg): void {
  if (line.state !== 'dialling' || leg.state !== 'dialling') return
  leg.state = 'up'
  line.state = 'answered'
  const seconds = READY_WITHIN_SECONDS + APOLOGY_SECONDS
  later(turn, seconds, { timer: 'nobody', leg: line.leg })
}

/** The network knows who picked up. */
export function lineDetected(turn: Turn, line: Line, what: Detected): void {
  line.detected = what
  if (what !== 'machine' && what !== 'fax') return
  const wanted = what === 'machine' && turn.floor.settings.machines === 'to-agent'
  if (line.state === 'answered' && !wanted) end(turn, line, 'machine')
  if (line.callId !== null) contactOf(turn, line).outcome = 'machine'
}

/** Whether an agent may have this line now; where machines are hung up on, only once it is known. */
export function isServable(turn: Turn, line: Line): boolean {
  const known = turn.floor.settings.machines === 'to-agent' || line.detected !== null
  return line.state === 'answered' && known
}

/** Connects an idle agent with an answered line. */
export function connect(turn: Turn, line: Line, agent: Agent): void {
  line.state = 'connecting'
  line.agentId = agent.agentId
  agent.state = 'connecting'
  agent.line = line.leg
  line.connectCommand = order(turn, agent.leg, { type: 'connect', with: line.leg, beep: true })
  later(turn, CONNECT_SECONDS, { timer: 'unconnected', leg: line.leg })
}

/** The person is on the agent's line: now there is a call, and waits are answered. */
export function lineConnected(turn: Turn, line: Line, command: string): void {
  const agent = turn.floor.agents[line.agentId ?? '']
  if (line.state !== 'connecting' || line.connectCommand !== command || !agent) return
  const call = newCall(turn, line, agent)
  turn.floor.calls[call.id] = call
  line.state = 'connected'
  line.callId = call.id
  agent.state = 'on-call'
  agent.callId = call.id
  agent.figures.calls += 1
  contactOf(turn, line).outcome = line.detected === 'machine' ? 'machine' : 'answered'
  deliver(turn, agent, call)
}

/** The connection failed or nobody can tell: the person is let go and the agent queued again. */
export function connectFailed(turn: Turn, line: Line, command: string): void {
  if (line.state !== 'connecting' || line.connectCommand !== command) return
  end(turn, line, 'abandoned')
}

/** No agent came in time and the person heard the apology. */
export function nobodyCame(turn: Turn, line: Line): void {
  if (line.state === 'answered') end(turn, line, 'abandoned')
}

/** The leg is gone, whoever hung up. */
export function lineEnded(turn: Turn, line: Line, why: HangUp): void {
  if (line.state === 'dialling') end(turn, line, OUTCOME_OF[why])
  else end(turn, line, 'abandoned')
  delete turn.floor.lines[line.leg]
}

/**
 * Hangs up what is left of a line and settles its contact, its agent and its call. The outcome
 * counts only for a line that never became a call. An agent on the call stays with it: the response
 * is still to come.
 */
export function end(turn: Turn, line: Line, outcome: Outcome): void {
  if (line.state === 'over') return
  const before = line.state
  line.state = 'over'
  const leg = turn.floor.legs[line.leg]
  if (leg !== undefined) hangUp(turn, leg)
  if (line.callId !== null) callParted(turn, line.callId)
  const agent = turn.floor.agents[line.agentId ?? '']
  if (agent?.line === line.leg) {
    agent.line = null
    if (agent.state === 'connecting') {
      order(turn, agent.leg, { type: 'part' })
      queueAgent(turn, agent)
    }
  }
  settleContact(turn, line, before === 'connected' || before === 'message' ? null : outcome)
}

/** Notes when agent and person stopped talking. */
export function callParted(turn: Turn, callId: string): void {
  const call = turn.floor.calls[callId]
  if (call === undefined || call.partedAt !== null) return
  call.partedAt = turn.at
  const agent = turn.floor.agents[call.agentId]
  if (agent !== undefined) agent.figures.talkMs += turn.at - call.connectedAt
}

function settleContact(turn: Turn, line: Line, outcome: Outcome | null): void {
  const contact = contactOf(turn, line)
  contact.outcome = outcome ?? contact.outcome
  const rest = outcome === null ? undefined : REST_SECONDS[outcome]
  if (rest === undefined || contact.attempts >= MAX_ATTEMPTS) {
    contact.state = 'done'
    return
  }
  contact.state = 'resting'
  const { campaignId, contact: index } = line
  later(turn, rest, { timer: 'contact-due', campaignId, contact: index })
}

/** A contact has rested: to the end of the queue. */
export function contactDue(turn: Turn, campaignId: string, index: number): void {
  const campaign = campaignOf(turn, campaignId)
  const contact = campaign.contacts[index]
  if (contact?.state !== 'resting') return
  contact.state = 'queued'
  campaign.queue.push(index)
}

function contactOf(turn: Turn, line: Line): Contact {
  const contact = campaignOf(turn, line.campaignId).contacts[line.contact]
  if (contact === undefined) throw new Error(`line ${line.leg} has no contact`)
  return contact
}

function newCall(turn: Turn, line: Line, agent: Agent): Call {
  const { phoneNumber, extra } = contactOf(turn, line)
  turn.floor.last.call += 1
  const opened = Math.floor(turn.floor.openedAt / 1000)
  return {
    id: `${opened}${String(turn.floor.last.call).padStart(4, '0')}`,
    campaignId: line.campaignId,
    contact: line.contact,
    phoneNumber,
    extra,
    agentId: agent.agentId,
    line: line.leg,
    connectedAt: turn.at,
    partedAt: null,
    deliveredAt: null,
    responses: [],
  }
}
