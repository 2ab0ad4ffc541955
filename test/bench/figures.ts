/**
 * From samples to figures: medians, spreads, and ratios of what was measured in turn.
 * @module
 */

/** A median with its extremes. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** The value below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

/** The middle sample. */
export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** The sample that 95 in 100 do not exceed. */
export const p95 = (samples: readonly number[]): number => quantile(samples, 0.95)

/** Median, least and most. */
export function spread(samples: readonly number[]): Spread {
  return { median: median(samples), min: Math.min(...samples), max: Math.max(...samples) }
}

/** Each round's figure of one subject divided by the same round's figure of another. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((value, round) => {
    const other = theirs[round]
    if (other === undefined) throw new Error('a round measured one subject only')
    return value / other
  })
}

/** A line of the table. */
export interface Row {
  readonly section: string
  readonly measure: string
  /** What it is a ratio to, or the unit of a plain figure. */
  readonly against: string
  readonly figure: Spread
  /** The most it may be. */
  readonly goal?: number
}

function cellsOf(rows: readonly Row[]): string[][] {
  const cells = rows.map(({ section, measure, against, figure, goal }) => [
    section,
    measure,
    against,
    short(figure.median),
    figure.min === figure.max ? '' : `${short(figure.min)} - ${short(figure.max)}`,
    goal === undefined ? '' : `<= ${goal} ${figure.median <= goal ? 'met' : 'MISSED'}`,
  ])
  return [['section', 'measure', 'against', 'median', 'min - max', 'goal'], ...cells]
}

/** The table as text; a figure that misses its goal says so. */
export function table(rows: readonly Row[]): string {
  const all = cellsOf(rows)
  const widths = (all[0] ?? []).map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The same in Markdown. */
export function markdown(rows: readonly Row[]): string {
  const [head = [], ...body] = cellsOf(rows)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

/** Three significant digits are more than a shared machine can promise. */
function short(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}
