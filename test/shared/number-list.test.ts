import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvReader, type CsvRow } from '../../shared/csv-reader.ts'
import { MOST_NUMBERS, NumberList } from '../../shared/number-list.ts'

function rowsOf(text: string, pieces: readonly number[] = []): CsvRow[] {
  const rows: CsvRow[] = []
  const reader = new CsvReader((row) => rows.push(row))
  let at = 0
  for (const size of pieces) {
    reader.push(text.slice(at, at + size))
    at += size
  }
  reader.push(text.slice(at))
  reader.end()
  return rows
}

const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells)

function listOf(text: string, header: boolean | null = null): NumberList {
  const list = new NumberList(header)
  list.push(text)
  list.end()
  return list
}

describe('a file of comma-separated values', () => {
  it.each([
    [
      'commas',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons, as spreadsheets in Europe write',
      'a;"b;1"\nc;d,e',
      [
        ['a', 'b;1'],
        ['c', 'd,e'],
      ],
    ],
    [
      'tabs',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one column', 'a\nb', [['a'], ['b']]],
    ['CR LF, LF and CR', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['quotes with everything inside', '"a,""b""\r\nc",d', [['a,"b"\r\nc', 'd']]],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    ['empty lines', '\n\na\n,,\n\n', [['a']]],
    [
      'empty cells',
      ',a,\n"",b,',
      [
        ['', 'a', ''],
        ['', 'b', ''],
      ],
    ],
    ['white space around cells', ' a , "b" ', [['a', 'b']]],
    ['nothing', '', []],
  ])('is read with %s', (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells)
  })

  it('says on which line of the file a row begins', () => {
    expect(rowsOf('a\n\n"b\nb"\r\nc\rd').map(({ line }) => line)).toEqual([1, 3, 5, 6])
  })

  it('says when quotes were never closed', () => {
    expect(rowsOf('a\n"b\nc').map(({ open }) => open)).toEqual([false, true])
  })

  it('is the same in whatever pieces it comes', () => {
    const character = fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', ' ', 'é', '😀')
    const text = fc.array(character, { maxLength: 40 }).map((all) => all.join(''))
    const pieces = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 })
    fc.assert(
      fc.property(text, pieces, (all, sizes) => {
        expect(rowsOf(`x,y\n${all}`, sizes)).toEqual(rowsOf(`x,y\n${all}`))
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives back what was written', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', '').trim())
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 })
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`))
        const text = `x,y\n${quoted.map((row) => row.join(',')).join('\n')}`
        const filled = rows.filter((row) => row.some((each) => each !== ''))
        expect(cellsOf(text).slice(1)).toEqual(filled)
      }),
    )
  })
})

describe('a list of numbers', () => {
  it('takes the columns’ names from a header, if there is one', () => {
    expect(listOf('Phone,Name,\n2135550143,Ann,x').columns).toEqual(['Name', 'Column 3'])
    expect(listOf('2135550143,Ann').columns).toEqual([])
    expect(listOf('2135550143,Ann', true)).toMatchObject({ columns: ['Ann'], good: [] })
    expect(listOf('Phone\n2135550143', false).bad).toEqual([
      { line: 1, reason: 'not-a-number', value: 'Phone' },
    ])
  })

  it('gives the dialer digits first and the other columns as they are', () => {
    const { good } = listOf('+1 (213) 555-0143,Ann Lee,"Los Angeles, CA","said ""yes"""\n')
    expect(good).toEqual([
      {
        line: 1,
        number: '12135550143',
        text: '12135550143,Ann Lee,"Los Angeles, CA","said ""yes"""',
      },
    ])
  })

  it('names every row that cannot be dialled, with its line and why', () => {
    const { good, bad } = listOf(
      [
        'phone,name',
        '2135550143,Ann',
        ',Ben',
        'call me,Cho',
        '12,Dee',
        '1234567890123456,Eve',
        '(213) 555-0143,Ann again',
        '2135550144,nul \u0000',
        '2135550145,"Flo',
      ].join('\n'),
    )
    expect(good.map(({ number }) => number)).toEqual(['2135550143'])
    expect(bad).toEqual([
      { line: 3, reason: 'no-number', value: '' },
      { line: 4, reason: 'not-a-number', value: 'call me' },
      { line: 5, reason: 'too-short', value: '12' },
      { line: 6, reason: 'too-long', value: '1234567890123456' },
      { line: 7, reason: 'twice', value: '(213) 555-0143' },
      { line: 8, reason: 'bad-text', value: '2135550144' },
      { line: 9, reason: 'open-quotes', value: '2135550145' },
    ])
  })

  it('takes a number once, however it is spelled', () => {
    const { good, bad } = listOf(
      [
        '2125550110,Ann',
        '12125550110,Ann',
        '+1 212 555-0110,Ann',
        '1 213 555 0143',
        '2135550143',
      ].join('\n'),
    )
    expect(good.map(({ number }) => number)).toEqual(['2125550110', '12135550143'])
    expect(bad).toEqual([
      { line: 2, reason: 'twice', value: '12125550110' },
      { line: 3, reason: 'twice', value: '+1 212 555-0110' },
      { line: 5, reason: 'twice', value: '2135550143' },
    ])
  })

  it('ends at a hundred thousand', () => {
    const list = new NumberList()
    for (let n = 0; n <= MOST_NUMBERS; n++) list.push(`${2_130_000_000 + n},x\n`)
    list.end()
    expect(list.good).toHaveLength(MOST_NUMBERS)
    expect(list.bad).toMatchObject([{ line: MOST_NUMBERS + 1, reason: 'too-many' }])
  })
})
