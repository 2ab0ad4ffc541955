/**
 * The dialers that a chaos run is tried against.
 * @module
 */

import type { FloorSettings } from '../../demo/dialer/state.ts'

/** How one dialer behaves where the contract leaves it open. */
export interface Mode {
  readonly name: string
  readonly delivery: FloorSettings['delivery']
  readonly secondFinish: FloorSettings['secondFinish']
  /**
   * Whether it notices that the connection of a wait is gone. One that does not answers the next
   * call to a dead wait.
   */
  readonly notices: boolean
}

/** By name. */
export const MODES: readonly Mode[] = [
  { name: 'repeat', delivery: 'repeat', secondFinish: 'accepted', notices: true },
  { name: 'repeat-fault', delivery: 'repeat', secondFinish: 'fault', notices: false },
  { name: 'repeat-requeue', delivery: 'repeat', secondFinish: 'requeue', notices: false },
  { name: 'once', delivery: 'once', secondFinish: 'accepted', notices: true },
  { name: 'once-deaf', delivery: 'once', secondFinish: 'accepted', notices: false },
  { name: 'once-fault', delivery: 'once', secondFinish: 'fault', notices: false },
  { name: 'once-requeue', delivery: 'once', secondFinish: 'requeue', notices: false },
]
