/**
 * Who sits at this page, the telephone on their desk, and what Acme's back end would give them.
 * @module
 */

import { room } from '../room/room.ts'

/** Somebody who works at Acme. */
export interface Colleague {
  /** Their name in Acme's systems. */
  readonly user: string
  /** The number of their desk phone, the same in every window. */
  readonly phone: string
  readonly campaign: string
}

/** Phones whose owners the demo knows; of the range kept free for fiction. */
const PHONES: Readonly<Record<string, string>> = {
  'ann@acme.example': '5550101',
  'ben@acme.example': '5550102',
}

/** Numbers of everybody else, drawn from their names. */
const OTHERS = { first: 5_550_120, count: 80 }

/** Who is at this page: named in its address, or else the one who usually is. */
export async function colleague(usually: string): Promise<Colleague> {
  const user = new URLSearchParams(location.search).get('user') ?? usually
  return { user, phone: PHONES[user] ?? drawnNumber(user), campaign: await room }
}

function drawnNumber(user: string): string {
  let sum = 0
  for (const letter of user) sum = (sum * 31 + letter.charCodeAt(0)) % OTHERS.count
  return String(OTHERS.first + sum)
}

/** What a page would ask its back end for: who is signed in here, as a token. */
export async function fetchToken({ user, campaign }: Colleague): Promise<string> {
  const response = await fetch(`/demo/token?${new URLSearchParams({ user, campaign })}`)
  if (!response.ok) throw new Error(`No token for ${user}: ${response.status}`)
  const { token } = await response.json()
  return token
}
