/**
 * Hosts an exchange in the real world: brings it to the present before anything is asked of it,
 * holds blocking waits as promises, and wakes it when something is due.
 * @module
 */

import type { ServiceName } from '../../shared/predictive-service.ts'
import { read, until } from './clock.ts'
import type { Reset } from './control.ts'
import { DeskSockets } from './desk-sockets.ts'
import { Exchange, openExchange } from './exchange.ts'
import type { Journal } from './journal.ts'
import { SoapFault } from './server.ts'
import type { Saved } from './snapshot.ts'
import type { Answer } from './turn.ts'

/** The longest pause a timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** What stands for the key in the journal. */
const MASK = '***'

/** What becomes of waits when a new story begins. */
const RESTARTED = 'The dialer has been restarted'

/** A story at its beginning, and the clock that it will be told by. */
export function begin(reset: Reset, wall: number): Saved {
  const { scenario, clock, speed, at, lastCampaign } = reset
  const startedAt = at ?? wall
  const exchange = openExchange(scenario, startedAt)
  if (lastCampaign !== null) exchange.floor.last.campaign = lastCampaign
  return { clock: { kind: clock, speed, startedAt, wallAt: wall }, exchange }
}

/** An exchange, its clock, its pages and its held waits. */
export class Host {
  readonly pages = new DeskSockets((act) => this.turn(act))
  readonly #journal: Journal
  readonly #changed: (told: boolean) => void
  readonly #held = new Map<string, (answer: Answer) => void>()
  #saved: Saved
  #exchange: Exchange
  #timer: ReturnType<typeof setTimeout> | null = null
  #told = false

  /**
   * @param changed called after every turn, with whether somebody was told something that must not
   * be forgotten
   */
  constructor(saved: Saved, journal: Journal, changed: (told: boolean) => void) {
    this.#saved = saved
    this.#exchange = new Exchange(saved.exchange)
    this.#journal = journal
    this.#changed = changed
  }

  /** Everything, to be read or saved. */
  get saved(): Saved {
    return this.#saved
  }

  /** The dialer's clock. */
  get at(): number {
    return this.#exchange.state.at
  }

  /** Brings the exchange to the present, acts on it, and sends out what follows. */
  turn<T>(act: (exchange: Exchange) => T): T {
    const now = read(this.#saved.clock, Date.now(), this.at)
    this.#give(this.#exchange.advance(now))
    const result = act(this.#exchange)
    this.pages.tell(this.#exchange)
    this.#setTimer()
    this.#changed(this.#told)
    this.#told = false
    return result
  }

  /**
   * Asks an operation of the floor, and waits for the answer as long as the floor holds it.
   * @throws {SoapFault} in the floor's words
   */
  async ask(
    service: ServiceName,
    operation: string,
    parameters: object,
    keyFits: boolean,
  ): Promise<unknown> {
    const masked = { ...parameters, key: MASK }
    const ask = { ask: crypto.randomUUID(), service, operation, parameters: masked, keyFits }
    const answered = new Promise<Answer>((resolve) => this.#held.set(ask.ask, resolve))
    this.turn((exchange) => {
      this.#journal.asked(this.at, ask)
      this.#give(exchange.ask(ask))
    })
    const answer = await answered
    if ('fault' in answer) throw new SoapFault(answer.fault)
    return answer.value
  }

  /** Moves a clock that is moved by hand. */
  advance(milliseconds: number): number {
    return this.turn((exchange) => {
      this.#give(exchange.advance(this.at + milliseconds))
      return this.at
    })
  }

  /** Begins a story: everybody is forgotten, except the pages of desk phones. */
  reset(to: Reset): void {
    const forgotten = [...this.#held.keys()]
    this.#give(forgotten.map((ask) => ({ ask, fault: RESTARTED })))
    this.#journal.clear()
    this.#saved = begin(to, Date.now())
    this.#exchange = new Exchange(this.#saved.exchange)
    this.pages.attendAll(this.#exchange)
    this.turn(() => undefined)
  }

  #give(answers: readonly Answer[]): void {
    for (const answer of answers) {
      this.#told = true
      this.#journal.answered(this.at, answer)
      this.#held.get(answer.ask)?.(answer)
      this.#held.delete(answer.ask)
    }
  }

  #setTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const pause = until(this.#saved.clock, Date.now(), this.#exchange.nextAt)
    if (pause === Number.POSITIVE_INFINITY) return
    this.#timer = setTimeout(() => this.turn(() => undefined), Math.min(pause, LONGEST_TIMER_MS))
  }
}
