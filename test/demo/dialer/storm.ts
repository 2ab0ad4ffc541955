/**
 * A storm: agents who act at random, on a network that repeats, delays and fails what it is told.
 * Everything is decided by the seed, so a storm can be run twice, or in two halves.
 */

import { type Chance, draw, happens } from '../../../demo/dialer/chance.ts'
import type { ExchangeState } from '../../../demo/dialer/exchange.ts'
import type { Scenario } from '../../../demo/dialer/scenarios.ts'
import { CAMPAIGN, finishOf, Shift } from './shift.ts'

/** What a storm does to a shift; shares are per agent and second. */
export interface Weather {
  readonly seed: number
  readonly agents: number
  readonly seconds: number
  readonly hangUp: number
  readonly kick: number
  readonly doubleFinish: number
  readonly lastCall: number
}

/** One agent's own view: what they were told, and what is on their screen. */
interface Worker {
  readonly desk: string
  agentId: string | null
  wait: string | null
  callId: string | null
  finished: string | null
  called: boolean
}

/** A storm that can be stopped, copied and gone on with. */
export interface StormState {
  readonly weather: Weather
  readonly chance: Chance
  readonly workers: Worker[]
  readonly exchange: ExchangeState
  second: number
  /** Every call id that a wait was answered with, in order. */
  readonly shown: string[]
}

export function newStorm(weather: Weather, story: Scenario): StormState {
  const workers = Array.from({ length: weather.agents }, (_, index) => ({
    desk: `55501${String(index).padStart(2, '0')}`,
    agentId: null,
    wait: null,
    callId: null,
    finished: null,
    called: false,
  }))
  const chance = { state: weather.seed }
  const { state } = new Shift(story).exchange
  return { weather, chance, workers, exchange: state, second: 0, shown: [] }
}

/** Blows until a second, and returns what was answered, for comparison. */
export function blow(storm: StormState, until: number, onSecond = (_: StormState) => {}): void {
  const shift = new Shift(storm.exchange)
  // a copied storm's waits belong to its first half: whoever waited asks again
  for (const worker of storm.workers) worker.wait = null
  for (; storm.second < until; storm.second += 1) {
    for (const worker of storm.workers) act(storm, shift, worker)
    shift.pass(1)
    onSecond(storm)
  }
}

function act(storm: StormState, shift: Shift, worker: Worker): void {
  const { weather, chance } = storm
  hear(storm, shift, worker)
  if (happens(chance, weather.hangUp)) shift.exchange.hangUp(worker.desk)
  if (worker.agentId !== null && happens(chance, weather.kick)) {
    shift.send('kickAgent', { campaignId: CAMPAIGN, agentId: worker.agentId })
  }
  const phone = shift.exchange.view(worker.desk)
  if (phone.state === 'idle') callAgain(shift, worker)
  else worker.called = false
  if (phone.state === 'ringing') shift.exchange.answer(worker.desk)
  else if (phone.hears?.kind === 'digits') logIn(shift, worker, phone.hears.digits)
  else if (worker.callId !== null && draw(chance) < 0.2) finish(storm, shift, worker)
  else if (worker.agentId !== null && worker.callId === null && worker.wait === null) {
    worker.wait = shift.wait(worker.agentId)
    hear(storm, shift, worker)
  }
}

function callAgain(shift: Shift, worker: Worker): void {
  Object.assign(worker, { agentId: null, wait: null })
  if (worker.callId !== null) worker.callId = null
  if (worker.called) return
  worker.called = true
  const { desk } = worker
  shift.do('sendAgentCallBack', { campaignId: CAMPAIGN, userId: desk, phoneNumber: desk })
}

function logIn(shift: Shift, worker: Worker, digits: string): void {
  const ask = shift.send('loginAgent', {
    campaignId: CAMPAIGN,
    agentId: digits,
    userId: worker.desk,
  })
  const answer = shift.answers.get(ask)
  worker.agentId = answer !== undefined && 'value' in answer ? digits : null
}

function hear(storm: StormState, shift: Shift, worker: Worker): void {
  const answer = shift.answers.get(worker.wait ?? '')
  if (answer === undefined) return
  worker.wait = null
  const call = 'value' in answer ? (answer.value as { id: string } | null) : null
  if (call === null || call.id === worker.finished) return
  worker.callId = call.id
  storm.shown.push(call.id)
}

function finish(storm: StormState, shift: Shift, worker: Worker): void {
  const { weather, chance } = storm
  if (worker.agentId === null || worker.callId === null) return
  const answer = finishOf(worker.agentId, worker.callId, happens(chance, weather.lastCall))
  const message = happens(chance, 0.2)
  const operation = message ? 'answeringMachineTransferStoreAgentResponse' : 'storeAgentResponse'
  shift.send(operation, answer)
  if (happens(chance, weather.doubleFinish)) shift.send(operation, answer)
  worker.finished = worker.callId
  worker.callId = null
}

/** Sends everybody home and lets the network come to rest. */
export function calm(storm: StormState): Shift {
  const shift = new Shift(storm.exchange)
  shift.exchange.ask({
    ask: 'stop',
    service: 'CampaignService',
    operation: 'stopCampaign',
    parameters: { campaignId: CAMPAIGN },
    keyFits: true,
  })
  // a callback may still be on its way to a desk that was put down a moment ago
  for (let minute = 0; minute < 30; minute += 1) {
    for (const { desk } of storm.workers) shift.exchange.hangUp(desk)
    shift.pass(60)
  }
  return shift
}
