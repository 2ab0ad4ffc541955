/**
 * What happens later: items by time, first come first served within one moment.
 * @module
 */

/** An item and when it is due, in milliseconds since 1970 on the dialer's clock. */
interface Entry<T> {
  readonly at: number
  readonly item: T
}

/** A plain array, soonest first, so that it serialises. */
export type Agenda<T> = Entry<T>[]

/** Puts an item behind everything that is due at the same moment or sooner. */
export function schedule<T>(agenda: Agenda<T>, at: number, item: T): void {
  let low = 0
  let high = agenda.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((agenda[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  agenda.splice(low, 0, { at, item })
}

/** Takes the soonest item that is due at `now`; undefined when none is. */
export function takeDue<T>(agenda: Agenda<T>, now: number): T | undefined {
  const first = agenda[0]
  if (first === undefined || first.at > now) return undefined
  agenda.shift()
  return first.item
}

/** When the next item is due; infinity when there is none. */
export function nextAt(agenda: Agenda<unknown>): number {
  return agenda[0]?.at ?? Number.POSITIVE_INFINITY
}
