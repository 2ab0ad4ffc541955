/**
 * A line of the dialer's journal, as audits read it.
 * @module
 */

/** One request. Times are milliseconds since 1970 on the dialer's clock. */
export interface JournalLine {
  readonly n: number
  readonly at: number
  readonly service: string
  /** Null where the request could not be read. */
  readonly operation: string | null
  /** By name, the key masked. */
  readonly parameters: Readonly<Record<string, unknown>> | null
  /** Null while a wait is held, and for ever where the dialer restarted meanwhile. */
  readonly answeredAt: number | null
  readonly fault: string | null
  /** What `out` held, as JSON has it. */
  readonly value: unknown
}
