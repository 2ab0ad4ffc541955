/**
 * Text from outside, made to stay in its own place.
 * @module
 */

/** Turns the direction of whatever stands behind it (Unicode's embeddings, overrides, isolates). */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g

/** The text without what would turn the text around it. */
export const withoutTurns = (text: string): string => text.replace(TURNS, '')
