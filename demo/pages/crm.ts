/**
 * A small CRM, as somebody else would have written it: contacts, one open record, and one listener
 * that opens the record of the person on the line.
 * @module
 */

import type { AgentCallEvent } from '../../widget/events.ts'
import { colleague, fetchToken } from './acme/colleague.ts'
import { CONTACTS, type Contact, contactOf } from './acme/contacts.ts'

const list = found('#contacts')
const contacts = found('nav')
const record = found('#record')
const search = found<HTMLInputElement>('#search')

function found<Kind extends HTMLElement>(selector: string): Kind {
  const element = document.querySelector<Kind>(selector)
  if (element === null) throw new Error(`The page has no ${selector}`)
  return element
}

function element(tag: string, text = '', ...children: Node[]): HTMLElement {
  const made = document.createElement(tag)
  made.append(text, ...children)
  return made
}

function showContacts(): void {
  const wanted = search.value.trim().toLowerCase()
  const matching = CONTACTS.filter(({ name, phone, columns }) =>
    [name, phone, ...columns.values()].some((text) => text.toLowerCase().includes(wanted)),
  )
  list.replaceChildren(...matching.map(contactLine))
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
      bringIntoList(link)
    } else link.removeAttribute('aria-current')
  }
}

/** Scrolls the list only: on a narrow screen the page would move away from the console. */
function bringIntoList(link: HTMLElement): void {
  const frame = contacts.getBoundingClientRect()
  const { top, bottom } = link.getBoundingClientRect()
  contacts.scrollTop += Math.min(0, top - frame.top) + Math.max(0, bottom - frame.bottom)
}

function showRecord(): void {
  const phone = location.hash.slice(1)
  const contact = contactOf(phone)
  if (contact) record.replaceChildren(...contactCard(contact))
  else if (phone) record.replaceChildren(element('h2', 'Unknown number'), element('p', phone))
  else record.replaceChildren(element('p', 'Choose a contact, or wait for a call to open one.'))
  document.title = contact ? `${contact.name} · Acme CRM` : 'Acme CRM'
  markOpen()
}

function contactCard({ name, phone, columns }: Contact): HTMLElement[] {
  const rows = [['phone', phone] as const, ...columns].map(([title, text]) =>
    element('div', '', element('dt', title), element('dd', text)),
  )
  return [element('h2', name), element('dl', '', ...rows)]
}

const me = await colleague('ann@acme.example')
found('#user').textContent = me.user
found('.side').append(
  Object.assign(document.createElement('agent-console'), {
    campaign: me.campaign,
    getToken: () => fetchToken(me),
  }),
)
document.body.append(
  Object.assign(document.createElement('desk-phone'), { number: me.phone, campaign: me.campaign }),
)
search.addEventListener('input', showContacts)
window.addEventListener('hashchange', showRecord)
document.addEventListener('agent-call', ({ call }: AgentCallEvent) => {
  location.hash = call.phoneNumber ?? ''
})
showContacts()
showRecord()
