/**
 * Text from outside, made harmless for a place among our own words.
 * @module
 */

import { withoutTurns } from '../shared/turns.ts'

/** More marks on one letter than any language has; a tower of them does not wrap. */
const TOWERS = /(\p{M}{8})\p{M}+/gu

/** Nobody reads more of one value while somebody is on the line; its copy button has the whole. */
const LONGEST = 1_000
const MOST_LINES = 12

/** The text without what turns or tears other text, and not too long. */
export function tame(text: string, longest = LONGEST, lines = MOST_LINES): string {
  const plain = withoutTurns(text.slice(0, 2 * longest)).replace(TOWERS, '$1')
  const short = plain.slice(0, longest).split('\n', lines).join('\n')
  return short.length < plain.length ? `${short}…` : short
}
