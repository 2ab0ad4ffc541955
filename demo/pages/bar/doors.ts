/**
 * The demo's doors.
 * @module
 */

/** One page of the demo. */
export interface Door {
  readonly href: string
  readonly name: string
}

/** In the order in which a visitor goes through them. */
export const DOORS: readonly Door[] = [
  { href: '/crm', name: 'CRM' },
  { href: '/helpdesk', name: 'Helpdesk' },
  { href: '/supervisor', name: 'Supervisor' },
]
