/**
 * Structured lines for the owner's log: ids, codes and milliseconds, never a name, a number, a
 * note, a token or a key.
 *
 * | event | one line per |
 * |---|---|
 * | `request` | HTTP request, an upgrade included |
 * | `socket` | socket that closed |
 * | `command` | command of a console, once it is answered |
 * | `soap` | operation of the dialer |
 * | `trip` | failed try to carry something from object to object; it is tried again |
 * | `misconfigured`, `internal` | thing to mend |
 * @module
 */

/** What a line may carry. */
export type Facts = Readonly<Record<string, string | number | null>>

/** The longest text in a line: ids come from outside, too. */
const MAX_TEXT = 200

/** One line. */
export function log(event: string, facts: Facts): void {
  const short = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? fact.slice(0, MAX_TEXT) : fact,
  ])
  console.log(JSON.stringify({ event, ...Object.fromEntries(short) }))
}

/** Tells one session's lines from another's; nobody can read the user's name out of it. */
export function sessionLabel(id: DurableObjectId): string {
  return id.toString().slice(0, 16)
}
