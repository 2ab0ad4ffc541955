/**
 * What the names of guests begin with: those who came in by a passcode, and their names as they stand
 * in a token. Nobody else may have such a name.
 * @module
 */

const BEGINNINGS = ['passcode:', 'sealed:']

/** Why nobody with an account can have this name. */
export const NO_GUEST =
  'A user’s name may not begin with "passcode:" or "sealed:": guests’ names do.'

/** Whether a name is a guest's. */
export function isGuestName(name: string): boolean {
  return BEGINNINGS.some((beginning) => name.startsWith(beginning))
}
