/**
 * Stops the campaign when it is time, and keeps trying until the dialer has.
 * @module
 */

import type { Closing } from '../../shared/board.ts'
import { Courier, type CourierPorts } from '../courier.ts'
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
      trip: () => ports.stop(),
    })
  }

  /** What supervisors chose. */
  get closing(): Closing {
    return this.#ports.controls.get('closing')?.value ?? NEVER
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

  #due(): number | null {
    const { controls, roster } = this.#ports
    const dialling = controls.get('dialling')
    return stopDue({
      closing: this.closing,
      chosenAt: controls.get('closing')?.at ?? 0,
      since: dialling?.value ? dialling.at : null,
      emptySince: roster.emptySince(),
    })
  }
}
