/**
 * What can be saved from an answer that cannot be read: a person may be on the line all the same.
 * @module
 */

import { MAX_MEMBERS, MAX_NAME, type Member } from './members.ts'
import { trimSpace } from './text.ts'

/** The longest value saved, in characters. */
const MAX_VALUE = 1000

/** The longest text that is searched: a call's own members stand at the start of any answer. */
const MAX_SEARCHED = 100_000

/** A leaf element: its name without a prefix, and text without markup. Bounded, so that it is linear. */
const LEAF = /<(?:[\w.-]{1,100}:)?([A-Za-z_][\w.-]{0,99})(?:\s[^<>]{0,500})?>([^<]{1,1000})/g

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
}

/** Characters that nothing downstream can show or carry. */
const UNSHOWABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function decodeLeniently(text: string): string {
  return text
    .replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(UNSHOWABLE, '')
}

/** Reads whatever looks like an element with text, in order. It never throws. */
export function salvage(bytes: Uint8Array): readonly Member[] {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, MAX_SEARCHED))
  const members: Member[] = []
  for (const [, name = '', raw = ''] of text.replace(/<!\[CDATA\[|\]\]>/g, '').matchAll(LEAF)) {
    const value = trimSpace(decodeLeniently(raw)).slice(0, MAX_VALUE)
    if (value !== '') members.push({ name: name.slice(0, MAX_NAME), value, items: null })
    if (members.length === MAX_MEMBERS) break
  }
  return members
}
