/**
 * The floor: agents, lines and calls. An event goes in, commands to phones and answers to callers
 * come out; nothing in here waits, looks at a clock or throws dice of its own.
 * @module
 */

import { nextAt, takeDue } from './agenda.ts'
import { agentAnswered, agentGone, dismiss } from './agents.ts'
import { messageLeft } from './finishes.ts'
import { hangUp, hangUpAgain, playAgain } from './legs.ts'
import {
  connectFailed,
  contactDue,
  end,
  lineAnswered,
  lineConnected,
  lineDetected,
  lineEnded,
  nobodyCame,
} from './lines.ts'
import { carryOut } from './operations.ts'
import { settle } from './pacing.ts'
import type { HangUp, PhoneCommand, PhoneEvent } from './phones.ts'
import type { Agent, FloorState, Leg, Line, Timer } from './state.ts'
import type { Answer, Ask, Turn } from './turn.ts'
import { endWait } from './waits.ts'

/** What can happen to a floor: a phone reports, somebody asks, or time has passed. */
export type FloorEvent =
  | PhoneEvent
  | { readonly type: 'asked'; readonly ask: Ask }
  | { readonly type: 'time' }

/** What a turn sends out. */
export interface Orders {
  readonly commands: readonly PhoneCommand[]
  readonly answers: readonly Answer[]
}

/** A floor over its state; the state alone decides what comes next. */
export class Floor {
  readonly state: FloorState

  constructor(state: FloorState) {
    this.state = state
  }

  /** When time alone will change something, in milliseconds since 1970; infinity for never. */
  get nextAt(): number {
    return nextAt(this.state.agenda)
  }

  /**
   * Takes one event in.
   * @param at the dialer's clock, in milliseconds since 1970; never earlier than before
   */
  on(event: FloorEvent, at: number): Orders {
    const turn: Turn = { floor: this.state, at, commands: [], answers: [] }
    passTime(turn)
    if (event.type === 'asked') carryOut(turn, event.ask)
    else if (event.type !== 'time') heard(turn, event)
    settle(turn)
    return { commands: turn.commands, answers: turn.answers }
  }
}

function passTime(turn: Turn): void {
  for (;;) {
    const timer = takeDue(turn.floor.agenda, turn.at)
    if (timer === undefined) return
    const ring: (turn: Turn, timer: never) => void = TIMERS[timer.timer]
    ring(turn, timer as never)
  }
}

type OnTime = {
  readonly [T in Timer['timer']]: (turn: Turn, timer: Extract<Timer, { timer: T }>) => void
}

const TIMERS: OnTime = {
  'wait-over': (turn, { ask }) => endWait(turn, ask),
  'recital-over': (turn, { agentId }) => dismissIf(turn, agentId, 'reciting'),
  'leaving-over': (turn, { agentId }) => dismissIf(turn, agentId, 'leaving'),
  'contact-due': (turn, { campaignId, contact }) => contactDue(turn, campaignId, contact),
  'hang-up-again': (turn, { leg }) => {
    const closing = turn.floor.legs[leg]
    if (closing !== undefined && !hangUpAgain(turn, closing)) legEnded(turn, closing, 'us')
  },
  silent: (turn, { leg }) => {
    const silent = turn.floor.legs[leg]
    if (silent?.state === 'dialling') hangUp(turn, silent)
  },
  nobody: (turn, { leg }) => withLine(turn, leg, (line) => nobodyCame(turn, line)),
  unconnected: (turn, { leg }) =>
    withLine(turn, leg, (line) => {
      if (line.state === 'connecting') end(turn, line, 'abandoned')
    }),
  'message-over': (turn, { leg }) => withLine(turn, leg, (line) => messageLeft(turn, line)),
}

function dismissIf(turn: Turn, agentId: string, state: Agent['state']): void {
  const agent = turn.floor.agents[agentId]
  if (agent?.state === state) dismiss(turn, agent)
}

function withLine(turn: Turn, leg: string, then: (line: Line) => void): void {
  const line = turn.floor.lines[leg]
  if (line !== undefined) then(line)
}

/** Reports about legs that are gone are echoes: the network may repeat itself. */
function heard(turn: Turn, event: PhoneEvent): void {
  const leg = turn.floor.legs[event.leg]
  if (leg === undefined) return
  if (event.type === 'hung-up') legEnded(turn, leg, event.why)
  else if (event.type === 'command-failed') commandFailed(turn, leg, event)
  else if (leg.agentId !== null) agentHeard(turn, leg, event)
  else withLine(turn, leg.id, (line) => lineHeard(turn, leg, line, event))
}

function agentHeard(turn: Turn, leg: Leg, event: PhoneEvent): void {
  const agent = agentOn(turn, leg)
  if (agent === undefined) return
  if (event.type === 'answered') agentAnswered(turn, agent, leg)
  if (event.type === 'connected') {
    withLine(turn, event.with, (line) => lineConnected(turn, line, event.command))
  }
  if (event.type === 'parted') withLine(turn, event.from, (line) => linePulledAway(turn, line))
}

/** The network parted the two by itself: the person at the other end is let go. */
function linePulledAway(turn: Turn, line: Line): void {
  if (line.state === 'connected') end(turn, line, 'answered')
}

function lineHeard(turn: Turn, leg: Leg, line: Line, event: PhoneEvent): void {
  if (event.type === 'answered') lineAnswered(turn, line, leg)
  if (event.type === 'detected') lineDetected(turn, line, event.what)
  if (event.type !== 'played') return
  if (event.command === leg.dialCommand) nobodyCame(turn, line)
  else messageLeft(turn, line)
}

function commandFailed(
  turn: Turn,
  leg: Leg,
  { command, outcome }: Extract<PhoneEvent, { type: 'command-failed' }>,
): void {
  if (command === leg.dialCommand) {
    if (outcome === 'no') legEnded(turn, leg, 'failed')
    else hangUp(turn, leg)
    return
  }
  if (leg.agentId === null) {
    withLine(turn, leg.id, (line) => messageLeft(turn, line))
    return
  }
  const line = turn.floor.lines[agentOn(turn, leg)?.line ?? '']
  if (line !== undefined) connectFailed(turn, line, command)
  playAgain(turn, leg, command)
}

function legEnded(turn: Turn, leg: Leg, why: HangUp): void {
  delete turn.floor.legs[leg.id]
  const agent = agentOn(turn, leg)
  if (agent !== undefined) agentGone(turn, agent)
  withLine(turn, leg.id, (line) => lineEnded(turn, line, why))
}

function agentOn(turn: Turn, leg: Leg): Agent | undefined {
  return leg.agentId === null ? undefined : turn.floor.agents[leg.agentId]
}
