/**
 * How often something was tried. What a dialer that is down was never sent is tried for as long as it
 * takes; what may have arrived is sent again a few times only. So tries count from the first whose
 * answer was lost, and those before it are nobody's.
 * @module
 */

import type { Outcome } from './session-events.ts'

/** How the tries stand. */
export interface Tries {
  readonly tries: number
  /** Whether the answer to one was lost. */
  readonly lost?: boolean
}

/** How they stand after this outcome of the last one. */
export function afterTry(
  { tries, lost = false }: Tries,
  { kind }: Pick<Outcome, 'kind'>,
): Required<Tries> {
  if (kind !== 'lost') return { tries, lost }
  return { tries: lost ? tries : 1, lost: true }
}
