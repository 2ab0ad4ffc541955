/**
 * The number of a phone that was given none.
 * @module
 */

/** Where a window keeps it, so that a reload does not change the phone on the desk. */
const KEEP = 'desk-phone-number'

/** Numbers from 555 0100 to 555 0199 are kept free for fiction. */
const FREE = { prefix: '55501', count: 100 }

/** One number per window, so that two windows are two agents. */
export function ownNumber(): string {
  const kept = sessionStorage.getItem(KEEP)
  if (kept !== null) return kept
  const last = String(Math.floor(Math.random() * FREE.count)).padStart(2, '0')
  sessionStorage.setItem(KEEP, FREE.prefix + last)
  return FREE.prefix + last
}
