/**
 * Reads comma-separated values (RFC 4180) piece by piece, so that a file of any length never stops
 * a page. Semicolons and tabs separate too, if the first line has more of them.
 *
 * It stands in shared/ because the page names bad rows before anything is sent, and the worker must
 * come to the same rows by itself.
 * @module
 */

/** One row: its cells, trimmed, and the line in the file on which it begins, counted from 1. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: number
  /** A quotation mark that was opened and never closed: the row runs to the end of the file. */
  readonly open: boolean
}

const SEPARATORS = [',', ';', '\t'] as const

/** What means something inside quotes: their end, and a line's. */
const QUOTES = /["\n]/g

/** Text in, rows out; empty lines are left out. */
export class CsvReader {
  readonly #found: (row: CsvRow) => void
  #separator = ''
  /** What means something outside of quotes. */
  #marks = QUOTES
  /** What has come while no whole line had, to choose the separator by. */
  #head = ''
  #cells: string[] = []
  #cell = ''
  #quoted = false
  /** A quotation mark inside quotes: the next character tells whether it closes or is one. */
  #closing = false
  #line = 1
  #rowLine = 1
  #lastReturn = false

  constructor(found: (row: CsvRow) => void) {
    this.#found = found
  }

  /** The next piece of the file. */
  push(text: string): void {
    if (this.#separator !== '') this.#read(text)
    else {
      this.#head += text
      if (/[\r\n]/.test(text)) this.#begin()
    }
  }

  /** There is no more. */
  end(): void {
    if (this.#separator === '') this.#begin()
    if (this.#cell !== '' || this.#cells.length > 0 || this.#quoted) {
      this.#endRow(this.#quoted && !this.#closing)
    }
  }

  #begin(): void {
    const head = this.#head.replace(/^\uFEFF/, '')
    const [first = ''] = head.split(/[\r\n]/, 1)
    const count = (separator: string) => first.split(separator).length
    this.#separator = SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best))
    this.#marks = new RegExp(`["\\r\\n${this.#separator}]`, 'g')
    this.#head = ''
    this.#read(head)
  }

  /** What lies between two characters that mean something is taken in one piece. */
  #read(text: string): void {
    let at = 0
    while (at < text.length) {
      const end = this.#closing ? at : this.#nextMark(text, at)
      if (end > at) this.#take(text.slice(at, end))
      if (end < text.length) this.#readMark(text.charAt(end))
      at = end + 1
    }
  }

  #nextMark(text: string, from: number): number {
    const marks = this.#quoted ? QUOTES : this.#marks
    marks.lastIndex = from
    return marks.exec(text)?.index ?? text.length
  }

  #take(piece: string): void {
    this.#cell += piece
    this.#lastReturn = false
  }

  #readMark(character: string): void {
    if (this.#quoted && !this.#closing) this.#readQuoted(character)
    else this.#readPlain(character)
  }

  #readQuoted(character: string): void {
    if (character === '"') this.#closing = true
    else {
      this.#cell += character
      this.#line++
    }
  }

  #readPlain(character: string): void {
    if (this.#closing && character === '"') {
      this.#cell += '"'
      this.#closing = false
      return
    }
    if (this.#closing) this.#quoted = this.#closing = false
    if (character === this.#separator) this.#endCell()
    else if (character === '\n' || character === '\r') this.#endLine(character)
    else if (character === '"' && this.#cell.trim() === '') this.#openQuotes()
    else this.#cell += character
    if (character !== '\r') this.#lastReturn = false
  }

  #openQuotes(): void {
    this.#cell = ''
    this.#quoted = true
  }

  #endCell(): void {
    this.#cells.push(this.#cell.trim())
    this.#cell = ''
  }

  /** CR, LF and CR LF each end a line. */
  #endLine(character: string): void {
    if (character === '\n' && this.#lastReturn) {
      this.#rowLine = this.#line
      return
    }
    this.#lastReturn = character === '\r'
    this.#line++
    this.#endRow(false)
  }

  #endRow(open: boolean): void {
    this.#endCell()
    const cells = this.#cells
    const line = this.#rowLine
    this.#cells = []
    this.#rowLine = this.#line
    this.#quoted = this.#closing = false
    if (cells.some((cell) => cell !== '')) this.#found({ cells, line, open })
  }
}
