import { describe, expect, test } from 'vitest'
import { isExactLong } from '../../../shared/xsd-long.ts'
import { readScalar, ValueError, writeScalar } from '../../../worker/soap/scalars.ts'

describe('reading', () => {
  test.each([
    ['long', '9223372036854775807', '9223372036854775807'],
    ['long', '-9223372036854775808', '-9223372036854775808'],
    ['long', ' +0017\n', '17'],
    ['long', `${'0'.repeat(100)}7`, '7'],
    ['long', '-0', '0'],
    ['int', '-2147483648', -2147483648],
    ['double', '1.5', 1.5],
    ['double', '-.5E1', -5],
    ['double', 'INF', Number.POSITIVE_INFINITY],
    ['double', 'NaN', Number.NaN],
    ['boolean', 'TRUE', true],
    ['boolean', ' 0 ', false],
    ['string', '\t a b \r\n', 'a b'],
    ['string', '\u00a0a\u00a0', '\u00a0a\u00a0'],
    ['dateTime', '2011-03-13T07:06:40Z', new Date('2011-03-13T07:06:40Z')],
    ['dateTime', '2011-03-13T07:06:40', new Date('2011-03-13T07:06:40Z')],
    ['dateTime', '2011-03-13T08:06:40.123456789+01:00', new Date('2011-03-13T07:06:40.123Z')],
  ] as const)('the %s %j', (type, text, value) => {
    expect(readScalar(type, text)).toEqual(value)
  })

  test.each([
    ['long', ''],
    ['long', 'abc'],
    ['long', '9223372036854775808'],
    ['long', '-9223372036854775809'],
    ['long', '1.0'],
    ['long', '0x10'],
    ['long', '1_000'],
    ['long', '٣'],
    ['long', '9'.repeat(1_000_000)],
    ['int', '2147483648'],
    ['double', ''],
    ['double', '1,5'],
    ['double', 'Infinity'],
    ['double', '1e'],
    ['boolean', 'yes'],
    ['dateTime', '13.03.2011'],
    ['dateTime', '2011-02-31T25:00:00Z'],
    ['dateTime', '2011-03-13'],
  ] as const)('no %s is %j', (type, text) => {
    expect(() => readScalar(type, text)).toThrow(ValueError)
    expect(() => readScalar(type, text)).toThrow(`For input string: "${text.slice(0, 100)}"`)
  })
})

describe('writing', () => {
  test.each([
    ['long', '0047', '47'],
    ['long', '9223372036854775807', '9223372036854775807'],
    ['int', 3, '3'],
    ['double', 2, '2'],
    ['double', 1.5, '1.5'],
    ['boolean', true, 'true'],
    ['boolean', false, 'false'],
    ['string', ' a ', ' a '],
    ['dateTime', new Date(1300000000000), '2011-03-13T07:06:40Z'],
    ['dateTime', new Date(1300000000123), '2011-03-13T07:06:40.123Z'],
  ] as const)('the %s %j as %s', (type, value, text) => {
    expect(writeScalar(type, value)).toBe(text)
  })

  test.each([
    ['long', 'A12'],
    ['long', 1.5],
    ['double', Number.NaN],
    ['double', Number.POSITIVE_INFINITY],
    ['double', '2'],
    ['string', 7],
    ['dateTime', new Date(Number.NaN)],
    ['dateTime', '2011-03-13T07:06:40Z'],
  ] as const)('no %s from %j', (type, value) => {
    expect(() => writeScalar(type, value)).toThrow(ValueError)
  })
})

test.each([
  ['4721', true],
  ['0', true],
  ['-1', true],
  ['9223372036854775807', true],
  ['9223372036854775808', false],
  ['0047', false],
  ['-0', false],
  ['+1', false],
  ['A12', false],
  ['', false],
])('a kick of %j is exact: %s', (agentId, exact) => {
  expect(isExactLong(agentId)).toBe(exact)
})
