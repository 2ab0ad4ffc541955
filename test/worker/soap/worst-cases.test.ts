import { describe, expect, test } from 'vitest'
import { salvage } from '../../../worker/soap/salvage.ts'
import { parseXml } from '../../../worker/soap/xml.ts'
import { XmlError } from '../../../worker/soap/xml-error.ts'

const SIZE = 1_000_000

/** Fills a megabyte with a piece. */
const fill = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length))

const numbered = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('')

/** Documents of a megabyte, each the dearest of its kind for some parser. */
const WORST: Readonly<Record<string, string>> = {
  'a name a megabyte long': `<${fill('a')}/>`,
  'a prefix a megabyte long': `<a:${fill('b')}:c/>`,
  'ten thousand levels': '<a>'.repeat(10_000) + '</a>'.repeat(10_000),
  'nothing but start tags': fill('<a>'),
  'nothing but empty tags': `<a>${fill('<b/>')}</a>`,
  'nothing but less-than signs': fill('<'),
  'nothing but ampersands': `<a>${fill('&')}</a>`,
  'nothing but references': `<a>${fill('&amp;')}</a>`,
  'references that never end': `<a>${fill('&#1')}`,
  'one reference that never ends': `<a>&#${fill('1')}</a>`,
  'nothing but attributes': `<a${numbered(80_000, (index) => ` b${index}="x"`)}/>`,
  'nothing but declarations': `<a${numbered(25_000, (index) => ` xmlns:b${index}="x"`)}>${'<b xmlns:c="d"/>'.repeat(30_000)}</a>`,
  'attributes without values': `<a${fill(' b')}>`,
  'an attribute that never ends': `<a b="${fill("'")}`,
  'a tag of white space': `<a${fill(' ')}`,
  'white space before an equals sign': `<a b${fill(' ')}`,
  'nothing but CDATA': `<a>${fill('<![CDATA[x]]>')}</a>`,
  'CDATA that never ends': `<a>${fill('<![CDATA[')}`,
  'nothing but comments': `<a>${fill('<!---->')}</a>`,
  'comments that never end': fill('<!--'),
  'brackets in text': `<a>${fill(']]')}</a>`,
  'text between tags': `<a>${fill('x<b/>')}</a>`,
  'deep and wide': `${'<a>'.repeat(60)}${'<b x="1">t</b>'.repeat(70_000)}${'</a>'.repeat(60)}`,
  'deep, with long names': `${'<a>'.replace('a', 'a'.repeat(5000)).repeat(50)}${'<b>t</b>'.repeat(60_000)}${'</a>'.replace('a', 'a'.repeat(5000)).repeat(50)}`,
  'carriage returns': `<a>${fill('\r')}</a>`,
  'white space at both ends': `<a>${fill(' ')}x${fill(' ')}</a>`,
  'a declaration that never ends': `<?xml version="1.0"${fill(' ')}`,
  'document types': fill('<!DOCTYPE a ['),
}

/**
 * Processor time, so that a busy machine fails nothing. The dearest of these takes half a second;
 * whatever grows with the square of a megabyte takes minutes.
 */
const MAX_CPU_MICROSECONDS = 4_000_000

describe('a megabyte of the worst', () => {
  test.each(Object.keys(WORST))('%s is read or refused', { timeout: 60_000 }, (name) => {
    const document = WORST[name] ?? ''
    const before = process.cpuUsage()
    try {
      parseXml(document)
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError)
      // an error that quotes the document would carry a megabyte into a log
      expect(String(error).length).toBeLessThan(100)
    }
    expect(salvage(new TextEncoder().encode(document), (text) => text).length).toBeLessThanOrEqual(
      200,
    )
    const { user, system } = process.cpuUsage(before)
    expect(user + system).toBeLessThan(MAX_CPU_MICROSECONDS)
  })
})
