/**
 * A campaign's numbers out of a file: the first column is the phone number, the others are data
 * that agents see. Every row that cannot be dialled is named with its line and the reason.
 * @module
 */

import { CsvReader, type CsvRow } from './csv-reader.ts'
import { comparable } from './phone-number.ts'
import { illegalCharacterAt } from './xml-text.ts'

/** The most numbers one campaign takes here. */
export const MOST_NUMBERS = 100_000

/** E.164 has at most 15 digits; a line inside a PBX may have as few as 3. */
export const PHONE_DIGITS = { fewest: 3, most: 15 } as const

/** Why a row cannot be dialled. */
export const ROW_REASONS = [
  'no-number',
  'not-a-number',
  'too-short',
  'too-long',
  'twice',
  'bad-text',
  'open-quotes',
  'too-many',
  'do-not-call',
] as const

/** One of {@link ROW_REASONS}. */
export type RowReason = (typeof ROW_REASONS)[number]

/** A row that cannot be dialled. */
export interface BadRow {
  /** Its line in the file, counted from 1. */
  readonly line: number
  readonly reason: RowReason
  /** What stood where the number should, cut; hostile text. */
  readonly value: string
}

/** A number that can be dialled. */
export interface GoodRow {
  readonly line: number
  /** Digits only. */
  readonly number: string
  /** What the dialer is given: the number and the further columns, as one CSV row. */
  readonly text: string
}

/** How much of a bad value is quoted, in characters. */
const QUOTED = 40

/** Reads a file piece by piece. */
export class NumberList {
  /** The names of the further columns, where the file has a header. */
  columns: readonly string[] = []
  good: GoodRow[] = []
  bad: BadRow[] = []
  readonly #reader = new CsvReader((row) => this.#take(row))
  readonly #seen = new Set<string>()
  #header: boolean | null

  /** @param header whether the first row names the columns; null to find out by looking at it */
  constructor(header: boolean | null = null) {
    this.#header = header
  }

  /** The next piece of the file. */
  push(text: string): void {
    this.#reader.push(text)
  }

  /** There is no more. */
  end(): void {
    this.#reader.end()
  }

  /** Numbers that cannot be dialled for a reason that is not in the file. */
  drop(numbers: readonly string[], reason: RowReason): void {
    const dropped = new Set(numbers)
    if (dropped.size === 0) return
    const bad = this.good.filter(({ number }) => dropped.has(number))
    this.good = this.good.filter(({ number }) => !dropped.has(number))
    this.bad = [...this.bad, ...bad.map(({ line, number: value }) => ({ line, reason, value }))]
    this.bad.sort((one, other) => one.line - other.line)
  }

  #take(row: CsvRow): void {
    const [first = '', ...rest] = row.cells
    const header = this.#header ?? (first !== '' && !/\d/.test(first))
    this.#header = false
    if (header) {
      this.columns = rest.map((name, index) => name || `Column ${index + 2}`)
      return
    }
    const number = first.replace(/[\s().+/-]/g, '')
    const reason = this.#reasonAgainst(row, number)
    if (reason) {
      this.bad.push({ line: row.line, reason, value: first.slice(0, QUOTED) })
    } else {
      this.#seen.add(comparable(number))
      this.good.push({ line: row.line, number, text: [number, ...rest.map(quoted)].join(',') })
    }
  }

  #reasonAgainst({ cells, open }: CsvRow, number: string): RowReason | null {
    if (open) return 'open-quotes'
    if (number === '') return 'no-number'
    if (!/^\d+$/.test(number)) return 'not-a-number'
    if (number.length < PHONE_DIGITS.fewest) return 'too-short'
    if (number.length > PHONE_DIGITS.most) return 'too-long'
    if (this.#seen.has(comparable(number))) return 'twice'
    if (cells.some((cell) => illegalCharacterAt(cell) >= 0)) return 'bad-text'
    return this.good.length >= MOST_NUMBERS ? 'too-many' : null
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
