/**
 * A new campaign's numbers, from a file or pasted: read here, so that every row that cannot be
 * dialled is named before anything is sent.
 * @module
 */

import type { BadRow, NumberList, RowReason } from '../../../shared/number-list.ts'
import type { Lent } from '../../on-demand.ts'
import { readNumberFile } from '../number-file.ts'
import { aboutGroup, fieldProblem, typed, type Wrong } from './fields.ts'

/** The form's words. */
export const NUMBERS_ENGLISH = {
  numbers: 'Numbers',
  file: 'CSV file',
  fileLead:
    'The first column is the phone number; agents see the others. Up to 100,000 rows, with or without a header.',
  paste: 'Or paste rows',
  header: 'The first row names the columns',
  reading: (percent: number) => `Reading, ${percent} %`,
  found: (count: number) => `${count.toLocaleString()} ${count === 1 ? 'number' : 'numbers'}`,
  inFile: (name: string) => `in ${name}`,
  inPasted: 'in the pasted rows',
  columnsAre: (names: string) => `columns: ${names}`,
  noColumns: 'no further columns are named',
  bad: (count: number) =>
    `${count.toLocaleString()} ${count === 1 ? 'row cannot' : 'rows cannot'} be dialled:`,
  line: (line: number) => `Line ${line}`,
  andMore: (count: number) => `and ${count.toLocaleString()} more`,
  reasons: {
    'no-number': 'has no phone number',
    'not-a-number': 'is not a phone number',
    'too-short': 'is too short',
    'too-long': 'has more than 15 digits',
    twice: 'is in the file already',
    'bad-text': 'has characters that no dialer can be sent',
    'open-quotes': 'has quotation marks that are never closed',
    'too-many': 'is beyond 100,000',
    'do-not-call': 'was marked as do-not-call by an agent',
  } satisfies Record<RowReason, string>,
  goOn: 'Go on without these rows',
  marks:
    'New numbers are checked against the do-not-call marks of agents here. No registry is asked, and campaigns that are loaded already may still dial marked numbers.',
  needNumbers: 'Choose a file or paste numbers.',
  needDecision: 'Mend the rows above, or go on without them.',
  stillReading: 'The numbers are still being read.',
  notText: 'This file is no text. In your spreadsheet, save the table as CSV.',
  unreadable: 'The file cannot be read any more. Choose it again.',
}

type Words = typeof NUMBERS_ENGLISH

/** How many bad rows are listed by name on screen. */
const NAMED = 20

/** What the worker is sent. */
export interface ChosenNumbers {
  readonly file: Blob
  readonly list: NumberList
  /** Whether the first row names the columns; null while nobody has said so. */
  readonly header: boolean | null
  /** Go on without the rows that cannot be dialled. */
  readonly skipBad: boolean
}

/** What is chosen, and what was found in it. */
export class NumbersForm {
  #file: Blob | null = null
  #name = ''
  #header: boolean | null = null
  #list: NumberList | null = null
  #bad: readonly BadRow[] = []
  #progress: number | null = null
  #failed: 'notText' | 'unreadable' | null = null
  #goOn = false
  #reading = new AbortController()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** What is ready to be sent; null while it is not. */
  get chosen(): ChosenNumbers | null {
    const file = this.#file
    const list = this.#list
    const ready = file && list && list.good.length > 0 && (this.#goOn || this.#bad.length === 0)
    return ready ? { file, list, header: this.#header, skipBad: this.#goOn } : null
  }

  /** The worker may know bad rows that the file does not tell: marked numbers. */
  refused(rows: readonly BadRow[]): void {
    this.#bad = rows
    this.#goOn = false
  }

  /** Why it is not ready. */
  wrong(t: Words): Wrong {
    if (this.chosen) return {}
    if (this.#failed) return { numbers: t[this.#failed] }
    if (this.#progress !== null) return { numbers: t.stillReading }
    return { numbers: this.#list?.good.length ? t.needDecision : t.needNumbers }
  }

  async #read(): Promise<void> {
    this.#reading.abort()
    this.#reading = new AbortController()
    const { signal } = this.#reading
    this.#list = null
    this.#bad = []
    this.#goOn = false
    this.#failed = null
    this.#progress = null
    const file = this.#file
    if (!file || file.size === 0) return this.#changed()
    try {
      const onProgress = (done: number) => this.#show(done)
      onProgress(0)
      const list = await readNumberFile(file, { header: this.#header, onProgress, signal })
      this.#failed = list === null ? 'notText' : null
      this.#list = list
      this.#bad = list?.bad ?? []
    } catch {
      if (signal.aborted) return
      // It was changed, moved or taken away after it was chosen.
      this.#failed = 'unreadable'
    }
    this.#show(null)
  }

  #show(progress: number | null): void {
    this.#progress = progress
    this.#changed()
  }

  #take(file: Blob | undefined, name: string): void {
    this.#file = file ?? null
    this.#name = name
    void this.#read()
  }

  render(lent: Lent, t: Words, wrong: Wrong): unknown {
    const { html, nothing } = lent
    const choose = ({ target }: Event) => {
      const [file] = (target as HTMLInputElement).files ?? []
      this.#take(file, file?.name ?? '')
    }
    const paste = (event: Event) => this.#take(new Blob([typed(event)]), '')
    const header = (event: Event) => {
      this.#header = (event.target as HTMLInputElement).checked
      void this.#read()
    }
    const guessed = (this.#list?.columns.length ?? 0) > 0
    const failed = this.#failed ? { numbers: t[this.#failed] } : wrong
    const about = aboutGroup(lent, ['numbers', 'columns'], { ...wrong, ...failed })
    return html`<fieldset class="group" aria-describedby=${about}>
      <legend>${t.numbers}</legend>
      <div class="field">
        <label>
          <span>${t.file}</span>
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-invalid=${failed.numbers ? 'true' : nothing}
            aria-describedby="file-lead ${failed.numbers ? 'numbers-problem' : ''}"
            @change=${choose}
          />
        </label>
        <span class="hint" id="file-lead">${t.fileLead}</span>
      </div>
      <div class="field">
        <label><span>${t.paste}</span> <textarea dir="ltr" @change=${paste}></textarea></label>
      </div>
      <label class="check">
        <input type="checkbox" .checked=${this.#header ?? guessed} @change=${header} /> ${t.header}
      </label>
      <div role="status">${this.#renderFound(lent, t)}</div>
      ${this.#renderBad(lent, t)} ${fieldProblem(lent, 'numbers', failed)}
      ${fieldProblem(lent, 'columns', wrong)}
      <p class="hint">${t.marks}</p>
    </fieldset>`
  }

  #renderFound({ html, nothing }: Lent, t: Words): unknown {
    if (this.#progress !== null) {
      const percent = Math.round(100 * this.#progress)
      return html`<progress max="100" value=${percent} aria-label=${t.numbers}></progress>
        ${t.reading(percent)}`
    }
    if (!this.#list) return nothing
    const { good, columns } = this.#list
    const place = this.#name ? t.inFile(this.#name) : t.inPasted
    const names = columns.length > 0 ? t.columnsAre(columns.join(', ')) : t.noColumns
    return html`<strong>${t.found(good.length)}</strong> ${place} · ${names}`
  }

  #renderBad({ html, nothing }: Lent, t: Words): unknown {
    const bad = this.#bad
    if (bad.length === 0) return nothing
    const decide = (event: Event) => {
      this.#goOn = (event.target as HTMLInputElement).checked
      this.#changed()
    }
    const more = bad.length - NAMED
    return html`<div class="bad" role="group" aria-label=${t.bad(bad.length)}>
      <p>${t.bad(bad.length)}</p>
      <ul>
        ${bad.slice(0, NAMED).map(
          ({ line, reason, value }) => html`<li>
            ${t.line(line)}: ${value ? html`<q>${value}</q>` : nothing} ${t.reasons[reason]}
          </li>`,
        )}
        ${more > 0 ? html`<li>${t.andMore(more)}</li>` : nothing}
      </ul>
      <label class="check">
        <input type="checkbox" .checked=${this.#goOn} @change=${decide} /> ${t.goOn}
      </label>
    </div>`
  }
}
