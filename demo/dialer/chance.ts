/**
 * Chance that can be replayed: a generator whose whole state is one number.
 * @module
 */

/** A generator's state; it serialises, and goes on where it stopped. */
export interface Chance {
  state: number
}

/**
 * A number from any text, for seeding: the same text always gives the same number.
 * @returns an unsigned 32-bit integer (FNV-1a)
 */
export function seedFrom(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}

/**
 * The next number of the generator (mulberry32).
 * @returns at least 0, less than 1
 */
export function draw(chance: Chance): number {
  chance.state = (chance.state + 0x6d2b79f5) >>> 0
  let mixed = chance.state
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** A whole number from `low` to `high`, both included. */
export function between(chance: Chance, low: number, high: number): number {
  return low + Math.floor(draw(chance) * (high - low + 1))
}

/** True in `share` of all draws; 0 never, 1 always. */
export function happens(chance: Chance, share: number): boolean {
  return draw(chance) < share
}

/** One key of a table of weights, as often as its weight says. The weights need not add up to 1. */
export function pick<K extends string>(chance: Chance, weights: Readonly<Record<K, number>>): K {
  const entries = Object.entries(weights) as [K, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = draw(chance) * total
  for (const [key, weight] of entries) {
    rest -= weight
    if (rest < 0) return key
  }
  throw new RangeError('a table of weights needs a weight above 0')
}
