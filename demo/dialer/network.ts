/**
 * The simulated phone network's state, and how it reports.
 * @module
 */

import { type Agenda, schedule } from './agenda.ts'
import type { Behaviour, Public } from './callees.ts'
import { between, type Chance, happens } from './chance.ts'
import type { Dial, HangUp, PhoneEvent, PhoneFact, Sound } from './phones.ts'

/** How the network treats us. */
export interface NetworkSettings extends Public {
  /** `auto`: a desk phone that no page attends answers by itself. `page`: it rings out. */
  readonly deskPhones: 'page' | 'auto'
  /** Shares, 0 to 1, of reports repeated, reports delayed past later ones, and commands failed. */
  readonly noise: { readonly duplicate: number; readonly reorder: number; readonly fail: number }
}

/** One leg as it really is. */
export interface NetworkLeg {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly dialCommand: string
  readonly ifNobody: Dial['ifNobody']
  /** Null for a desk phone, where a page or a test decides. */
  readonly behaviour: Behaviour | null
  state: 'ringing' | 'up'
  partner: string | null
  sound: { readonly command: string; readonly sound: Sound } | null
  /** Whether the machine's greeting is over. */
  greeted: boolean
  /** A message to be left, until it has been played. */
  message: { readonly command: string; readonly recording: string } | null
}

/** A desk phone that somebody has looked at or dialled. */
export interface Desk {
  leg: string | null
  /** Whether a page shows it. */
  attended: boolean
  since: number
  beeps: number
  ended: HangUp | null
}

/** What happens out there by itself, unless it no longer matters by then. */
export type Occurrence =
  | { readonly kind: 'report'; readonly event: PhoneEvent }
  | { readonly kind: 'sound-ends'; readonly leg: string; readonly command: string }
  | { readonly kind: 'hangs-up'; readonly leg: string; readonly why: HangUp }
  | {
      readonly kind:
        | 'rings'
        | 'picks-up'
        | 'rings-out'
        | 'is-detected'
        | 'greeting-ends'
        | 'nobody-came'
        | 'gives-up'
        | 'has-talked'
      readonly leg: string
    }

/** The network, as plain data. */
export interface NetworkState {
  settings: NetworkSettings
  readonly seed: number
  readonly chance: Chance
  readonly legs: Record<string, NetworkLeg>
  readonly desks: Record<string, Desk>
  /** Dials so far, by number. */
  readonly attempts: Record<string, number>
  readonly agenda: Agenda<Occurrence>
}

/** The network at a moment, in milliseconds since 1970 on the dialer's clock. */
export interface Moment {
  readonly network: NetworkState
  readonly at: number
}

/** From a change out there to our hearing of it. */
const REPORT_MS = 40

/** How late a delayed or repeated report can be. */
const LATE_MS = { least: 100, most: 1_500 }

/** A quiet network. */
export function newNetwork(settings: NetworkSettings, seed: number): NetworkState {
  return {
    settings,
    seed,
    chance: { state: seed },
    legs: {},
    desks: {},
    attempts: {},
    agenda: [],
  }
}

/** Reports a fact, sometimes late and sometimes twice. */
export function report({ network, at }: Moment, leg: string, fact: PhoneFact): void {
  const { noise } = network.settings
  const item: Occurrence = { kind: 'report', event: { ...fact, leg } }
  const late = happens(network.chance, noise.reorder) ? lateness(network) : 0
  schedule(network.agenda, at + REPORT_MS + late, item)
  if (!happens(network.chance, noise.duplicate)) return
  schedule(network.agenda, at + REPORT_MS + late + lateness(network), item)
}

function lateness({ chance }: NetworkState): number {
  return between(chance, LATE_MS.least, LATE_MS.most)
}

/** Lets something happen to a leg later. */
export function soon({ network, at }: Moment, milliseconds: number, item: Occurrence): void {
  schedule(network.agenda, at + milliseconds, item)
}

/** Ends a leg; whoever it was connected with hears silence. */
export function endLeg(moment: Moment, leg: NetworkLeg, why: HangUp): void {
  const { legs } = moment.network
  partLegs(moment, leg)
  delete legs[leg.id]
  report(moment, leg.id, { type: 'hung-up', why })
  const desk = moment.network.desks[leg.to]
  if (desk?.leg !== leg.id) return
  Object.assign(desk, { leg: null, since: moment.at, ended: why })
}

/** Undoes a connection, if there is one. */
export function partLegs(moment: Moment, leg: NetworkLeg): void {
  const partner = moment.network.legs[leg.partner ?? '']
  leg.partner = null
  if (partner === undefined) return
  partner.partner = null
  report(moment, leg.id, { type: 'parted', from: partner.id })
  report(moment, partner.id, { type: 'parted', from: leg.id })
  for (const { id, behaviour } of [leg, partner]) {
    if (behaviour !== null) soon(moment, GIVES_UP_MS, { kind: 'gives-up', leg: id })
  }
}

/** How long a person listens to nothing before hanging up. */
export const GIVES_UP_MS = 10_000
