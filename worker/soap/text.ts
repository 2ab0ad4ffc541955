/**
 * Character data between a JavaScript string and a document.
 * @module
 */

import { illegalCharacterAt } from '../../shared/xml-text.ts'
import { XmlError } from './xml-error.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // a reader turns a bare CR into LF, and in an attribute LF and tab into spaces
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** A text as element content; it must hold only characters XML can carry. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
}

/** A text as the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? character)
}

function decodeReference(name: string | undefined): string {
  if (name?.startsWith('#')) {
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0'
    if (illegalCharacterAt(character) < 0) return character
    throw new XmlError('A character reference names no XML character.')
  }
  const character = name === undefined ? undefined : ENTITIES.get(name)
  if (character === undefined) throw new XmlError('An entity is not one of the five XML knows.')
  return character
}

/** Replaces character references and the five named entities. Throws XmlError on any other. */
export function decodeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(#x[0-9A-Fa-f]+|#[0-9]+|[A-Za-z]+);)?/g, (_, name?: string) =>
    decodeReference(name),
  )
}

/** Cuts white space at the ends, as the dialer does with every value. */
export function trimSpace(text: string): string {
  // two passes from the ends; a regular expression would scan inner runs of spaces again and again
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
