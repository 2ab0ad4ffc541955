/**
 * A helpdesk written in React 19, to show that the console is the same element there: properties
 * in, events out, nothing of the helpdesk's inside it.
 * @module
 */

import { type Dispatch, useReducer, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import type { AgentFinishEvent } from '../../widget/events.ts'
import { colleague, fetchToken } from './acme/colleague.ts'
import './helpdesk/elements.ts'
import { contactOf } from './acme/contacts.ts'
import { wayOf } from './helpdesk/finishes.ts'
import { type Desk, type Happening, MORNING, next, type Ticket } from './helpdesk/tickets.ts'

const me = await colleague('ben@acme.example')

function Helpdesk() {
  const [desk, happen] = useReducer(
    (before: Desk, happening: Happening) => next(before, happening, Date.now()),
    MORNING,
  )
  const shown = desk.tickets.find(({ phone }) => phone === desk.shown)
  return (
    <>
      <main className="helpdesk">
        <header>
          <h1>Lighthouse</h1>
          <p>{me.user}</p>
        </header>
        <Queue desk={desk} happen={happen} />
        {shown ? <Matter ticket={shown} /> : <p className="none">No ticket is open.</p>}
      </main>
      <Telephone happen={happen} />
    </>
  )
}

function Queue({ desk, happen }: { desk: Desk; happen: Dispatch<Happening> }) {
  return (
    <ul className="queue" aria-label="Tickets">
      {desk.tickets.map(({ phone, customer, subject, open }) => (
        <li key={phone}>
          <button
            type="button"
            aria-current={phone === desk.shown}
            onClick={() => happen({ type: 'choose', phone })}
          >
            <b>{subject}</b>
            <span>{customer}</span>
            <i className={open ? 'open' : 'answered'}>{open ? 'Open' : 'Answered'}</i>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Matter({ ticket }: { ticket: Ticket }) {
  const facts = contactOf(ticket.phone)?.columns ?? new Map<string, string>()
  return (
    <article>
      <h2>{ticket.customer}</h2>
      <p>{[ticket.company, ticket.phone].filter(Boolean).join(' · ')}</p>
      <p className="facts">
        {['city', 'plan', 'renews'].map((name) => (
          <span key={name}>{facts.get(name)}</span>
        ))}
      </p>
      <ol>
        {ticket.entries.map(({ at, text }) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString()}</time>
            {text}
          </li>
        ))}
      </ol>
    </article>
  )
}

/** All that a React page has to know of the console. */
function Telephone({ happen }: { happen: Dispatch<Happening> }) {
  const finishing = useRef<AgentFinishEvent>(null)
  return (
    <>
      <aside className="side" aria-label="Telephone">
        <agent-console
          campaign={me.campaign}
          getToken={() => fetchToken(me)}
          onagent-call={({ call }) =>
            happen({ type: 'call', phone: call.phoneNumber ?? call.id, name: call.name })
          }
          // It may still be refused: the ticket is answered when the session has left the call.
          onagent-finish={(event) => {
            finishing.current = event
          }}
          onagent-state={({ session }) => {
            const finish = finishing.current
            const way = finish && wayOf(finish.call.id, session)
            if (finish === null || way === 'under-way') return
            finishing.current = null
            if (way === 'left') return
            const { call, dispositions, notes } = finish
            happen({
              type: 'note',
              phone: call.phoneNumber ?? call.id,
              text: [...dispositions, notes].filter(Boolean).join(': '),
            })
          }}
        />
      </aside>
      <desk-phone number={me.phone} campaign={me.campaign} />
    </>
  )
}

const app = document.querySelector('#app')
if (app) createRoot(app).render(<Helpdesk />)
