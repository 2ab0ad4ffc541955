/**
 * The helpdesk's tickets, as a reducer that knows nothing of telephones.
 * @module
 */

import { CONTACTS, contactOf } from '../acme/contacts.ts'

/** Something that happened to a ticket. */
export interface Entry {
  readonly at: number
  readonly text: string
}

/** One customer's matter. */
export interface Ticket {
  /** The customer's number; each has one ticket. */
  readonly phone: string
  readonly customer: string
  readonly company: string
  readonly subject: string
  readonly open: boolean
  /** Newest first. */
  readonly entries: readonly Entry[]
}

/** Everything on the page. */
export interface Desk {
  readonly tickets: readonly Ticket[]
  /** The ticket being looked at. */
  readonly shown: string | null
}

/** What can happen. */
export type Happening =
  | { readonly type: 'choose'; readonly phone: string }
  /** The customer is on the telephone: their ticket comes to the top, a new one if need be. */
  | { readonly type: 'call'; readonly phone: string; readonly name: string | null }
  /** The call is over. */
  | { readonly type: 'note'; readonly phone: string; readonly text: string }

/** The tickets that are there in the morning. */
const FIRST_TICKETS = 9

/** The desk in the morning. */
export const MORNING: Desk = {
  tickets: CONTACTS.slice(3, 3 + FIRST_TICKETS).map(({ phone, columns }) =>
    ticket(phone, null, columns.get('note') ?? ''),
  ),
  shown: null,
}

function ticket(phone: string, name: string | null, subject: string): Ticket {
  const contact = contactOf(phone)
  const customer = contact?.name ?? name ?? phone
  const company = contact?.columns.get('company') ?? ''
  return { phone, customer, company, subject, open: true, entries: [] }
}

/** The desk after something has happened at a time. */
export function next(desk: Desk, happening: Happening, at: number): Desk {
  const { tickets } = desk
  const { phone } = happening
  if (happening.type === 'choose') return { ...desk, shown: phone }
  const known = tickets.find((each) => each.phone === phone)
  if (happening.type === 'call') {
    const called = known ?? ticket(phone, happening.name, 'Telephone call')
    const entries = [{ at, text: 'On the telephone' }, ...called.entries]
    const others = tickets.filter((each) => each !== known)
    return { tickets: [{ ...called, open: true, entries }, ...others], shown: phone }
  }
  if (known === undefined) return desk
  const noted = { ...known, open: false, entries: [{ at, text: happening.text }, ...known.entries] }
  return { ...desk, tickets: tickets.map((each) => (each === known ? noted : each)) }
}
