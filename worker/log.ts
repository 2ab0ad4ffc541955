/**
 * Structured lines for the owner's log.
 * @module
 */

/** One line; ids, codes and milliseconds, never a name, a number, a note, a token or a key. */
export function log(event: string, facts: Record<string, string | number | null>): void {
  console.log(JSON.stringify({ event, ...facts }))
}
