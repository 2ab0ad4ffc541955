/**
 * How much may be typed: the page stops there, and the worker refuses what is beyond. Lengths are in
 * characters.
 * @module
 */

/** The longest notes; the dialer's limit is unknown, ours keeps a row small. */
export const MAX_NOTES = 100_000

/** The longest answer to one of the campaign's questions; what is longer belongs into the notes. */
export const MAX_ANSWER = 2_000

/** The longest text that corrects a call. */
export const MAX_CORRECTION = 2_000

/** The longest script: half an hour, read aloud. */
export const MAX_SCRIPT = 20_000

/** The longest line that a supervisor types: a name, a label, what is searched for. */
export const MAX_LINE = 200

/** The longest phone number, with all that is written between its digits. */
export const MAX_PHONE_NUMBER = 40

/** The shortest passcode: whoever guesses gets a few hundred tries an hour. */
export const MIN_PASSCODE = 8

/** A caller id, as a person writes it. */
export const CALLER_ID = /^\+?[\d\s().-]{3,24}$/
