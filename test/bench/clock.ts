/**
 * The one clock of the bench: CLOCK_MONOTONIC, which Node and Chromium both read.
 * @module
 */

/** Milliseconds on the machine's monotonic clock. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Resolves after some milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
