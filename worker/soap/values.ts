/**
 * Any type of the contract between a JavaScript value and elements: plain values, beans, arrays.
 * @module
 */

import {
  ARRAYS,
  BEANS,
  isNillable,
  PREDICTIVE_NAMESPACE,
  type TypeName,
} from '../../shared/predictive-service.ts'
import { illegalCharacterAt } from '../../shared/xml-text.ts'
import { isScalar, readScalar, ValueError, writeScalar } from './scalars.ts'
import { escapeText } from './text.ts'
import { childOf, isNil, type XmlElement } from './xml.ts'

/** The prefix of everything in the contract's namespace; any would do. */
export const PREFIX = 'ns1'

/** The beans' names. */
export type BeanName = keyof typeof BEANS

/** The arrays' names. */
export type ArrayName = keyof typeof ARRAYS

/** Whether a type is an array. */
export function isArray(type: TypeName): type is ArrayName {
  return Object.hasOwn(ARRAYS, type)
}

/** A bean's members and their types, in wire order. */
export function membersOf(bean: BeanName): readonly (readonly [name: string, type: TypeName])[] {
  return Object.entries(BEANS[bean])
}

/** A value that the wire cannot carry, and where it is (`dispositionLists`, `numbers`). */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError'
  readonly field: string
  /** Where in the text the character is that XML cannot carry; -1 if something else is wrong. */
  readonly at: number

  constructor(field: string, message: string, at = -1) {
    super(message)
    this.field = field
    this.at = at
  }
}

/**
 * Writes a value as an element. Null is `xsi:nil` where the type allows it. Throws UnwritableError,
 * naming `field`, for a character XML cannot carry and for a value that is none of the type.
 */
export function writeValue(name: string, type: TypeName, value: unknown, field: string): string {
  return [...valuePieces(name, type, value, field)].join('')
}

/** The same, piece by piece: a long list is never there as one text. */
export function* valuePieces(
  name: string,
  type: TypeName,
  value: unknown,
  field: string,
): Generator<string> {
  const [open, close] = [`<${PREFIX}:${name}>`, `</${PREFIX}:${name}>`]
  if (value === null || value === undefined) yield nil(name, type, field)
  else if (isArray(type)) {
    yield open
    yield* itemPieces(type, value, field)
    yield close
  } else yield open + writeContent(type, value, field) + close
}

function nil(name: string, type: TypeName, field: string): string {
  if (isNillable(type)) return `<${PREFIX}:${name} xsi:nil="true"/>`
  throw new UnwritableError(field, `${field} is missing.`)
}

function writeContent(type: Exclude<TypeName, ArrayName>, value: unknown, field: string): string {
  return isScalar(type) ? writeText(type, value, field) : writeBean(type, value, field)
}

function writeText(type: Parameters<typeof writeScalar>[0], value: unknown, field: string): string {
  const text = scalarText(type, value, field)
  const at = illegalCharacterAt(text)
  if (at >= 0) throw new UnwritableError(field, `${field} has a character XML cannot carry.`, at)
  return escapeText(text)
}

function scalarText(type: Parameters<typeof writeScalar>[0], value: unknown, field: string) {
  try {
    return writeScalar(type, value)
  } catch (error) {
    if (error instanceof ValueError) throw new UnwritableError(field, `${field} is no ${type}.`)
    throw error
  }
}

function* itemPieces(type: ArrayName, value: unknown, field: string): Generator<string> {
  if (!Array.isArray(value)) throw new UnwritableError(field, `${field} is no list.`)
  for (const item of value) yield* valuePieces(ARRAYS[type], ARRAYS[type], item, field)
}

function writeBean(bean: BeanName, value: unknown, field: string): string {
  if (typeof value !== 'object') throw new UnwritableError(field, `${field} is no ${bean}.`)
  const members = new Map(Object.entries(value ?? {}))
  return membersOf(bean)
    .filter(([name, type]) => isWritten(type, members.get(name)))
    .map(([name, type]) => writeValue(name, type, members.get(name), field))
    .join('')
}

/** An absent member is left out; so is a null that its type has no way to say. */
function isWritten(type: TypeName, member: unknown): boolean {
  return member !== undefined && (member !== null || isNillable(type))
}

/**
 * Reads an element as a type. `xsi:nil` is null. Throws ValueError with the framework's words for
 * a number that is none. Members of beans are found by name, unknown ones skipped; items of arrays
 * are taken whatever their name.
 */
export function readValue(type: TypeName, element: XmlElement): unknown {
  if (isNil(element)) return isNillable(type) ? null : readContent(type, { ...element, text: '' })
  return readContent(type, element)
}

function readContent(type: TypeName, element: XmlElement): unknown {
  if (isScalar(type)) return readScalar(type, element.text)
  if (isArray(type)) return element.children.map((item) => readValue(ARRAYS[type], item))
  return Object.fromEntries(
    membersOf(type).flatMap(([name, memberType]) => {
      const member = childOf(element, PREDICTIVE_NAMESPACE, name)
      return member ? [[name, readValue(memberType, member)]] : []
    }),
  )
}
