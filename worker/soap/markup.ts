/**
 * Whether a document's markup is well-formed. fast-xml-parser builds the tree, but it also builds
 * one from crossed or missing tags, repeated attributes, several roots and trailing text, so a
 * document is checked before it is parsed.
 * @module
 */

import { illegalCharacterAt } from '../../shared/xml-text.ts'
import { trimSpace } from './text.ts'
import { XmlError } from './xml-error.ts'

/**
 * How deep elements may nest. The contract needs seven (Envelope, Body, operation, parameter,
 * Disposition, dispositions, string); the rest is room for another dialer's types and details.
 */
export const MAX_DEPTH = 64

/** XML's, but for U+1680 and U+FEFF: fast-xml-parser takes them for white space and cuts names. */
const NAME_START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u167F' +
  '\\u1681-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF' +
  '\\uF900-\\uFDCF\\uFDF0-\\uFEFE\\uFF00-\\uFFFD' +
  '\\u{10000}-\\u{EFFFF}'
const NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`
/** XML's white space; JavaScript's `\\s` knows more of it. */
const S = '[ \\t\\r\\n]'
const QUALIFIED = `${NAME}(?::${NAME})?`

// every pattern is sticky and has one way to match, so that a hostile document costs one pass
const OPEN = new RegExp(`<(${QUALIFIED})`, 'uy')
const ATTRIBUTE = new RegExp(`${S}+(${QUALIFIED})${S}*=${S}*(?:"[^<"]*"|'[^<']*')`, 'uy')
const OPEN_END = new RegExp(`${S}*(/?)>`, 'y')
const CLOSE = new RegExp(`</(${QUALIFIED})${S}*>`, 'uy')
const DECLARATION = new RegExp(
  `<\\?xml${S}+version${S}*=${S}*(["'])1\\.[0-9]+\\1` +
    `(?:${S}+encoding${S}*=${S}*(["'])[A-Za-z][A-Za-z0-9._-]*\\2)?` +
    `(?:${S}+standalone${S}*=${S}*(["'])(?:yes|no)\\3)?${S}*\\?>`,
  'y',
)

class Scanner {
  readonly #text: string
  #at = 0
  readonly #open: string[] = []
  #roots = 0

  constructor(text: string) {
    this.#text = text
  }

  run(): void {
    this.#match(DECLARATION)
    while (this.#at < this.#text.length) {
      this.#characters()
      if (this.#at < this.#text.length) this.#markup()
    }
    if (this.#open.length > 0) throw new XmlError('The document ends inside an element.')
    if (this.#roots !== 1) throw new XmlError('The document has no element.')
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match) this.#at = pattern.lastIndex
    return match
  }

  #characters(): void {
    const next = this.#text.indexOf('<', this.#at)
    const end = next < 0 ? this.#text.length : next
    const text = this.#text.slice(this.#at, end)
    if (this.#open.length === 0 && trimSpace(text) !== '')
      throw new XmlError('Text outside the root.')
    if (text.includes(']]>')) throw new XmlError('A CDATA end without its start.')
    this.#at = end
  }

  #markup(): void {
    if (this.#text.startsWith('<!--', this.#at)) this.#comment()
    else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#cdata()
    else if (this.#text.startsWith('</', this.#at)) this.#close()
    else if (this.#text.startsWith('<!', this.#at))
      throw new XmlError('A document type is refused.')
    // SOAP 1.1 forbids them
    else if (this.#text.startsWith('<?', this.#at)) {
      throw new XmlError('A processing instruction is refused.')
    } else this.#element()
  }

  #comment(): void {
    const end = this.#text.indexOf('--', this.#at + 4)
    if (end < 0 || this.#text[end + 2] !== '>') throw new XmlError('A comment does not end.')
    this.#at = end + 3
  }

  #cdata(): void {
    const end = this.#text.indexOf(']]>', this.#at + 9)
    if (end < 0) throw new XmlError('A CDATA section does not end.')
    if (this.#open.length === 0) throw new XmlError('Text outside the root.')
    this.#at = end + 3
  }

  #close(): void {
    const match = this.#match(CLOSE)
    if (!match || this.#open.pop() !== match[1]) {
      throw new XmlError('An end tag does not fit its start.')
    }
  }

  #element(): void {
    const name = this.#match(OPEN)?.[1]
    if (name === undefined) throw new XmlError('A tag has no name.')
    this.#attributes()
    const end = this.#match(OPEN_END)
    if (!end) throw new XmlError('A tag is not well-formed.')
    if (this.#open.length === 0) this.#roots += 1
    if (this.#roots > 1) throw new XmlError('The document has two roots.')
    if (this.#open.length >= MAX_DEPTH) throw new XmlError('The document nests too deep.')
    if (end[1] === '') this.#open.push(name)
  }

  #attributes(): void {
    const seen = new Set<string>()
    for (let match = this.#match(ATTRIBUTE); match; match = this.#match(ATTRIBUTE)) {
      const name = match[1] ?? ''
      if (seen.has(name)) throw new XmlError('An attribute is given twice.')
      seen.add(name)
    }
  }
}

/** Throws XmlError unless the text is a well-formed XML 1.0 document without a document type. */
export function checkMarkup(text: string): void {
  if (illegalCharacterAt(text) >= 0) throw new XmlError('A character that XML does not allow.')
  new Scanner(text).run()
}
