/**
 * What the names of guests begin with: those who came in by a passcode, and their names as they stand
 * in a token. Nobody else may have such a name.
 * @module
 */

/** How the name begins of who came in by a passcode; the campaign's id and a colon follow. */
export const GUEST = 'passcode:'

/** How a guest's name begins in a token, where only the worker can read it. */
export const SEALED = 'sealed:'

/** Why nobody with an account can have this name. */
export const NO_GUEST =
  'A user’s name may not begin with "passcode:" or "sealed:": guests’ names do.'

/** Whether a name begins as only guests' do. */
export function isGuestName(name: string): boolean {
  return [GUEST, SEALED].some((beginning) => name.startsWith(beginning))
}
