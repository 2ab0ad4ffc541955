/**
 * What an agent has chosen for this browser: nothing that could not be lost.
 * @module
 */

import { keep, recall } from './kept.ts'

/** Switches; all can be changed in the console's sheet. */
export interface Preferences {
  readonly shortcuts: boolean
  readonly notification: boolean
  readonly sound: boolean
  /** Minutes after which an open call is mentioned; 0 for never. */
  readonly remindAfter: number
}

const NAME = 'preferences'
const DEFAULTS: Preferences = { shortcuts: true, notification: false, sound: false, remindAfter: 0 }

/** What was chosen; the defaults where nothing was, or where storage is forbidden. */
export function loadPreferences(): Preferences {
  const chosen = recall(NAME, 'localStorage')
  return typeof chosen === 'object' ? { ...DEFAULTS, ...chosen } : DEFAULTS
}

/** Keeps what was chosen, if the browser lets it; else it holds until the page is left. */
export function savePreferences(preferences: Preferences): void {
  keep(NAME, preferences, 'localStorage')
}
