/**
 * What the metered worker tells at `GET /counts`.
 * @module
 */

/** What one class of objects has cost since the process began. */
export interface Counts {
  /** Those of indexes among them; an alarm that is set or deleted is billed as one more. */
  rowsWritten: number
  rowsRead: number
  statements: number
  alarmsSet: number
  /** What woke an object or reached it, by name: `fetch`, `alarm`, `webSocketMessage`, methods. */
  readonly requests: Record<string, number>
}

/** Reads them, by class. */
export async function countsOf(url: string): Promise<Readonly<Record<string, Counts>>> {
  return (await (await fetch(`${url}/counts`)).json()) as Record<string, Counts>
}
