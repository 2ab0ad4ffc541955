/**
 * Who sits at this page, the telephone on their desk, and what Acme's back end would give them.
 * @module
 */

import { deskPhone } from '../../stage/rooms.ts'
import { room } from '../room/room.ts'

/** Somebody who works at Acme. */
export interface Colleague {
  /** Their name in Acme's systems. */
  readonly user: string
  /** The number of their desk phone, the same in every window. */
  readonly phone: string
  readonly campaign: string
  readonly role: Role
}

type Role = 'agent' | 'supervisor'

/** Seats whose owners the demo knows. */
const SEATS: Readonly<Record<string, number>> = {
  'ann@acme.example': 1,
  'ben@acme.example': 2,
  'sue@acme.example': 13,
}

/** Everybody else's seat is drawn from their name; those between are the virtual colleagues'. */
const OTHERS = { first: 20, count: 80 }

/** Who is at this page: named in its address, or else the one who usually is. */
export async function colleague(usually: string, role: Role = 'agent'): Promise<Colleague> {
  const user = new URLSearchParams(location.search).get('user') ?? usually
  const campaign = await room
  return { user, phone: deskPhone(campaign, SEATS[user] ?? drawnSeat(user)), campaign, role }
}

function drawnSeat(user: string): number {
  let sum = 0
  for (const letter of user) sum = (sum * 31 + letter.charCodeAt(0)) % OTHERS.count
  return OTHERS.first + sum
}

/** What a page would ask its back end for: who is signed in here, as a token. */
export async function fetchToken({ user, campaign, role }: Colleague): Promise<string> {
  const response = await fetch(`/demo/token?${new URLSearchParams({ user, campaign, role })}`)
  if (!response.ok) throw new Error(`No token for ${user}: ${response.status}`)
  const { token } = await response.json()
  return token
}
