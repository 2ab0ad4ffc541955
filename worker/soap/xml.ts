/**
 * A document as a tree of elements with their namespaces resolved.
 * @module
 */

import { XMLParser } from 'fast-xml-parser'
import { checkMarkup } from './markup.ts'
import { decodeText, trimSpace } from './text.ts'
import { XmlError } from './xml-error.ts'

/** An element; its prefix is gone, only what it stands for is kept. */
export interface XmlElement {
  /** Namespace name; empty for none. */
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** The character data directly inside, pieces joined, white space as it stood. */
  readonly text: string
}

/** An attribute; namespace declarations are not among them. */
export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/** The namespace of `xsi:nil`. */
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** Marks an element's name, so that none (`constructor`, `__proto__`) is a name the parser fears. */
const ELEMENT = '<'
const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTES = ':@'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: TEXT,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  // it is applied twice to an empty tag
  transformTagName: (name) => (name.startsWith(ELEMENT) ? name : ELEMENT + name),
  // an id of 0017 or of twenty digits is not a number
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // it would drop some references and keep others: we decode them ourselves
  processEntities: false,
  // as strings, paths cost a hostile megabyte seconds: every text builds its own anew
  jPath: false,
})

/** One node of the parser's ordered tree. */
type Node = Readonly<Record<string, unknown>>

/** Prefixes declared on one element; a chain, because copies would cost the square of hostile input. */
interface Scope {
  readonly parent: Scope | null
  readonly prefixes: ReadonlyMap<string, string>
}

const ROOT_SCOPE: Scope = { parent: null, prefixes: new Map([['xml', XML_NAMESPACE]]) }

function namespaceOf(prefix: string, scope: Scope): string {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const namespace = at.prefixes.get(prefix)
    if (namespace !== undefined) return namespace
  }
  if (prefix === '') return ''
  throw new XmlError('A prefix is not declared.')
}

function split(qualified: string): [prefix: string, name: string] {
  const colon = qualified.indexOf(':')
  return colon < 0 ? ['', qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)]
}

function attributesOf(node: Node): [name: string, value: string][] {
  const attributes = node[ATTRIBUTES]
  if (typeof attributes !== 'object' || attributes === null) return []
  return Object.entries(attributes).map(([name, value]) => [
    name.slice(1),
    decodeText(`${value}`.replace(/[\t\n\r]/g, ' ')),
  ])
}

function checkDeclaration(prefix: string, namespace: string): void {
  if (namespace === '') throw new XmlError('A prefix is declared as nothing.')
  const reserved = prefix === 'xmlns' || (prefix === 'xml') !== (namespace === XML_NAMESPACE)
  if (reserved) throw new XmlError('A reserved prefix is declared.')
}

function declared(attributes: [string, string][], parent: Scope): Scope {
  const prefixes = new Map<string, string>()
  for (const [name, value] of attributes) {
    if (name === 'xmlns') prefixes.set('', value)
    else if (name.startsWith('xmlns:')) {
      const prefix = name.slice('xmlns:'.length)
      checkDeclaration(prefix, value)
      prefixes.set(prefix, value)
    }
  }
  return prefixes.size === 0 ? parent : { parent, prefixes }
}

function qualifiedAttributes(attributes: [string, string][], scope: Scope): XmlAttribute[] {
  const seen = new Set<string>()
  return attributes.flatMap(([qualified, value]) => {
    const [prefix, name] = split(qualified)
    if (prefix === 'xmlns' || qualified === 'xmlns') return []
    const namespace = prefix === '' ? '' : namespaceOf(prefix, scope)
    const key = `${namespace} ${name}`
    if (seen.has(key)) throw new XmlError('An attribute is given twice.')
    seen.add(key)
    return [{ namespace, name, value }]
  })
}

function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value : []
}

function textOf(nodes: readonly Node[]): string {
  let text = ''
  for (const node of nodes) {
    if (TEXT in node) text += decodeText(`${node[TEXT]}`)
    else if (CDATA in node)
      text += nodesOf(node[CDATA])
        .map((piece) => piece[TEXT])
        .join('')
  }
  return text
}

function tagOf(node: Node): string | undefined {
  return Object.keys(node).find((key) => key.startsWith(ELEMENT))
}

function elementsOf(nodes: readonly Node[], scope: Scope): XmlElement[] {
  return nodes.flatMap((node) => {
    const tag = tagOf(node)
    return tag === undefined ? [] : [elementOf(node, tag, scope)]
  })
}

function elementOf(node: Node, tag: string, parent: Scope): XmlElement {
  const attributes = attributesOf(node)
  const scope = declared(attributes, parent)
  const [prefix, name] = split(tag.slice(ELEMENT.length))
  const content = nodesOf(node[tag])
  return {
    namespace: namespaceOf(prefix, scope),
    name,
    attributes: qualifiedAttributes(attributes, scope),
    children: elementsOf(content, scope),
    text: textOf(content),
  }
}

/** Reads a document and returns its root. Throws XmlError for anything that is not plain XML. */
export function parseXml(text: string): XmlElement {
  checkMarkup(text)
  const [root] = elementsOf(parser.parse(text), ROOT_SCOPE)
  if (!root) throw new XmlError('The document has no element.')
  return root
}

/** Whether an element says `xsi:nil`. */
export function isNil(element: XmlElement): boolean {
  const nil = element.attributes.find((a) => a.name === 'nil' && a.namespace === XSI_NAMESPACE)
  return nil !== undefined && ['true', '1'].includes(trimSpace(nil.value))
}

/** Whether an element has that name, in that namespace or in none, as lax servers write it. */
export function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && [namespace, ''].includes(element.namespace)
}

/** The first child with that name; see {@link isNamed}. */
export function childOf(
  element: XmlElement,
  namespace: string,
  name: string,
): XmlElement | undefined {
  return element.children.find((child) => isNamed(child, namespace, name))
}
