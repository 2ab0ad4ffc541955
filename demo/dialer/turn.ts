/**
 * One turn of the floor: what one event changes, and what it asks of the phones and answers to the
 * callers of operations.
 * @module
 */

import type { ServiceName } from '../../shared/predictive-service.ts'
import { schedule } from './agenda.ts'
import type { PhoneAction, PhoneCommand } from './phones.ts'
import type { Agent, Campaign, FloorState, Leg, Timer } from './state.ts'

/** An operation somebody asked for. */
export interface Ask {
  /** Names the answer; unique on this floor. */
  readonly ask: string
  readonly service: ServiceName
  readonly operation: string
  /** By name, the key masked. */
  readonly parameters: object
  /** Whether the key was right; the floor never sees it. */
  readonly keyFits: boolean
}

/** The answer to an ask: a value (undefined for a void operation) or the words of a fault. */
export type Answer =
  | { readonly ask: string; readonly value: unknown }
  | { readonly ask: string; readonly fault: string }

/** The state, the time, and what this turn sends. */
export interface Turn {
  readonly floor: FloorState
  readonly at: number
  readonly commands: PhoneCommand[]
  readonly answers: Answer[]
}

/** The floor says no; the message is the fault's text, for the agent's eyes. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Sends a command to a leg and returns the command's id. */
export function order(turn: Turn, leg: string, action: PhoneAction): string {
  turn.floor.last.command += 1
  const command = `c${turn.floor.last.command}`
  turn.commands.push({ ...action, command, leg })
  return command
}

/** Sets a timer, in seconds from now. */
export function later(turn: Turn, seconds: number, timer: Timer): void {
  schedule(turn.floor.agenda, turn.at + seconds * 1000, timer)
}

/**
 * The campaign with this id.
 * @throws {Refusal} when there is none
 */
export function campaignOf(turn: Turn, campaignId: string): Campaign {
  const campaign = lookUp(turn.floor.campaigns, campaignId)
  if (campaign === undefined) throw new Refusal(`Campaign ${campaignId} is not known`)
  return campaign
}

/**
 * The session under this agent id, whether or not it is over.
 * @throws {Refusal} when there is none, or it belongs to another campaign
 */
export function agentOf(turn: Turn, campaignId: string, agentId: string | null): Agent {
  campaignOf(turn, campaignId)
  const agent = lookUp(turn.floor.agents, agentId ?? '')
  if (agent === undefined) throw new Refusal(`Agent id ${agentId || '(empty)'} is not known`)
  if (agent.campaignId !== campaignId) throw notLoggedIn(agent.agentId, campaignId)
  return agent
}

/** The refusal for an agent id that may not do this, because nobody is logged in with it. */
export function notLoggedIn(agentId: string, campaignId: string): Refusal {
  return new Refusal(`Agent ${agentId} is not logged in to campaign ${campaignId}`)
}

/** The leg of an agent, while the network has it. */
export function legOf(turn: Turn, agent: Agent): Leg | undefined {
  return turn.floor.legs[agent.leg]
}

/** A record's own member: ids come from outside and may be `constructor`. */
export function lookUp<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined
}
