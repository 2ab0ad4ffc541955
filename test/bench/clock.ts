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

/** Nothing that the bench waits for takes this long. */
const AT_MOST_MS = 60_000

/** Rejects, naming what did not come: a bench that hangs tells nobody why. */
export function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), AT_MOST_MS)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
