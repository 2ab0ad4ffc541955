/**
 * Rooms: every telling of a story has a campaign of its own, and with it a floor, a board and users
 * of its own. To begin again is to go into a new room; the old one is forgotten.
 * @module
 */

import { SPRING_RENEWALS } from '../dialer/spring-renewals.ts'

/** The digits of a room's campaign id after the campaign's own; too many to be guessed. */
const DIGITS = 12

const ROOM = new RegExp(`^${SPRING_RENEWALS}\\d{${DIGITS}}$`)

/** The floor of every campaign that is no room's. */
const COMMON_FLOOR = 'floor'

/** A room's campaign id. */
export function newRoom(): string {
  const [low = 0, high = 0] = crypto.getRandomValues(new Uint32Array(2))
  const drawn = `${high}${low}`.padStart(DIGITS, '0').slice(-DIGITS)
  return SPRING_RENEWALS + drawn
}

/** Whether a campaign is a room's. */
export function isRoom(campaignId: string): boolean {
  return ROOM.test(campaignId)
}

/** The name of the floor on which a campaign is dialled. */
export function floorOf(campaignId: string): string {
  return isRoom(campaignId) ? campaignId : COMMON_FLOOR
}

/** Somebody in a room: `ann@acme.example` of one room is not the one of the next. */
export function userIn(campaignId: string, user: string): string {
  if (!isRoom(campaignId)) return user
  const code = Number(campaignId.slice(SPRING_RENEWALS.length)).toString(36)
  return user.replace(/@|$/, (at) => `${at || '@'}${code}${at && '.'}`)
}

/**
 * The number of a desk phone: an extension of the room's, with its seat in the last two digits.
 * Rooms have numbers of their own, because a number may be rung only so often.
 */
export function deskPhone(campaignId: string, seat: number): string {
  const room = 1_000 + (Number(campaignId.slice(-DIGITS)) % 9_000)
  return `${room}${String(seat).padStart(2, '0')}`
}
