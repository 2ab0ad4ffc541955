/**
 * Stops the campaign when it is time, and keeps trying until the dialer has, or has refused for long.
 * @module
 */

import type { Closing, LastSet, StopRefusal } from '../../shared/board.ts'
import { Courier, type CourierPorts } from '../courier.ts'
import { DialerError } from '../dialer-error.ts'
import { stopDue } from './closing.ts'
import type { Controls } from './controls.ts'
import type { Roster } from './roster.ts'

/** What the stopper needs from the board. */
export interface StopperPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  readonly controls: Controls
  readonly roster: Roster
  /** Asks the dialer, and remembers that it is stopped. */
  readonly stop: () => Promise<void>
}

/**
 * An hour's: a dialer in trouble may refuse for a while. One that still does has no such campaign any
 * more, or stops it for nobody; it is asked again when the next time comes.
 */
export const MOST_REFUSALS = 120

const NEVER: Closing = { whenEmpty: false, time: null, zone: 'UTC' }

/** A campaign's closing time, kept. */
export class Stopper {
  readonly #ports: StopperPorts
  readonly #courier: Courier

  constructor(ports: StopperPorts) {
    this.#ports = ports
    this.#courier = new Courier({
      ...ports,
      what: 'stop',
      trip: () => this.#stop(),
    })
  }

  /** What supervisors chose. */
  get closing(): Closing {
    return this.#ports.controls.get('closing')?.value ?? NEVER
  }

  /** The dialer's last refusal of the stop that is due; null where there is none. */
  get refused(): LastSet<StopRefusal> | null {
    const { controls } = this.#ports
    const refusal = controls.get('refusal')
    const dialling = controls.get('dialling')
    return refusal && dialling?.value && refusal.at > dialling.at ? refusal : null
  }

  /** Stops the campaign if it is time. */
  drain(now: number): void {
    if ((this.#due() ?? Number.POSITIVE_INFINITY) <= now) this.#courier.drain(now)
  }

  /** When to look again. */
  nextDue(now: number): number | null {
    const due = this.#due()
    return due === null || due > now ? due : this.#courier.nextDue(now)
  }

  async #stop(): Promise<void> {
    try {
      await this.#ports.stop()
    } catch (error) {
      if (error instanceof DialerError && error.kind === 'fault') this.#note(error.words ?? '')
      throw error
    }
  }

  #note(words: string): void {
    const before = this.refused?.value.tries ?? 0
    const refusal = { words, tries: (before % MOST_REFUSALS) + 1 }
    this.#ports.controls.set('refusal', refusal, Date.now(), null)
  }

  #due(): number | null {
    const { controls, roster } = this.#ports
    const dialling = controls.get('dialling')
    const chosenAt = controls.get('closing')?.at ?? 0
    const refused = this.refused
    const gaveUp =
      refused !== null && refused.value.tries === MOST_REFUSALS && refused.at > chosenAt
    return stopDue({
      closing: this.closing,
      chosenAt,
      since: dialling?.value ? (gaveUp ? refused.at : dialling.at) : null,
      emptySince: roster.emptySince(),
    })
  }
}
