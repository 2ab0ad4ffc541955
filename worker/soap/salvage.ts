/**
 * What can be saved from an answer that cannot be read: a person may be on the line all the same.
 * @module
 */

import { MAX_MEMBERS, type Mask, type Member } from './members.ts'
import { decodeText, trimSpace } from './text.ts'

/** The longest value saved, in characters. */
const MAX_VALUE = 1000

/** How much is searched, in characters: a call's members stand at the start of any answer. */
const MAX_SEARCHED = 100_000

/** A leaf element: its name without a prefix, and text without markup. Bounded, so that it is linear. */
const LEAF = /<(?:[\w.-]{1,100}:)?([A-Za-z_][\w.-]{0,99})(?:\s[^<>]{0,500})?>([^<]{1,5000})/g

/** Characters that nothing downstream can show or carry. */
const UNSHOWABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** References one by one, so that a broken one costs only itself. */
function decodeLeniently(text: string): string {
  return text.replace(/&#?[A-Za-z0-9]{1,10};/g, (reference) => {
    try {
      return decodeText(reference)
    } catch {
      return reference
    }
  })
}

/** Reads whatever looks like an element with text, in order. It never throws. */
export function salvage(bytes: Uint8Array, mask: Mask): readonly Member[] {
  const text = mask(new TextDecoder('utf-8').decode(bytes)).slice(0, MAX_SEARCHED)
  const members: Member[] = []
  for (const [, name = '', raw = ''] of text.replace(/<!\[CDATA\[|\]\]>/g, '').matchAll(LEAF)) {
    const value = mask(trimSpace(decodeLeniently(raw).replace(UNSHOWABLE, '')))
    if (value !== '') members.push({ name, value: value.slice(0, MAX_VALUE), items: null })
    if (members.length === MAX_MEMBERS) break
  }
  return members
}
