/**
 * Finishes: the response to a call is stored, and the agent moves on.
 * @module
 */

import type { ParametersOf } from '../../shared/predictive-service.ts'
import { leave } from './agents.ts'
import { hangUp } from './legs.ts'
import { callParted, end } from './lines.ts'
import { queueAgent } from './queue.ts'
import type { Agent, Call, Line } from './state.ts'
import { agentOf, campaignOf, later, lookUp, order, Refusal, type Turn } from './turn.ts'
import { isLoggedIn } from './waits.ts'

/** The longest a message can take, waiting for the greeting's end included. */
const MESSAGE_SECONDS = 180

/**
 * Stores a response; then the agent is queued again or, on their last call, let go. With
 * `message`, the campaign's recording is left on the callee's leg first.
 * @throws {Refusal} when agent, call or recording is not known, or the call has a response already
 * and this dialer minds
 */
export function finish(
  turn: Turn,
  parameters: ParametersOf<'storeAgentResponse'>,
  message: boolean,
): undefined {
  const { recording } = campaignOf(turn, parameters.campaignId)
  const agent = agentOf(turn, parameters.campaignId, parameters.agentId)
  const call = callOf(turn, agent, parameters.callId ?? '')
  if (message && recording === null) {
    throw new Refusal(`Campaign ${agent.campaignId} has no answering machine message`)
  }
  const again = call.responses.length > 0
  if (again && turn.floor.settings.secondFinish !== 'requeue') return refuseSecond(turn, call)
  store(turn, call, parameters, message)
  if (agent.callId !== call.id && !again) return
  if (again) endNextCall(turn, agent)
  else release(turn, agent, call, message ? recording : null)
  moveOn(turn, agent, parameters.lastcall ?? false)
}

function callOf(turn: Turn, agent: Agent, callId: string): Call {
  const call = lookUp(turn.floor.calls, callId)
  if (call === undefined) throw new Refusal(`Call ${callId || '(empty)'} is not known`)
  if (call.agentId === agent.agentId) return call
  throw new Refusal(`Call ${callId} is not a call of agent ${agent.agentId}`)
}

function refuseSecond(turn: Turn, call: Call): undefined {
  if (turn.floor.settings.secondFinish === 'accepted') return
  throw new Refusal(`Call ${call.id} already has a response`)
}

function store(
  turn: Turn,
  call: Call,
  { agentResponse, agentNotes, lastcall }: ParametersOf<'storeAgentResponse'>,
  message: boolean,
): void {
  call.responses.push({
    at: turn.at,
    agentResponse: agentResponse ?? '',
    agentNotes: agentNotes ?? '',
    lastcall: lastcall ?? false,
    message,
  })
}

/** Ends the conversation, if it still goes on, and counts the time since it ended. */
function release(turn: Turn, agent: Agent, call: Call, recording: string | null): void {
  agent.figures.responseMs += call.partedAt === null ? 0 : turn.at - call.partedAt
  const line = turn.floor.lines[call.line]
  if (line?.state === 'connected') {
    if (recording === null) letGo(turn, agent, line)
    else leaveMessage(turn, line, recording)
  }
  callParted(turn, call.id)
  agent.line = null
  agent.callId = null
}

function letGo(turn: Turn, agent: Agent, line: Line): void {
  order(turn, agent.leg, { type: 'part' })
  end(turn, line, 'answered')
}

/** The callee's leg hears the recording without the agent, and is hung up when it ends. */
function leaveMessage(turn: Turn, line: Line, recording: string): void {
  line.state = 'message'
  line.agentId = null
  order(turn, line.leg, { type: 'leave-message', recording })
  later(turn, MESSAGE_SECONDS, { timer: 'message-over', leg: line.leg })
}

/** The message has been left, or will never be. */
export function messageLeft(turn: Turn, line: Line): void {
  if (line.state !== 'message') return
  const leg = turn.floor.legs[line.leg]
  if (leg !== undefined) hangUp(turn, leg)
  end(turn, line, 'machine')
}

/** What a late duplicate does on a dialer that re-queues: whoever is on the line now is cut off. */
function endNextCall(turn: Turn, agent: Agent): void {
  const line = turn.floor.lines[agent.line ?? '']
  if (line !== undefined) letGo(turn, agent, line)
  agent.callId = null
}

function moveOn(turn: Turn, agent: Agent, lastcall: boolean): void {
  if (!isLoggedIn(agent)) return
  if (lastcall) leave(turn, agent)
  else queueAgent(turn, agent)
}
