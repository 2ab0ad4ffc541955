/**
 * Which call has popped in this browser tab last. The worker asks twice where it has not heard that
 * it did: a page whose line broke, or that its own handler has left, comes back as a console it does
 * not know.
 * @module
 */

import type { Call } from '../shared/session.ts'
import { keep, recall } from './kept.ts'

/** The memory of one tab, of as many pages as it shows. */
export class Popped {
  /** Should the browser keep nothing for us. */
  #last = ''

  /** Whether a call has not popped here yet; from now on it has. */
  isFirst({ campaignId, id }: Call): boolean {
    const name = `pop ${campaignId}`
    const first = id !== this.#last && id !== recall(name)
    this.#last = id
    keep(name, id)
    return first
  }
}
