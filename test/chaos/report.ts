/**
 * A verdict as a row of a table.
 * @module
 */

import type { Verdict } from './audit.ts'
import type { Mode } from './modes.ts'

/** Every column: its title and what stands in it. */
const COLUMNS: readonly (readonly [string, (verdict: Verdict) => string | number])[] = [
  ['connected', ({ connected }) => connected],
  ['shown', ({ shown }) => shown],
  ['not shown', ({ notShown }) => notShown.length],
  ['of them cut', ({ notShown, unexplained }) => notShown.length - unexplained.length],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['stored once', ({ storedOnce }) => storedOnce],
  ['unconfirmed', ({ unconfirmed }) => unconfirmed.length],
  ['lost', ({ lost }) => lost.length],
  ['doubled, marked', ({ doubledMarked }) => doubledMarked],
  ['doubled', ({ doubled }) => doubled.length],
  ['drafts lost', ({ draftsLost }) => draftsLost.length],
  ['longest dark', ({ darkMs }) => seconds(darkMs)],
  ['latest shown', ({ lateMs }) => seconds(lateMs)],
]

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

const NAME = 16

const width = (title: string) => Math.max(title.length, 7)

/** The titles. */
export function head(): string {
  return ['mode'.padEnd(NAME), ...COLUMNS.map(([title]) => title.padStart(width(title)))].join('  ')
}

/** One mode's row. */
export function row({ name }: Mode, verdict: Verdict): string {
  const cells = COLUMNS.map(([title, cell]) => String(cell(verdict)).padStart(width(title)))
  return [name.padEnd(NAME), ...cells].join('  ')
}
