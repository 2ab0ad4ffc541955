import { expect, it } from 'vitest'
import { decodeBytes } from '../../../worker/soap/bytes.ts'
import { XmlError } from '../../../worker/soap/xml-error.ts'

const TEXT = 'Zoë owes 12 €'
const MARK = [0xef, 0xbb, 0xbf]

const read = (bytes: readonly number[]) => decodeBytes(new Uint8Array(bytes), 'text/xml')

it('An answer is read as it is, whatever was wrong with the one before', () => {
  const whole = [...new TextEncoder().encode(TEXT)]
  for (const damaged of [[0xff], whole.slice(0, -1), [...whole, 0xc3], [0xed, 0xa0, 0x80]]) {
    expect(() => read(damaged)).toThrow(XmlError)
    expect(read(whole)).toBe(TEXT)
    expect(read([...MARK, ...whole])).toBe(TEXT)
    expect(read([...MARK, ...MARK, ...whole])).toBe(`\uFEFF${TEXT}`)
  }
})

it('An answer says by its first bytes, its type or its declaration how it is encoded', () => {
  const wide = [...TEXT].flatMap((letter) => [
    letter.charCodeAt(0) & 255,
    letter.charCodeAt(0) >> 8,
  ])
  expect(read([0xff, 0xfe, ...wide])).toBe(TEXT)
  const latin = new Uint8Array([0x5a, 0x6f, 0xeb])
  expect(decodeBytes(latin, 'text/xml; charset="ISO-8859-1"')).toBe('Zoë')
  const declared = '<?xml version="1.0" encoding="iso-8859-1"?>'
  const bytes = new Uint8Array([...new TextEncoder().encode(declared), ...latin])
  expect(decodeBytes(bytes, null)).toBe(`${declared}Zoë`)
  expect(decodeBytes(new TextEncoder().encode(TEXT), 'text/xml; charset=UTF-8')).toBe(TEXT)
  expect(() => decodeBytes(latin, 'text/xml; charset=klingon')).toThrow(XmlError)
})
