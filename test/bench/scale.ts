/**
 * How much is measured: enough for a figure, or just enough to see that the bench works.
 * @module
 */

/** Counts for every section. */
export interface Scale {
  /** How many agents wait, one measurement each, and the rounds of it. */
  readonly waiting: readonly { readonly count: number; readonly rounds: number }[]
  /** Rounds in which every subject has its turn, elsewhere. */
  readonly rounds: number
  /**
   * Calls per round and subject, where they come one by one: an agent who works more quickly is
   * refused as a page that runs wild.
   */
  readonly calls: number
  /** Calls before anything is counted: a server that has just started takes up to three times as long. */
  readonly warmUp: number
  /** How many waits one machine holds, one measurement each. */
  readonly held: readonly number[]
  /** How long the machine is watched while nothing happens, in ms: once round the heartbeat. */
  readonly idleMs: number
  /** How many numbers a large campaign has. */
  readonly numbers: number
  /** How many calls a page shows before its memory is looked at. */
  readonly shown: number
}

/** A quarter of an hour on two cores, most of it waiting. */
export const FULL: Scale = {
  waiting: [
    { count: 1, rounds: 7 },
    { count: 100, rounds: 5 },
    { count: 1_000, rounds: 3 },
  ],
  rounds: 5,
  calls: 10,
  warmUp: 200,
  held: [100, 1_000, 3_000],
  idleMs: 25_000,
  numbers: 100_000,
  shown: 1_000,
}

/** Seconds; its figures mean nothing. */
export const QUICK: Scale = {
  waiting: [
    { count: 1, rounds: 2 },
    { count: 5, rounds: 2 },
  ],
  rounds: 2,
  calls: 3,
  warmUp: 3,
  held: [3, 6],
  idleMs: 1_000,
  numbers: 100,
  shown: 10,
}
