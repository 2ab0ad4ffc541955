/**
 * What a chaos run leaves behind for the auditor: the dialer's word, the agents' and the board's.
 * Times are milliseconds since 1970 by this machine's clock.
 * @module
 */

import type { LoggedCall } from '../../shared/board.ts'

/** One request, as the dialer got it; the key is left out. */
export interface JournalLine {
  readonly at: number
  /** The connection it came by; 0 when it did not come by ours. */
  readonly line: number
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly answeredAt: number | null
  /** The value or the fault's words; null while a wait is held. */
  readonly answer: { readonly value: unknown } | { readonly fault: string } | null
}

/** Somebody whom the dialer connected with an agent. */
export interface TalkedTo {
  readonly callId: string
  readonly agentId: string
  readonly at: number
}

/** Who ended a connection between worker and dialer before its answer was through. */
export type Breaker = 'script' | 'worker'

/** A time in which the script kept waits from reaching the dialer. */
export interface Disturbance {
  readonly from: number
  readonly to: number
  /** Whose waits; null for everybody's. */
  readonly agentId: string | null
}

/** A finish that an agent was told is safe. */
export interface Finished {
  readonly callId: string
  /** The disposition. */
  readonly response: string
  readonly notes: string
}

/** What one simulated agent saw and did. */
export interface Deeds {
  readonly userId: string
  /** Ids of the calls that were on a screen of theirs, and when first. */
  readonly shown: ReadonlyMap<string, number>
  readonly acknowledged: readonly Finished[]
  /** Each a sentence: what was typed and is gone, or stood where it does not belong. */
  readonly draftsLost: readonly string[]
  /** Each a sentence: what agents should never see. */
  readonly complaints: readonly string[]
  /** The longest time from a lost line to the next snapshot, in milliseconds. */
  readonly darkMs: number
}

/** Everything about one run. */
export interface Evidence {
  readonly talkedTo: readonly TalkedTo[]
  readonly journal: readonly JournalLine[]
  /** Lines whose answer did not get through whole, and who broke them. */
  readonly broken: ReadonlyMap<number, Breaker>
  /** When the script kept waits from reaching the dialer. */
  readonly disturbances: readonly Disturbance[]
  readonly agents: readonly Deeds[]
  /** The board's call log when all is over. */
  readonly log: readonly LoggedCall[]
}
