/**
 * The dialer's clock: the wall's, faster if wanted, or one that a test moves by hand.
 * @module
 */

/** Plain data, so that it survives a restart with the exchange it belongs to. */
export interface Clock {
  readonly kind: 'real' | 'manual'
  /** Seconds of the dialer per second of the wall; real clocks only. */
  readonly speed: number
  /** The dialer's and the wall's time when it started, in milliseconds since 1970. */
  readonly startedAt: number
  readonly wallAt: number
}

/** What the clock shows; a manual one stands wherever the exchange was last moved to. */
export function read(clock: Clock, wall: number, stoodAt: number): number {
  if (clock.kind === 'manual') return stoodAt
  return Math.max(stoodAt, clock.startedAt + (wall - clock.wallAt) * clock.speed)
}

/** How many milliseconds of the wall until the clock shows `at`; infinity for a manual one. */
export function until(clock: Clock, wall: number, at: number): number {
  if (clock.kind === 'manual') return Number.POSITIVE_INFINITY
  return Math.max(0, (at - clock.startedAt) / clock.speed - (wall - clock.wallAt))
}
