/**
 * The exchange: a floor and a simulated phone network on one clock. Time passes only when it is
 * told to, so a story replays exactly.
 * @module
 */

import { addCampaign } from './campaigns.ts'
import type { SettingsChange } from './control.ts'
import type { DeskView } from './desk-view.ts'
import { Floor, type Orders } from './floor.ts'
import { type NetworkState, newNetwork } from './network.ts'
import type { Scenario } from './scenarios.ts'
import { SimulatedPhones } from './simulated-phones.ts'
import { type FloorState, newFloor } from './state.ts'
import type { Answer, Ask } from './turn.ts'

/** Everything, as plain data. */
export interface ExchangeState {
  at: number
  readonly floor: FloorState
  readonly network: NetworkState
}

/**
 * A story at its beginning.
 * @param openedAt in milliseconds since 1970; call ids begin with it
 */
export function openExchange(scenario: Scenario, openedAt: number): ExchangeState {
  const floor = newFloor(scenario.floor, scenario.seed, openedAt)
  for (const campaign of scenario.campaigns) addCampaign(floor, campaign)
  return { at: openedAt, floor, network: newNetwork(scenario.network, scenario.seed) }
}

/** The exchange over its state. Every method returns the answers that have become due. */
export class Exchange {
  readonly state: ExchangeState
  readonly #floor: Floor
  readonly #phones: SimulatedPhones

  constructor(state: ExchangeState) {
    this.state = state
    this.#floor = new Floor(state.floor)
    this.#phones = new SimulatedPhones(state.network)
  }

  /** When something happens next by itself; infinity for never. */
  get nextAt(): number {
    return Math.min(this.#floor.nextAt, this.#phones.nextAt)
  }

  /** Asks an operation of the floor, at the exchange's present time. */
  ask(ask: Ask): readonly Answer[] {
    return this.#obey(this.#floor.on({ type: 'asked', ask }, this.state.at))
  }

  /** Lets everything happen that is due by then. */
  advance(to: number): readonly Answer[] {
    const answers: Answer[] = []
    while (this.nextAt <= to) {
      this.state.at = Math.max(this.state.at, this.nextAt)
      answers.push(...this.#step())
    }
    this.state.at = Math.max(this.state.at, to)
    return answers
  }

  /** Changes how dialer and network behave from now on, and returns how that is. */
  configure({ floor, network }: SettingsChange): SettingsChange {
    this.state.floor.settings = { ...this.state.floor.settings, ...floor }
    this.state.network.settings = { ...this.state.network.settings, ...network }
    return { floor: this.state.floor.settings, network: this.state.network.settings }
  }

  /** Picks up a ringing desk phone; false when it does not ring. */
  answer(phoneNumber: string): boolean {
    return this.#phones.answer(phoneNumber, this.state.at)
  }

  /** Puts a desk phone down; false when it neither rings nor is up. */
  hangUp(phoneNumber: string): boolean {
    return this.#phones.hangUp(phoneNumber, this.state.at)
  }

  /** Says whether a page shows the desk phone. */
  attend(phoneNumber: string, attended: boolean): void {
    this.#phones.attend(phoneNumber, attended, this.state.at)
  }

  /** What a desk phone shows. */
  view(phoneNumber: string): DeskView {
    return this.#phones.view(phoneNumber, this.state.at)
  }

  /** One thing at a time, the phones' first: what they report may settle what the floor waits for. */
  #step(): readonly Answer[] {
    const { at } = this.state
    if (this.#phones.nextAt > this.#floor.nextAt)
      return this.#obey(this.#floor.on({ type: 'time' }, at))
    const event = this.#phones.step(at)
    return event === undefined ? [] : this.#obey(this.#floor.on(event, at))
  }

  #obey({ commands, answers }: Orders): readonly Answer[] {
    for (const command of commands) this.#phones.carry(command, this.state.at)
    return answers
  }
}
