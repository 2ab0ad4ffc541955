/**
 * Keys for what an agent does all day, while the keyboard is anywhere in the console. They need a
 * modifier, and can be switched off (WCAG 2.1.4).
 * @module
 */

/** What a key can do. */
export type ShortcutAction = 'next' | 'log-off' | 'choose' | 'notes' | 'sheet'

/** One shortcut: how it is pressed, and how it is written. */
export interface Shortcut {
  readonly action: ShortcutAction
  readonly keys: readonly string[]
}

/** All of them, in the order of the sheet. */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'next', keys: ['Ctrl', 'Enter'] },
  { action: 'log-off', keys: ['Ctrl', 'Shift', 'Enter'] },
  { action: 'choose', keys: ['Alt', '1…9'] },
  { action: 'notes', keys: ['Alt', 'N'] },
  { action: 'sheet', keys: ['Alt', '?'] },
]

/** A shortcut that was pressed; `number` for `choose`. */
export interface Pressed {
  readonly action: ShortcutAction
  readonly number: number
}

/** Which shortcut a key event is, by the place of the key: with Alt, letters change on a Mac. */
export function pressed(event: KeyboardEvent): Pressed | null {
  const { code, altKey, ctrlKey, metaKey, shiftKey } = event
  if ((ctrlKey || metaKey) && !altKey && code === 'Enter') {
    return { action: shiftKey ? 'log-off' : 'next', number: 0 }
  }
  if (!altKey || ctrlKey || metaKey) return null
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  if (digit !== undefined) return { action: 'choose', number: Number(digit) }
  if (code === 'KeyN') return { action: 'notes', number: 0 }
  return event.key === '?' || code === 'Slash' ? { action: 'sheet', number: 0 } : null
}
