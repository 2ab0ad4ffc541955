/**
 * The people whom Acme knows. The campaign was made from this very list, so numbers are written the
 * same way in both.
 * @module
 */

import { SPRING_COLUMNS, SPRING_NUMBERS } from '../../dialer/spring-renewals.ts'

/** One person. */
export interface Contact {
  readonly phone: string
  readonly name: string
  /** Every other column, by its name. */
  readonly columns: ReadonlyMap<string, string>
}

/** Everybody, in the order of the list. */
export const CONTACTS: readonly Contact[] = SPRING_NUMBERS.map((row) => {
  const [phone = '', name = '', ...rest] = row.split(',')
  const titles = SPRING_COLUMNS.slice(1)
  return { phone, name, columns: new Map(titles.map((title, at) => [title, rest[at] ?? ''])) }
})

/** The person with this number. */
export function contactOf(phone: string | null): Contact | undefined {
  return CONTACTS.find((contact) => contact.phone === phone)
}
