/**
 * A small CRM, as somebody else would have written it: contacts, one open record, and one listener
 * that opens the record of the person on the line.
 * @module
 */

import type { AgentConsole } from '../../widget/agent-console.ts'
import type { AgentCallEvent } from '../../widget/events.ts'
import { SPRING_COLUMNS, SPRING_NUMBERS } from '../dialer/spring-renewals.ts'

interface Contact {
  readonly phone: string
  readonly name: string
  /** Every other column, by its name. */
  readonly columns: ReadonlyMap<string, string>
}

/** The campaign was made from this very list, so numbers are written the same way in both. */
const CONTACTS: readonly Contact[] = SPRING_NUMBERS.map((row) => {
  const [phone = '', name = '', ...rest] = row.split(',')
  const titles = SPRING_COLUMNS.slice(1)
  return { phone, name, columns: new Map(titles.map((title, at) => [title, rest[at] ?? ''])) }
})

const list = byId('contacts')
const record = byId('record')
const search = byId<HTMLInputElement>('search')

function byId<Kind extends HTMLElement>(id: string): Kind {
  const found = document.querySelector<Kind>(`#${id}`)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found
}

function element(tag: string, text = '', ...children: Node[]): HTMLElement {
  const made = document.createElement(tag)
  made.append(text, ...children)
  return made
}

function showContacts(): void {
  const wanted = search.value.trim().toLowerCase()
  const found = CONTACTS.filter(({ name, phone, columns }) =>
    [name, phone, ...columns.values()].some((text) => text.toLowerCase().includes(wanted)),
  )
  list.replaceChildren(...found.map(contactLine))
  markOpen()
}

function contactLine(contact: Contact): HTMLElement {
  const link = element('a', contact.name, element('small', contact.columns.get('company')))
  link.setAttribute('href', `#${contact.phone}`)
  return element('li', '', link)
}

function markOpen(): void {
  for (const link of list.querySelectorAll('a')) {
    if (link.hash === location.hash) {
      link.setAttribute('aria-current', 'true')
      link.scrollIntoView({ block: 'nearest' })
    } else link.removeAttribute('aria-current')
  }
}

function showRecord(): void {
  const phone = location.hash.slice(1)
  const contact = CONTACTS.find((each) => each.phone === phone)
  if (contact) record.replaceChildren(...contactCard(contact))
  else if (phone) record.replaceChildren(element('h1', 'Unknown number'), element('p', phone))
  else record.replaceChildren(element('p', 'Choose a contact, or wait for a call to open one.'))
  document.title = contact ? `${contact.name} · Acme CRM` : 'Acme CRM'
  markOpen()
}

function contactCard({ name, phone, columns }: Contact): HTMLElement[] {
  const rows = [['phone', phone] as const, ...columns].map(([title, text]) =>
    element('div', '', element('dt', title), element('dd', text)),
  )
  return [element('h1', name), element('dl', '', ...rows)]
}

/** What a CRM's own page would ask its back end for: who is signed in here, as a token. */
async function getToken(): Promise<string> {
  const response = await fetch(`/demo/token?user=${encodeURIComponent(user)}`)
  if (!response.ok) throw new Error(`No token for ${user}: ${response.status}`)
  const { token } = await response.json()
  return token
}

const user = new URLSearchParams(location.search).get('user') ?? 'ann@acme.example'
byId('user').textContent = user
byId<AgentConsole>('console').getToken = getToken
search.addEventListener('input', showContacts)
window.addEventListener('hashchange', showRecord)
document.addEventListener('agent-call', ({ call }: AgentCallEvent) => {
  location.hash = call.phoneNumber ?? ''
})
showContacts()
showRecord()
