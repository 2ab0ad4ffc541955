/**
 * Beans read as open maps: every member the dialer sent, whatever its name.
 * @module
 */

import { trimSpace } from './text.ts'
import { isNil, type XmlElement } from './xml.ts'

/** Something the dialer said about a call or an agent. */
export interface Member {
  /** The dialer's own name for it. */
  readonly name: string
  /** Hostile text. Items of an array are joined with commas or bars, nested members written `name: value`. */
  readonly value: string
  /** The items of an array of plain values, nil as an empty string; null for anything else. */
  readonly items: readonly string[] | null
}

/** How many members of one bean are kept; the contract guesses at thirteen. */
export const MAX_MEMBERS = 200

/** The longest name kept, in characters. */
export const MAX_NAME = 100

/** The most text of one bean that is kept, in characters, so that a call fits a row of storage. */
export const MAX_TEXT = 200_000

/** Takes out of a text what must not be passed on; it runs before anything is cut. */
export type Mask = (text: string) => string

const isLeaf = (element: XmlElement) => element.children.length === 0

const leafText = (element: XmlElement) => (isNil(element) ? '' : trimSpace(element.text))

function isList(elements: readonly XmlElement[]): boolean {
  return elements.every(({ name }) => name === elements[0]?.name)
}

function flat(element: XmlElement): string {
  const { children } = element
  if (isLeaf(element)) return leafText(element)
  if (!isList(children)) return children.map((child) => `${child.name}: ${flat(child)}`).join('; ')
  return children.map(flat).join(children.every(isLeaf) ? ', ' : ' | ')
}

function memberOf(element: XmlElement, mask: Mask): Member {
  const { children } = element
  const plain = !isLeaf(element) && isList(children) && children.every(isLeaf)
  return {
    name: mask(element.name).slice(0, MAX_NAME),
    value: mask(flat(element)),
    items: plain ? children.map((child) => mask(leafText(child))) : null,
  }
}

/** Every member with a value, in the order sent, within {@link MAX_MEMBERS} and {@link MAX_TEXT}. */
export function readMembers(bean: XmlElement, mask: Mask): readonly Member[] {
  let room = MAX_TEXT
  return bean.children
    .slice(0, MAX_MEMBERS)
    .map((element) => memberOf(element, mask))
    .filter(({ value }) => value !== '')
    .map((member) => {
      const value = member.value.slice(0, room)
      const cut = value.length < member.value.length
      room -= value.length
      return cut ? { ...member, value: `${value}…`, items: null } : member
    })
}
