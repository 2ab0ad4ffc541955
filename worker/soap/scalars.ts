/**
 * The contract's plain types between a JavaScript value and XML Schema's text. What cannot be read
 * is refused in the words of the dialer's own framework.
 * @module
 */

import type { TypeName } from '../../shared/predictive-service.ts'
import { trimSpace } from './text.ts'

/** The plain types, `string` apart: it needs no reading. */
export type ScalarName = Extract<
  TypeName,
  'string' | 'long' | 'int' | 'double' | 'boolean' | 'dateTime'
>

/** A text that is no value of its type. The message may quote it, as the framework's does. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}

/** A long has at most 19 digits; a number of a million must not reach BigInt, which is quadratic. */
const LONG = /^([+-]?)0*([0-9]{1,19})$/
const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n
const INT_MAX = 2 ** 31 - 1
const DOUBLE = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/
const DATE_TIME =
  /^(-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/

/** How much of a wrong value a message quotes. */
const MAX_QUOTED = 100

function refuse(text: string): never {
  throw new ValueError(`For input string: "${text.slice(0, MAX_QUOTED)}"`)
}

/** A 64-bit integer in its shortest form (`0017` is `17`). Throws ValueError for anything else. */
export function readLong(text: string): string {
  const match = LONG.exec(trimSpace(text))
  const value = match ? BigInt(`${match[1] === '-' ? '-' : ''}${match[2]}`) : null
  if (value === null || value < LONG_MIN || value > LONG_MAX) return refuse(trimSpace(text))
  return value.toString()
}

function readInt(text: string): number {
  const value = Number(readLong(text))
  return value >= -INT_MAX - 1 && value <= INT_MAX ? value : refuse(trimSpace(text))
}

function readDouble(text: string): number {
  const trimmed = trimSpace(text)
  const named = new Map([
    ['NaN', Number.NaN],
    ['INF', Number.POSITIVE_INFINITY],
    ['-INF', Number.NEGATIVE_INFINITY],
  ]).get(trimmed)
  if (named !== undefined) return named
  return DOUBLE.test(trimmed) ? Number(trimmed) : refuse(trimmed)
}

function readBoolean(text: string): boolean {
  const trimmed = trimSpace(text).toLowerCase()
  if (trimmed === 'true' || trimmed === '1') return true
  return trimmed === 'false' || trimmed === '0' ? false : refuse(trimSpace(text))
}

function readDateTime(text: string): Date {
  const match = DATE_TIME.exec(trimSpace(text))
  // a time without a zone is read as UTC, which is how the dialer's framework writes all of them
  const date = match && new Date(`${match[1]}${(match[2] ?? '').slice(0, 4)}${match[3] ?? 'Z'}`)
  return date && !Number.isNaN(date.getTime()) ? date : refuse(trimSpace(text))
}

const READERS = {
  string: trimSpace,
  long: readLong,
  int: readInt,
  double: readDouble,
  boolean: readBoolean,
  dateTime: readDateTime,
} as const satisfies Record<ScalarName, (text: string) => unknown>

function writeNumber(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : refuse(`${value}`)
}

const WRITERS: Record<ScalarName, (value: unknown) => string> = {
  string: (value) => (typeof value === 'string' ? value : refuse(`${value}`)),
  long: (value) => readLong(`${value}`),
  int: (value) => String(readInt(`${value}`)),
  double: writeNumber,
  boolean: (value) => String(value === true),
  dateTime: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? value.toISOString().replace('.000Z', 'Z')
      : refuse(`${value}`),
}

/** Whether a type is a plain one. */
export function isScalar(type: TypeName): type is ScalarName {
  return Object.hasOwn(READERS, type)
}

/** Reads a text as a plain type. Throws {@link ValueError}. */
export function readScalar(type: ScalarName, text: string): unknown {
  return READERS[type](text)
}

/** Writes a value as XML Schema text, not escaped. Throws {@link ValueError}. */
export function writeScalar(type: ScalarName, value: unknown): string {
  return WRITERS[type](value)
}
