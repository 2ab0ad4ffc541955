/**
 * Agents: the callback, the id they hear, logging in and the ways to leave.
 * @module
 */

import type { ParametersOf } from '../../shared/predictive-service.ts'
import { between } from './chance.ts'
import { readPhoneNumber } from './contacts.ts'
import { dial, hangUp, play } from './legs.ts'
import { end } from './lines.ts'
import { queueAgent, unqueueAgent } from './queue.ts'
import type { Agent, Leg } from './state.ts'
import {
  agentOf,
  campaignOf,
  later,
  legOf,
  lookUp,
  notLoggedIn,
  Refusal,
  type Turn,
} from './turn.ts'
import { isLoggedIn, refuseWaits } from './waits.ts'

/** How long an agent's phone rings. */
const RING_SECONDS = 45

/** How long the agent id is recited before we hang up on whoever listens. */
const RECITAL_SECONDS = 600

/** How long an agent who logged off may leave the phone off the hook. */
const LEAVING_SECONDS = 30

/** Agent ids have four digits while there is room; a taken one is drawn again this often. */
const ID_DRAWS = 200

/** How long a session can be asked about after its end. */
const KEEP_MS = 24 * 3_600_000

const GOODBYE = 'You are logged off. You can hang up now.'

/** Hold music when the agent asked for none in particular. */
const DEFAULT_MUSIC = 'default'

/**
 * Rings the agent's phone; what they hear there is their new agent id.
 * @throws {Refusal} when the campaign is not known or the number is none
 */
export function callBack(
  turn: Turn,
  parameters: ParametersOf<'sendAgentCallBack'>,
  music: string | null,
): undefined {
  const campaign = campaignOf(turn, parameters.campaignId)
  const phoneNumber = readPhoneNumber(parameters.phoneNumber ?? '')
  if (phoneNumber === null) {
    throw new Refusal(`"${parameters.phoneNumber ?? ''}" is not a phone number`)
  }
  forgetOld(turn)
  const agentId = newAgentId(turn)
  const leg = dial(turn, agentId, {
    to: phoneNumber,
    from: campaign.callerId,
    ringSeconds: RING_SECONDS,
    detectMachine: false,
    ifNobody: null,
  })
  turn.floor.agents[agentId] = {
    agentId,
    campaignId: campaign.id,
    userId: parameters.userId ?? '',
    phoneNumber,
    music: music || DEFAULT_MUSIC,
    leg: leg.id,
    state: 'calling',
    line: null,
    callId: null,
    loggedInAt: null,
    loggedOutAt: null,
    leftAt: null,
    figures: { calls: 0, talkMs: 0, responseMs: 0 },
  }
}

/** The agent picked up: recite the id until they log in. */
export function agentAnswered(turn: Turn, agent: Agent, leg: Leg): void {
  if (agent.state !== 'calling' || leg.state !== 'dialling') return
  leg.state = 'up'
  agent.state = 'reciting'
  play(turn, leg, { kind: 'digits', digits: agent.agentId }, true)
  later(turn, RECITAL_SECONDS, { timer: 'recital-over', agentId: agent.agentId })
}

/**
 * Logs in with the id that was heard. The same user may do it twice: the first answer may have
 * been lost.
 * @throws {Refusal} when the id is not known, not recited, given up, or somebody else's
 */
export function logIn(turn: Turn, parameters: ParametersOf<'loginAgent'>): undefined {
  const { campaignId, agentId } = parameters
  const userId = parameters.userId ?? ''
  const agent = agentOf(turn, campaignId, agentId)
  if (isLoggedIn(agent)) {
    if (agent.userId === userId) return
    throw new Refusal(`Agent ${agentId} is already logged in`)
  }
  if (agent.state === 'calling') throw new Refusal(`Agent ${agentId} has not answered the phone`)
  if (agent.state !== 'reciting') throw new Refusal(`Agent ${agentId} has hung up`)
  agent.userId = userId
  agent.loggedInAt = turn.at
  queueAgent(turn, agent)
}

/** The last call is stored: no more calls, and the agent may hang up. */
export function leave(turn: Turn, agent: Agent): void {
  logOut(turn, agent, 'leaving')
  const leg = legOf(turn, agent)
  if (leg !== undefined) play(turn, leg, { kind: 'text', text: GOODBYE }, false)
  later(turn, LEAVING_SECONDS, { timer: 'leaving-over', agentId: agent.agentId })
}

/**
 * Hangs up an agent's phone and removes them.
 * @throws {Refusal} when there is no such agent, or they are gone already
 */
export function kick(turn: Turn, { campaignId, agentId }: ParametersOf<'kickAgent'>): undefined {
  const agent = agentOf(turn, campaignId, agentId)
  if (agent.state === 'gone') throw notLoggedIn(agentId, campaignId)
  dismiss(turn, agent)
}

/** Hangs up an agent's phone for good. */
export function dismiss(turn: Turn, agent: Agent): void {
  const leg = legOf(turn, agent)
  if (leg !== undefined) hangUp(turn, leg)
  agentGone(turn, agent)
}

/** The agent's leg is over: so is the session, and the person on the line is let go. */
export function agentGone(turn: Turn, agent: Agent): void {
  if (agent.state === 'gone') return
  const line = turn.floor.lines[agent.line ?? '']
  logOut(turn, agent, 'gone')
  agent.leftAt = turn.at
  if (line !== undefined) end(turn, line, 'abandoned')
}

function logOut(turn: Turn, agent: Agent, state: 'leaving' | 'gone'): void {
  agent.state = state
  if (agent.loggedInAt !== null) agent.loggedOutAt ??= turn.at
  unqueueAgent(turn, agent)
  refuseWaits(turn, agent)
}

/** Sessions that ended long ago are forgotten with their calls, so that the floor stays small. */
function forgetOld({ floor, at }: Turn): void {
  for (const { agentId, state, leftAt } of Object.values(floor.agents)) {
    if (state !== 'gone' || leftAt === null || at - leftAt < KEEP_MS) continue
    delete floor.agents[agentId]
    for (const call of Object.values(floor.calls)) {
      if (call.agentId === agentId) delete floor.calls[call.id]
    }
  }
}

function newAgentId(turn: Turn): string {
  for (let digits = 4; ; digits += 1) {
    for (let draws = 0; draws < ID_DRAWS; draws += 1) {
      const id = String(between(turn.floor.chance, 10 ** (digits - 1), 10 ** digits - 1))
      if (lookUp(turn.floor.agents, id) === undefined) return id
    }
  }
}
