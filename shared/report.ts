/**
 * The dialer's report on its agents, "Individual Agent Session Statistics": twelve columns by the
 * names of its documentation, and whatever else a dialer tells.
 * @module
 */

/** How a column's values are to be read. Times are milliseconds since 1970. */
export type ReportKind = 'text' | 'time' | 'count' | 'seconds' | 'percent'

/** The documented columns, in their order. */
export const REPORT_COLUMNS = [
  { name: 'ID', kind: 'text' },
  { name: 'Campaign ID', kind: 'text' },
  { name: 'Phone Number', kind: 'text' },
  { name: 'User ID', kind: 'text' },
  { name: 'Logged In', kind: 'time' },
  { name: 'Logged Out', kind: 'time' },
  { name: 'Calls', kind: 'count' },
  { name: 'Duration', kind: 'seconds' },
  { name: 'Calls (Sec)', kind: 'seconds' },
  { name: 'Avg Call (Sec)', kind: 'seconds' },
  { name: 'Resp. Time', kind: 'seconds' },
  { name: '%Response', kind: 'percent' },
] as const satisfies readonly ReportColumn[]

/** One column. */
export interface ReportColumn {
  readonly name: string
  readonly kind: ReportKind
}

/** A value, where the dialer told one; text where it is not what the column's kind says. */
export type ReportCell = string | number | null

/** The report at a moment. */
export interface AgentReport {
  /** The worker's clock when the dialer answered. */
  readonly at: number
  /** The documented ones, then the dialer's others by a readable label. */
  readonly columns: readonly ReportColumn[]
  /** One per login, in the dialer's order, a cell for every column. */
  readonly rows: readonly (readonly ReportCell[])[]
  /** Sums, and over them the averages; null where neither makes sense. */
  readonly totals: readonly ReportCell[]
}
