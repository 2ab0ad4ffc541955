/**
 * A call and an agent as the dialer told them. Only a call's `id` is a documented name; the others
 * are a guess, so each is taken only where its content fits, and every member is kept beside it.
 * @module
 */

import { type Mask, type Member, readMembers } from './soap/members.ts'
import { readScalar, type ScalarName, ValueError } from './soap/scalars.ts'
import type { XmlElement } from './soap/xml.ts'

/** Something the dialer said about a call or an agent, ready to be shown. */
export interface DialerMember extends Member {
  /** A readable label made from the name. */
  readonly label: string
}

/** What getConnectionForAgent said about the person on the line. */
export interface DialerCall {
  readonly id: string | null
  readonly phoneNumber: string | null
  readonly campaignId: string | null
  /** Milliseconds since 1970. */
  readonly startedAt: number | null
  /** Every member that has a value, in the dialer's order, the known ones too. */
  readonly members: readonly DialerMember[]
}

/** One agent's line in getAgentStats; null where the dialer did not say. */
export interface DialerAgent {
  /** The agent id. */
  readonly id: string | null
  readonly userId: string | null
  readonly phoneNumber: string | null
  readonly campaignId: string | null
  /** Milliseconds since 1970. */
  readonly loggedInAt: number | null
  /** Milliseconds since 1970; null while the agent is logged in. */
  readonly loggedOutAt: number | null
  readonly calls: number | null
  readonly loggedInSeconds: number | null
  readonly callSeconds: number | null
  readonly averageCallSeconds: number | null
  readonly responseSeconds: number | null
  readonly responsePercent: number | null
  /** Every member that has a value, in the dialer's order, the known ones too. */
  readonly members: readonly DialerMember[]
}

/** Labels for the house style's run-together words; any other name is taken apart by its case. */
const LABELS: Readonly<Record<string, string>> = {
  agentid: 'Agent id',
  agentresponse: 'Agent response',
  avgcallsec: 'Average call (s)',
  callsec: 'On calls (s)',
  callstart: 'Call started',
  campaignid: 'Campaign id',
  extradata: 'Extra data',
  id: 'Id',
  loggedin: 'Logged in',
  loggedout: 'Logged out',
  percentresponse: 'Response (%)',
  phonenumber: 'Phone number',
  responsetime: 'Response time (s)',
  storeddata: 'Stored data',
  userid: 'User id',
}

/** A name as words: `customerFirstName` and `customer_first_name` are `Customer first name`. */
export function labelOf(name: string): string {
  const known = Object.hasOwn(LABELS, name.toLowerCase()) ? LABELS[name.toLowerCase()] : undefined
  if (known !== undefined) return known
  const words = name
    .replace(/[_.-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase()
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Adds labels. */
export function labelled(members: readonly Member[]): readonly DialerMember[] {
  return members.map((member) => ({ ...member, label: labelOf(member.name) }))
}

/** Looks members up by name; case and underscores are free. */
class Known {
  readonly #values: ReadonlyMap<string, string>

  constructor(members: readonly DialerMember[]) {
    this.#values = new Map(
      // of two with one name the first counts
      members
        .toReversed()
        .map(({ name, value }) => [name.toLowerCase().replaceAll('_', ''), value]),
    )
  }

  text(name: string): string | null {
    return this.#values.get(name) ?? null
  }

  long(name: string): string | null {
    const value = this.#typed('long', name)
    return typeof value === 'string' ? value : null
  }

  number(name: string): number | null {
    const value = this.#typed('double', name)
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }

  time(name: string): number | null {
    const value = this.#typed('dateTime', name)
    return value instanceof Date ? value.getTime() : null
  }

  #typed(type: ScalarName, name: string): unknown {
    const text = this.text(name)
    if (text === null) return null
    try {
      return readScalar(type, text)
    } catch (error) {
      if (error instanceof ValueError) return null
      throw error
    }
  }
}

/** A call from the `out` of getConnectionForAgent. */
export function readCall(out: XmlElement, mask: Mask): DialerCall {
  const members = labelled(readMembers(out, mask))
  const known = new Known(members)
  return {
    id: known.text('id'),
    phoneNumber: known.text('phonenumber'),
    campaignId: known.long('campaignid'),
    startedAt: known.time('callstart'),
    members,
  }
}

/** An agent from one item of getAgentStats. */
export function readAgent(item: XmlElement, mask: Mask): DialerAgent {
  const members = labelled(readMembers(item, mask))
  const known = new Known(members)
  return {
    id: known.text('id'),
    userId: known.text('userid'),
    phoneNumber: known.text('phonenumber'),
    campaignId: known.long('campaignid'),
    loggedInAt: known.time('loggedin'),
    loggedOutAt: known.time('loggedout'),
    calls: known.number('calls'),
    loggedInSeconds: known.number('duration'),
    callSeconds: known.number('callsec'),
    averageCallSeconds: known.number('avgcallsec'),
    responseSeconds: known.number('responsetime'),
    responsePercent: known.number('percentresponse'),
    members,
  }
}
