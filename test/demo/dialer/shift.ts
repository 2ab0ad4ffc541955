/**
 * A shift on an exchange, as tests drive it: operations by name, desk phones by number, time by
 * hand. No HTTP and no XML; those have tests of their own.
 */

import { readContacts } from '../../../demo/dialer/contacts.ts'
import { Exchange, type ExchangeState, openExchange } from '../../../demo/dialer/exchange.ts'
import type { NetworkSettings } from '../../../demo/dialer/network.ts'
import type { Scenario } from '../../../demo/dialer/scenarios.ts'
import { DEFAULT_SETTINGS, type FloorSettings } from '../../../demo/dialer/state.ts'
import type { Answer } from '../../../demo/dialer/turn.ts'
import type { OperationName, ParametersOf, ResultOf } from '../../../shared/predictive-service.ts'

const OPENED = Date.UTC(2026, 10, 23, 9)
export const CAMPAIGN = '874100'
export const DESK = '5550100'

/** A network on which everybody answers and talks for minutes. */
const ALL_ANSWER: NetworkSettings = {
  deskPhones: 'page',
  noise: { duplicate: 0, reorder: 0, fail: 0 },
  fates: { human: 1, machine: 0, busy: 0, 'no-answer': 0, rejected: 0, failed: 0 },
  talkSeconds: [300, 300],
  people: {},
}

/** One campaign of `numbers` rows, running. */
export function scenario(
  numbers: number,
  network: Partial<NetworkSettings> = {},
  floor: Partial<FloorSettings> = {},
): Scenario {
  const rows = Array.from(
    { length: numbers },
    (_, index) => `212555${1000 + index},Person ${index}`,
  )
  return {
    title: 'test',
    seed: 1,
    floor: { ...DEFAULT_SETTINGS, ...floor },
    network: { ...ALL_ANSWER, ...network },
    campaigns: [
      {
        id: CAMPAIGN,
        name: 'Test',
        callerId: '2125550100',
        dispositionLists: [],
        recording: 'Sorry we missed you.',
        ratio: 1,
        running: true,
        contacts: readContacts(rows),
      },
    ],
  }
}

type Of<O extends OperationName> = Omit<ParametersOf<O>, 'key'>

/** An exchange with its answers kept by ask. */
export class Shift {
  exchange: Exchange
  readonly answers = new Map<string, Answer>()
  readonly #opened: number
  #asks = 0

  constructor(story: Scenario | ExchangeState) {
    this.exchange = new Exchange('at' in story ? story : openExchange(story, OPENED))
    this.#opened = this.exchange.state.at
  }

  /** Sends an operation and returns its ask. */
  send<O extends OperationName>(operation: O, parameters: Of<O>): string {
    this.#asks += 1
    const ask = `${this.#opened}-${this.#asks}`
    const asked = {
      ask,
      service: 'PredictiveService' as const,
      operation,
      parameters,
      keyFits: true,
    }
    this.#keep(this.exchange.ask(asked))
    return ask
  }

  /** Sends an operation that answers at once; a fault is thrown. */
  do<O extends OperationName>(operation: O, parameters: Of<O>): ResultOf<O> {
    return this.value(this.send(operation, parameters)) as ResultOf<O>
  }

  /** The words of the fault that an operation met. */
  fault<O extends OperationName>(operation: O, parameters: Of<O>): string {
    const answer = this.answers.get(this.send(operation, parameters))
    return answer && 'fault' in answer ? answer.fault : 'no fault'
  }

  value(ask: string): unknown {
    const answer = this.answers.get(ask)
    if (answer === undefined) throw new Error(`${ask} is not answered`)
    if ('fault' in answer) throw new Error(answer.fault)
    return answer.value
  }

  wait(agentId: string): string {
    return this.send('getConnectionForAgent', { campaignId: CAMPAIGN, agentId })
  }

  /** Lets seconds pass. */
  pass(seconds: number): void {
    this.#keep(this.exchange.advance(this.exchange.state.at + seconds * 1000))
  }

  /** Lets time pass until something is so. */
  until(so: () => boolean, seconds = 600): void {
    const end = this.exchange.state.at + seconds * 1000
    while (!so()) {
      if (this.exchange.state.at >= end) throw new Error(`not so within ${seconds} s`)
      this.pass(0.1)
    }
  }

  hears(desk = DESK) {
    return this.exchange.view(desk).hears
  }

  /** Callback, answer, listen: the agent id. */
  callMe(desk = DESK, userId = 'ann'): string {
    this.do('sendAgentCallBack', { campaignId: CAMPAIGN, userId, phoneNumber: desk })
    this.until(() => this.exchange.view(desk).state === 'ringing')
    this.exchange.answer(desk)
    this.until(() => this.hears(desk)?.kind === 'digits')
    const hears = this.hears(desk)
    if (hears?.kind !== 'digits') throw new Error('no agent id to be heard')
    return hears.digits
  }

  /** Callback to hold music: the agent id. */
  logIn(desk = DESK, userId = 'ann'): string {
    const agentId = this.callMe(desk, userId)
    this.do('loginAgent', { campaignId: CAMPAIGN, agentId, userId })
    return agentId
  }

  /** Waits, and returns the call's id once somebody is on the line. */
  nextCall(agentId: string): string {
    const ask = this.wait(agentId)
    this.until(() => this.answers.has(ask))
    return callId(this.value(ask))
  }

  finish(agentId: string, callId: string, lastcall = false): void {
    this.do('storeAgentResponse', finishOf(agentId, callId, lastcall))
  }

  #keep(answers: readonly Answer[]): void {
    for (const answer of answers) {
      if (this.answers.has(answer.ask)) throw new Error(`${answer.ask} is answered twice`)
      this.answers.set(answer.ask, answer)
    }
  }
}

export function finishOf(agentId: string, callId: string, lastcall = false) {
  return {
    campaignId: CAMPAIGN,
    agentId,
    callId,
    agentResponse: 'Renewed',
    agentNotes: `about ${callId}`,
    lastcall,
  }
}

export function callId(value: unknown): string {
  const call = value as { id?: string } | null
  if (!call?.id) throw new Error(`no call: ${JSON.stringify(value)}`)
  return call.id
}
