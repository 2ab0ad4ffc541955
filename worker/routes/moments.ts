/**
 * Times in an address.
 * @module
 */

import * as v from 'valibot'

const DATE = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** ISO 8601: a time with its zone, or a date, which begins at midnight UTC. In milliseconds. */
export const Moment = v.pipe(
  v.string(),
  v.check((text) => DATE.test(text) || INSTANT.test(text)),
  v.transform((text) => Date.parse(text)),
  v.finite(),
)
