/**
 * What text the dialer's wire can carry: the characters of XML 1.0.
 * @module
 */

/** Finds whole surrogate pairs, too, but takes half as long or less. */
const DOUBTFUL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/

const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/**
 * Where a text first holds a character that XML cannot carry in any form (NUL and most control
 * characters, half of a surrogate pair, U+FFFE, U+FFFF); -1 when it holds none.
 */
export function illegalCharacterAt(text: string): number {
  return DOUBTFUL.test(text) ? text.search(ILLEGAL) : -1
}
