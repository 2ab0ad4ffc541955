/**
 * Times in an address.
 * @module
 */

import * as v from 'valibot'

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/

/** The 30th of February is read as a day in March. */
const isDay = (date: string) => new Date(date).getUTCDate() === Number(date.slice(8))

/** ISO 8601: a time with its zone, or a date, which begins at midnight UTC. In milliseconds. */
export const Moment = v.pipe(
  v.string(),
  v.check((text) => MOMENT.test(text) && isDay(text.slice(0, 10))),
  v.transform((text) => Date.parse(text)),
  v.finite(),
)
