import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_DEPTH } from '../../../worker/soap/markup.ts'
import { escapeAttribute, escapeText } from '../../../worker/soap/text.ts'
import { parseXml, type XmlElement } from '../../../worker/soap/xml.ts'
import { XmlError } from '../../../worker/soap/xml-error.ts'
import { type DomParser, openDomParser, type Tree } from '../../peers/dom-parser.ts'
import { mutate, randomFrom, samplesIn } from './mutate.ts'

let chromium: DomParser
beforeAll(async () => {
  chromium = await openDomParser()
})
afterAll(() => chromium.close())

/** Our tree in the judge's form. */
function treeOf({ namespace, name, attributes, children, text }: XmlElement): Tree {
  return {
    namespace,
    name,
    attributes: attributes.map((a) => `{${a.namespace}}${a.name}=${a.value}`).sort(),
    children: children.map(treeOf),
    text,
  }
}

/** Our tree, or why there is none; anything but an XmlError fails the test. */
function read(document: string): Tree | string {
  try {
    return treeOf(parseXml(document))
  } catch (error) {
    if (error instanceof XmlError) return error.message
    throw error
  }
}

/** What Chromium lets pass and we do not: SOAP forbids two, XML 1.0 the others. */
const STRICTER = new Set([
  'A document type is refused.',
  'A processing instruction is refused.',
  'A character that XML does not allow.',
  'An attribute is given twice.',
  'A tag is not well-formed.',
])

const xmlText = fc
  .string({ unit: 'binary', maxLength: 200 })
  .filter((text) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text))
const trickyText = fc
  .array(
    fc.oneof(
      xmlText,
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '&amp;',
        '&#13;',
        '\r\n',
        '\r',
        '\t',
        '😀',
        '\u202eשלום',
        '\u0085',
      ),
    ),
  )
  .map((pieces) => pieces.join(''))

describe('reading XML, with Chromium as the judge', () => {
  test('of 10,000 damaged samples none crashes, and what is read is what Chromium reads', async () => {
    const random = randomFrom(20110313)
    const samples = [...samplesIn('requests').values(), ...samplesIn('xfire').values()]
    const documents = Array.from({ length: 10_000 }, () =>
      mutate(samples[random(samples.length)] ?? '', random),
    )
    const ours = documents.map(read)
    const theirs = await chromium.parse(documents)
    let agreed = 0
    for (const [index, tree] of ours.entries()) {
      const judged = theirs[index]
      if (typeof tree === 'string') {
        if (judged) expect(STRICTER, documents[index]).toContain(tree)
      } else {
        expect(tree, documents[index]).toEqual(judged)
        agreed += 1
      }
    }
    // otherwise the damage is so heavy that the comparison says nothing
    expect(agreed).toBeGreaterThan(1000)
  })

  test('every sample is read as Chromium reads it', async () => {
    const samples = [...samplesIn('requests').values(), ...samplesIn('xfire').values()]
    expect(samples.map(read)).toEqual(await chromium.parse(samples))
  })

  test('any text we write, Chromium reads unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(trickyText, async (text) => {
        const document = `<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`
        const [tree] = await chromium.parse([document])
        expect(tree).toMatchObject({ text, attributes: [`{}b=${text}`] })
        expect(read(document)).toEqual(tree)
      }),
      { numRuns: 300 },
    )
  })

  test('any text Chromium writes, we read as Chromium reads it', async () => {
    await fc.assert(
      fc.asyncProperty(trickyText, async (text) => {
        const document = await chromium.serialize(text)
        expect([read(document)]).toEqual(await chromium.parse([document]))
      }),
      { numRuns: 300 },
    )
  })

  test('100 kB of notes with everything in them survive', async () => {
    const text = 'Grüße 😀 ]]> <b>&amp;</b>\r\n\t\u202eשלום\u202c "quoted" '.repeat(2400)
    const document = `<a>${escapeText(text)}</a>`
    expect(text.length).toBeGreaterThan(100_000)
    expect(parseXml(document).text).toBe(text)
    expect((await chromium.parse([document]))[0]?.text).toBe(text)
  })
})

describe('refusing XML', () => {
  test.each([
    ['<a><b></a>', 'An end tag does not fit its start.'],
    ['<a></a></b>', 'An end tag does not fit its start.'],
    ['<a/><b/>', 'The document has two roots.'],
    ['<a/>tail', 'Text outside the root.'],
    ['head<a/>', 'Text outside the root.'],
    ['<![CDATA[x]]><a/>', 'Text outside the root.'],
    ['<a>', 'The document ends inside an element.'],
    ['<a', 'A tag is not well-formed.'],
    ['', 'The document has no element.'],
    ['<!-- only -->', 'The document has no element.'],
    ['<a>]]></a>', 'A CDATA end without its start.'],
    ['<a><![CDATA[x</a>', 'A CDATA section does not end.'],
    ['<a><!-- -- --></a>', 'A comment does not end.'],
    ['<a b="<"/>', 'A tag is not well-formed.'],
    ['<a b=1/>', 'A tag is not well-formed.'],
    ['<a b/>', 'A tag is not well-formed.'],
    ['<a b="1" b="2"/>', 'An attribute is given twice.'],
    ['<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', 'An attribute is given twice.'],
    ['<p:a/>', 'A prefix is not declared.'],
    ['<a p:b="1"/>', 'A prefix is not declared.'],
    ['<a xmlns:p=""/>', 'A prefix is declared as nothing.'],
    ['<a xmlns:xml="u"/>', 'A reserved prefix is declared.'],
    ['<a xmlns:xmlns="u"/>', 'A reserved prefix is declared.'],
    ['<a>&bogus;</a>', 'An entity is not one of the five XML knows.'],
    ['<a>&</a>', 'An entity is not one of the five XML knows.'],
    ['<a>&#0;</a>', 'A character reference names no XML character.'],
    ['<a>&#xD800;</a>', 'A character reference names no XML character.'],
    ['<a>&#99999999999999999999;</a>', 'A character reference names no XML character.'],
    ['<a>\0</a>', 'A character that XML does not allow.'],
    ['<a>\ud800</a>', 'A character that XML does not allow.'],
    ['<?xml version="1.0"?><?xml version="1.0"?><a/>', 'A processing instruction is refused.'],
    ['<a><?php x ?></a>', 'A processing instruction is refused.'],
    ['<!DOCTYPE a><a/>', 'A document type is refused.'],
    [
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'A document type is refused.',
    ],
    [
      '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>',
      'A document type is refused.',
    ],
  ])('%j is refused: %s', (document, reason) => {
    expect(read(document)).toBe(reason)
  })

  test('nesting is allowed to its limit and not beyond', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(read(nested(MAX_DEPTH))).toBeTypeOf('object')
    expect(read(nested(MAX_DEPTH + 1))).toBe('The document nests too deep.')
    expect(read(nested(10_000))).toBe('The document nests too deep.')
  })
})

describe('names that mean something to JavaScript', () => {
  test('are names like any other', async () => {
    const document =
      '<constructor xmlns:p="u"><__proto__>1</__proto__><toString hasOwnProperty="2" p:__proto__="3"/>' +
      '<p:prototype/></constructor>'
    expect([read(document)]).toEqual(await chromium.parse([document]))
  })
})
