/**
 * What an agent has chosen for this browser: nothing that could not be lost.
 * @module
 */

/** Switches; all can be changed in the console's sheet. */
export interface Preferences {
  readonly shortcuts: boolean
  readonly notification: boolean
  readonly sound: boolean
  /** Minutes after which an open call is mentioned; 0 for never. */
  readonly remindAfter: number
}

const KEY = 'agent-console preferences'
const DEFAULTS: Preferences = { shortcuts: true, notification: false, sound: false, remindAfter: 0 }

/** What was chosen; the defaults where nothing was, or where storage is forbidden. */
export function loadPreferences(): Preferences {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }
  } catch {
    return DEFAULTS
  }
}

/** Keeps what was chosen, if the browser lets it. */
export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // Storage is forbidden: the choice holds until the page is left.
  }
}
