/**
 * Days and times of day, written without `Intl.DateTimeFormat`: the first one of a page keeps it busy
 * for longer than all the rest of a pop, because V8 looks through every language it has.
 * @module
 */

import type { AllWords } from './strings.ts'

/** By one clock, 0:00 to 23:59. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/** Languages and regions in which the day has twice twelve hours. */
const TWELVE = /^en(?!-(?:gb|ie)\b)|-(?:us|mx|pr)\b/i

/** A time of day in words. */
export function timeOfDay({ hour, minute }: TimeOfDay, t: AllWords, language: string): string {
  const minutes = String(minute).padStart(2, '0')
  if (!TWELVE.test(language)) return `${hour}:${minutes}`
  return `${hour % 12 || 12}:${minutes} ${hour < 12 ? t.am : t.pm}`
}

/** A day and a time by this machine's clock. */
export function dayAndTime(moment: number, t: AllWords, language: string): string {
  const at = new Date(moment)
  const time = timeOfDay({ hour: at.getHours(), minute: at.getMinutes() }, t, language)
  return `${t.day(at.getDate(), at.getMonth(), at.getFullYear())}, ${time}`
}
