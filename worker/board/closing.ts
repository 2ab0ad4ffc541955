/**
 * When the board stops the campaign by itself.
 * @module
 */

import type { Closing } from '../../shared/board.ts'

const DAY_MS = 86_400_000

/** A reload, a new callback or a change of shift takes less. */
const EMPTY_MS = 300_000

/** What is known of the campaign. Times are milliseconds since 1970. */
export interface ClosingFacts {
  readonly closing: Closing
  /** When that was chosen: a time that had passed by then is tomorrow's. */
  readonly chosenAt: number
  /** Since when it dials, as last set here; null while it does not. */
  readonly since: number | null
  /** Since when nobody is signed in; null while somebody is. */
  readonly emptySince: number | null
}

/** When the campaign shall be stopped; null for not by itself. May be in the past. */
export function stopDue({ closing, chosenAt, since, emptySince }: ClosingFacts): number | null {
  if (since === null) return null
  // Whoever starts early waits for the first agent, however late they are.
  const empty = closing.whenEmpty && emptySince !== null && emptySince > since
  const times = [
    ...(empty ? [emptySince + EMPTY_MS] : []),
    ...(closing.time === null
      ? []
      : [nextTime(closing.time, closing.zone, Math.max(since, chosenAt))]),
  ]
  return times.length === 0 ? null : Math.min(...times)
}

/** The first moment after another at which clocks in a zone show a time, `HH:MM`. */
export function nextTime(time: string, zone: string, after: number): number {
  const clock = zoneClock(zone)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const midnight = Math.floor((after + clock(after)) / DAY_MS) * DAY_MS
  for (let day = -1; ; day++) {
    const wall = midnight + day * DAY_MS + (hours * 60 + minutes) * 60_000
    // The offset may change between now and then: once more with the one of that moment.
    const guess = wall - clock(wall - clock(after))
    const moment = wall - clock(guess)
    if (moment > after) return moment
  }
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function zoneClock(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (moment) => {
    const parts = format.formatToParts(moment)
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
    const day = Date.UTC(part('year'), part('month') - 1, part('day'))
    const time = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1_000
    return day + time - Math.floor(moment / 1_000) * 1_000
  }
}
