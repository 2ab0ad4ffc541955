/**
 * A phone network that exists in memory only, behind the port of `phones.ts`. The seed decides what
 * becomes of every dial; the settings, how often the network repeats, delays and fails.
 * @module
 */

import { nextAt, takeDue } from './agenda.ts'
import { carry, lengthOf, startMessage } from './carry.ts'
import type { DeskView } from './desk-view.ts'
import {
  type Desk,
  endLeg,
  GIVES_UP_MS,
  type Moment,
  type NetworkLeg,
  type NetworkState,
  type Occurrence,
  report,
  soon,
} from './network.ts'
import type { PhoneCommand, PhoneEvent } from './phones.ts'

/** From the pick-up to knowing who did. */
const DETECT_MS = 1_200

/** How long a machine records before it hangs up. */
const MACHINE_MS = 60_000

/** What befalls a leg, by kind. */
type Befalls = Exclude<Occurrence['kind'], 'report' | 'sound-ends' | 'hangs-up'>

const BEFALLS: Readonly<Record<Befalls, (moment: Moment, leg: NetworkLeg) => void>> = {
  rings: (moment, leg) => report(moment, leg.id, { type: 'ringing' }),
  'picks-up': pickUp,
  'rings-out': (moment, leg) => {
    if (leg.state === 'ringing') endLeg(moment, leg, 'no-answer')
  },
  'is-detected': (moment, leg) => {
    const what = leg.behaviour?.fate === 'machine' ? 'machine' : 'human'
    report(moment, leg.id, { type: 'detected', what })
  },
  'greeting-ends': (moment, leg) => {
    leg.greeted = true
    report(moment, leg.id, { type: 'greeting-ended' })
    startMessage(moment, leg)
    soon(moment, MACHINE_MS, { kind: 'has-talked', leg: leg.id })
  },
  'nobody-came': playApology,
  'gives-up': (moment, leg) => {
    if (leg.partner === null && leg.sound === null && leg.message === null) {
      endLeg(moment, leg, 'them')
    }
  },
  'has-talked': (moment, leg) => {
    if (leg.message === null) endLeg(moment, leg, 'them')
  },
}

function pickUp(moment: Moment, leg: NetworkLeg): void {
  if (leg.state !== 'ringing') return
  leg.state = 'up'
  const desk = moment.network.desks[leg.to]
  if (desk?.leg === leg.id) desk.since = moment.at
  report(moment, leg.id, { type: 'answered' })
  if (leg.behaviour === null) return
  soon(moment, DETECT_MS, { kind: 'is-detected', leg: leg.id })
  soon(moment, GIVES_UP_MS, { kind: 'gives-up', leg: leg.id })
  if (leg.behaviour.fate === 'machine') {
    soon(moment, leg.behaviour.greetingMs, { kind: 'greeting-ends', leg: leg.id })
  }
  if (leg.ifNobody !== null) {
    soon(moment, leg.ifNobody.afterSeconds * 1000, { kind: 'nobody-came', leg: leg.id })
  }
}

function playApology(moment: Moment, leg: NetworkLeg): void {
  if (leg.ifNobody === null || leg.partner !== null || leg.message !== null) return
  const command = leg.dialCommand
  const { sound } = leg.ifNobody
  leg.sound = { command, sound }
  soon(moment, lengthOf(sound), { kind: 'sound-ends', leg: leg.id, command })
}

/** The network over its state. */
export class SimulatedPhones {
  readonly state: NetworkState

  constructor(state: NetworkState) {
    this.state = state
  }

  /** When something happens out there, in milliseconds since 1970; infinity for never. */
  get nextAt(): number {
    return nextAt(this.state.agenda)
  }

  /** Takes a command from the floor; what comes of it is reported later. */
  carry(command: PhoneCommand, at: number): void {
    carry({ network: this.state, at }, command)
  }

  /** Lets the next thing happen that is due, and returns what is reported of it, if it is heard. */
  step(at: number): PhoneEvent | undefined {
    const occurrence = takeDue(this.state.agenda, at)
    if (occurrence === undefined) return undefined
    if (occurrence.kind === 'report') return occurrence.event
    const leg = this.state.legs[occurrence.leg]
    if (leg !== undefined) befall({ network: this.state, at }, leg, occurrence)
    return undefined
  }

  /** Says whether a page shows the desk phone. */
  attend(phoneNumber: string, attended: boolean, at: number): void {
    this.#desk(phoneNumber, at).attended = attended
  }

  /** Picks the desk phone up; false when it does not ring. */
  answer(phoneNumber: string, at: number): boolean {
    const leg = this.#legOn(phoneNumber)
    if (leg?.state !== 'ringing') return false
    pickUp({ network: this.state, at }, leg)
    return true
  }

  /** Puts the desk phone down, or refuses the ring; false when there is neither. */
  hangUp(phoneNumber: string, at: number): boolean {
    const leg = this.#legOn(phoneNumber)
    if (leg === undefined) return false
    endLeg({ network: this.state, at }, leg, leg.state === 'ringing' ? 'rejected' : 'them')
    return true
  }

  /** What the desk phone shows. */
  view(phoneNumber: string, at: number): DeskView {
    const { since, beeps, ended } = this.#desk(phoneNumber, at)
    const leg = this.#legOn(phoneNumber)
    const state = leg?.state ?? 'idle'
    return {
      phoneNumber,
      state,
      since,
      from: leg?.from ?? null,
      hears: this.#hears(leg),
      beeps,
      ended,
    }
  }

  #hears(leg: NetworkLeg | undefined): DeskView['hears'] {
    const partner = this.state.legs[leg?.partner ?? '']
    if (partner === undefined) return leg?.sound?.sound ?? null
    const { to, behaviour } = partner
    const kind = behaviour?.fate === 'machine' ? 'machine' : 'person'
    return { kind, name: behaviour?.name ?? null, phoneNumber: to, says: behaviour?.says ?? '' }
  }

  #desk(phoneNumber: string, at: number): Desk {
    this.state.desks[phoneNumber] ??= {
      leg: null,
      attended: false,
      since: at,
      beeps: 0,
      ended: null,
    }
    return this.state.desks[phoneNumber]
  }

  #legOn(phoneNumber: string): NetworkLeg | undefined {
    return this.state.legs[this.state.desks[phoneNumber]?.leg ?? '']
  }
}

function befall(
  moment: Moment,
  leg: NetworkLeg,
  occurrence: Exclude<Occurrence, { kind: 'report' }>,
): void {
  if (occurrence.kind === 'hangs-up') endLeg(moment, leg, occurrence.why)
  else if (occurrence.kind === 'sound-ends') soundEnds(moment, leg, occurrence.command)
  else BEFALLS[occurrence.kind](moment, leg)
}

function soundEnds(moment: Moment, leg: NetworkLeg, command: string): void {
  if (leg.sound?.command !== command) return
  leg.sound = null
  if (leg.message?.command === command) leg.message = null
  report(moment, leg.id, { type: 'played', command })
  if (leg.behaviour !== null) soon(moment, GIVES_UP_MS, { kind: 'gives-up', leg: leg.id })
}
