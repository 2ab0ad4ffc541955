/**
 * Legs: dial, play, hang up, and try again when the network fails.
 * @module
 */

import type { Dial, Sound } from './phones.ts'
import type { Leg } from './state.ts'
import { later, order, type Turn } from './turn.ts'

/** A leg on which nothing has happened this long after it should have rung out is given up. */
const SILENT_AFTER_RINGING_SECONDS = 30

/** How long a hang-up may take before it is sent again. */
const HANG_UP_AGAIN_SECONDS = 2

/** After this many hang-ups without an echo the network has forgotten the leg. */
const MAX_HANG_UPS = 12

/** A sound that the network fails this often is not played: silence harms nobody. */
const MAX_PLAY_FAILURES = 5

/** Calls a number; what comes of it arrives as events of the returned leg. */
export function dial(turn: Turn, agentId: string | null, number: Omit<Dial, 'type'>): Leg {
  turn.floor.last.leg += 1
  const id = `l${turn.floor.last.leg}`
  const dialCommand = order(turn, id, { type: 'dial', ...number })
  const leg: Leg = {
    id,
    to: number.to,
    agentId,
    state: 'dialling',
    dialCommand,
    playing: null,
    hangUps: 0,
  }
  turn.floor.legs[id] = leg
  later(turn, number.ringSeconds + SILENT_AFTER_RINGING_SECONDS, { timer: 'silent', leg: id })
  return leg
}

/** Plays a sound on a leg, in place of what it hears now. */
export function play(turn: Turn, leg: Leg, sound: Sound, loop: boolean, failures = 0): void {
  if (leg.state !== 'up') return
  const command = order(turn, leg.id, { type: 'play', sound, loop })
  leg.playing = { command, sound, loop, failures }
}

/** Plays a failed sound again, while it is still the one to be heard. */
export function playAgain(turn: Turn, leg: Leg, command: string): void {
  const { playing } = leg
  if (playing?.command !== command || playing.failures >= MAX_PLAY_FAILURES) return
  play(turn, leg, playing.sound, playing.loop, playing.failures + 1)
}

/** Hangs a leg up, and again until the network says it is gone. */
export function hangUp(turn: Turn, leg: Leg): void {
  if (leg.state === 'closing') return
  leg.state = 'closing'
  leg.playing = null
  sendHangUp(turn, leg)
}

/**
 * Sends the hang-up once more.
 * @returns false when the leg has to be taken for gone
 */
export function hangUpAgain(turn: Turn, leg: Leg): boolean {
  if (leg.hangUps >= MAX_HANG_UPS) return false
  sendHangUp(turn, leg)
  return true
}

function sendHangUp(turn: Turn, leg: Leg): void {
  leg.hangUps += 1
  order(turn, leg.id, { type: 'hang-up' })
  later(turn, HANG_UP_AGAIN_SECONDS, { timer: 'hang-up-again', leg: leg.id })
}
