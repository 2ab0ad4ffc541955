/**
 * Chance for a chaos run. Every decision is drawn from the seed and from what it is about, not from
 * when it is taken: however the machine schedules a run, the same seed breaks the same things.
 * @module
 */

import { type Chance, draw, pick, seedFrom } from '../../demo/dialer/chance.ts'

/** A question asked of chance: which agent, which call, which try. */
type About = string | number

/** The dice of one run. */
export class Dice {
  readonly #seed: number
  readonly #asked = new Map<string, number>()

  constructor(seed: number) {
    this.#seed = seed
  }

  /** A number in [0, 1), always the same for the same question. */
  roll(...about: readonly About[]): number {
    return draw(this.#chance(about))
  }

  /** True in `share` of all questions. */
  happens(share: number, ...about: readonly About[]): boolean {
    return this.roll(...about) < share
  }

  /** One key of a table of weights. */
  pick<K extends string>(weights: Readonly<Record<K, number>>, ...about: readonly About[]): K {
    return pick(this.#chance(about), weights)
  }

  /** A number from `least` to `most`. */
  between(least: number, most: number, ...about: readonly About[]): number {
    return least + this.roll(...about) * (most - least)
  }

  /** How often this was counted before: the first time 0. */
  count(...about: readonly About[]): number {
    const key = about.join('/')
    const times = this.#asked.get(key) ?? 0
    this.#asked.set(key, times + 1)
    return times
  }

  #chance(about: readonly About[]): Chance {
    return { state: seedFrom(`${this.#seed}/${about.join('/')}`) }
  }
}
