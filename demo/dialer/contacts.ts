/**
 * Numbers as they arrive over SOAP: one row per contact, the phone number first.
 * @module
 */

import type { Contact } from './state.ts'
import { Refusal } from './turn.ts'

/** The most numbers one campaign takes here; the floor keeps them in memory. */
const MAX_CONTACTS = 20_000

/** Digits of a phone number: short test extensions up to E.164's fifteen. */
const DIGITS = { least: 3, most: 15 }

/**
 * The number without its punctuation, or null when it is none.
 * @param text digits, with a leading plus, spaces, dots, hyphens and brackets as people write them
 */
export function readPhoneNumber(text: string): string | null {
  const bare = text.replace(/[\s().-]/g, '')
  if (!/^\+?[0-9]+$/.test(bare)) return null
  const count = bare.replace('+', '').length
  return count < DIGITS.least || count > DIGITS.most ? null : bare
}

/**
 * Rows to contacts. Empty rows are skipped: a file's last line often is one.
 * @throws {Refusal} naming the first row without a phone number
 */
export function readContacts(rows: readonly (string | null)[]): Contact[] {
  const filled = rows.map((row) => row?.trim() ?? '')
  const contacts = filled.flatMap((row, index) => (row === '' ? [] : [readContact(row, index)]))
  if (contacts.length <= MAX_CONTACTS) return contacts
  throw new Refusal(`A campaign takes at most ${MAX_CONTACTS} numbers, not ${contacts.length}`)
}

function readContact(row: string, index: number): Contact {
  const comma = row.indexOf(',')
  const first = comma === -1 ? row : row.slice(0, comma)
  const phoneNumber = readPhoneNumber(first.replaceAll('"', ''))
  if (phoneNumber === null) {
    throw new Refusal(`Row ${index + 1} of numbers has no phone number: "${first}"`)
  }
  const extra = comma === -1 ? '' : row.slice(comma + 1).trim()
  return { phoneNumber, extra, state: 'queued', attempts: 0, outcome: null }
}
