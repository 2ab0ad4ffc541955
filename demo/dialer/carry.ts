/**
 * How the simulated network carries out commands.
 * @module
 */

import { behave } from './callees.ts'
import { happens } from './chance.ts'
import { endLeg, type Moment, type NetworkLeg, partLegs, report, soon } from './network.ts'
import type { PhoneAction, PhoneCommand, Sound } from './phones.ts'

/** From the dial to the first ring, or to the busy tone. */
const SET_UP_MS = 600

/** How fast a desk phone answers that answers by itself. */
const AUTO_ANSWER_MS = 1_500

/** How long a recording lasts, for want of one. */
const RECORDING_MS = 9_000

/** How long text and digits take to say, per character and at least. */
const SPEECH_MS = { perLetter: 60, perDigit: 700, least: 1_500 }

type Carry = {
  readonly [T in PhoneAction['type']]: (
    moment: Moment,
    command: Extract<PhoneCommand, { type: T }>,
  ) => boolean
}

const CARRY: Carry = {
  dial,
  play: (moment, command) => onLeg(moment, command, (leg) => playOn(moment, leg, command)),
  connect,
  part: (moment, command) =>
    onLeg(moment, command, (leg) => {
      if (leg.partner === null) return false
      partLegs(moment, leg)
      return true
    }),
  'hang-up': (moment, command) =>
    onLeg(moment, command, (leg) => {
      endLeg(moment, leg, 'us')
      return true
    }),
  'leave-message': (moment, command) =>
    onLeg(moment, command, (leg) => leaveMessage(moment, leg, command)),
}

/** Carries a command out, or fails it: for cause, or as often as the settings say. */
export function carry(moment: Moment, command: PhoneCommand): void {
  const { chance, settings } = moment.network
  const failing = happens(chance, settings.noise.fail)
  const unknown = failing && happens(chance, 0.5)
  const done = (!failing || (unknown && happens(chance, 0.5))) && apply(moment, command)
  if (done && !failing) return
  const outcome = unknown ? 'unknown' : 'no'
  report(moment, command.leg, { type: 'command-failed', command: command.command, outcome })
}

function apply(moment: Moment, command: PhoneCommand): boolean {
  const act: (moment: Moment, command: never) => boolean = CARRY[command.type]
  return act(moment, command as never)
}

function onLeg(
  { network }: Moment,
  { leg }: PhoneCommand,
  act: (leg: NetworkLeg) => boolean,
): boolean {
  const there = network.legs[leg]
  return there !== undefined && act(there)
}

/** An agent's leg waits for nobody, so nothing is to be played if nobody comes: a desk phone. */
function dial(moment: Moment, command: Extract<PhoneCommand, { type: 'dial' }>): boolean {
  const { network } = moment
  const desk = command.ifNobody === null
  const attempt = network.attempts[command.to] ?? 0
  network.attempts[command.to] = attempt + 1
  const leg: NetworkLeg = {
    id: command.leg,
    to: command.to,
    from: command.from,
    dialCommand: command.command,
    ifNobody: command.ifNobody,
    behaviour: desk ? null : behave(network.settings, network.seed, command.to, attempt),
    state: 'ringing',
    partner: null,
    sound: null,
    greeted: false,
    message: null,
  }
  network.legs[leg.id] = leg
  if (desk) ringDesk(moment, leg)
  else ringContact(moment, leg)
  soon(moment, SET_UP_MS + command.ringSeconds * 1000, { kind: 'rings-out', leg: leg.id })
  return true
}

function ringDesk(moment: Moment, leg: NetworkLeg): void {
  const { desks, legs, settings } = moment.network
  desks[leg.to] ??= { leg: null, attended: false, since: moment.at, beeps: 0, ended: null }
  const desk = desks[leg.to]
  if (desk === undefined || legs[desk.leg ?? ''] !== undefined) {
    soon(moment, SET_UP_MS, { kind: 'hangs-up', leg: leg.id, why: 'busy' })
    return
  }
  Object.assign(desk, { leg: leg.id, since: moment.at })
  soon(moment, SET_UP_MS, { kind: 'rings', leg: leg.id })
  if (settings.deskPhones === 'auto' && !desk.attended) {
    soon(moment, SET_UP_MS + AUTO_ANSWER_MS, { kind: 'picks-up', leg: leg.id })
  }
}

function ringContact(moment: Moment, leg: NetworkLeg): void {
  const fate = leg.behaviour?.fate
  if (fate === 'busy' || fate === 'failed') {
    soon(moment, SET_UP_MS, { kind: 'hangs-up', leg: leg.id, why: fate })
    return
  }
  soon(moment, SET_UP_MS, { kind: 'rings', leg: leg.id })
  if (fate === 'no-answer' || leg.behaviour === null) return
  const after = SET_UP_MS + leg.behaviour.ringMs
  if (fate === 'rejected') soon(moment, after, { kind: 'hangs-up', leg: leg.id, why: fate })
  else soon(moment, after, { kind: 'picks-up', leg: leg.id })
}

function playOn(
  moment: Moment,
  leg: NetworkLeg,
  { command, sound, loop }: Extract<PhoneCommand, { type: 'play' }>,
): boolean {
  if (leg.state !== 'up') return false
  leg.sound = { command, sound }
  if (!loop) soon(moment, lengthOf(sound), { kind: 'sound-ends', leg: leg.id, command })
  return true
}

function connect(moment: Moment, command: Extract<PhoneCommand, { type: 'connect' }>): boolean {
  const { legs, desks } = moment.network
  const [leg, other] = [legs[command.leg], legs[command.with]]
  if (leg?.state !== 'up' || other?.state !== 'up') return false
  if (leg.partner !== null || other.partner !== null) return false
  Object.assign(leg, { partner: other.id, sound: null })
  Object.assign(other, { partner: leg.id, sound: null })
  const desk = desks[leg.to]
  if (command.beep && desk?.leg === leg.id) desk.beeps += 1
  const talkMs = other.behaviour?.fate === 'human' ? other.behaviour.talkMs : null
  if (talkMs !== null) soon(moment, talkMs, { kind: 'has-talked', leg: other.id })
  report(moment, leg.id, { type: 'connected', command: command.command, with: other.id })
  return true
}

function leaveMessage(
  moment: Moment,
  leg: NetworkLeg,
  { command, recording }: Extract<PhoneCommand, { type: 'leave-message' }>,
): boolean {
  if (leg.state !== 'up') return false
  leg.message = { command, recording }
  partLegs(moment, leg)
  if (leg.greeted || leg.behaviour?.fate !== 'machine') startMessage(moment, leg)
  return true
}

/** Plays the message to be left, if there is one. */
export function startMessage(moment: Moment, leg: NetworkLeg): void {
  if (leg.message === null) return
  const { command, recording } = leg.message
  const sound: Sound = { kind: 'recording', recording }
  leg.sound = { command, sound }
  soon(moment, lengthOf(sound), { kind: 'sound-ends', leg: leg.id, command })
}

/** How long a sound lasts, in milliseconds. */
export function lengthOf(sound: Sound): number {
  if (sound.kind === 'digits') return sound.digits.length * SPEECH_MS.perDigit
  if (sound.kind !== 'text') return RECORDING_MS
  return Math.max(SPEECH_MS.least, sound.text.length * SPEECH_MS.perLetter)
}
