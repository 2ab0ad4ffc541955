/**
 * What the session says of a finish that the page has heard of.
 * @module
 */

import type { SessionSnapshot } from '../../../shared/session.ts'

/**
 * Where a call's finish is: `under-way` while the session is on the call, for it may still be refused
 * there; `taken` once the session has gone on; `left` when the agent left the call without one.
 */
export function wayOf(
  callId: string,
  { state, unsent }: Pick<SessionSnapshot, 'state' | 'unsent'>,
): 'under-way' | 'taken' | 'left' {
  if (state.phase === 'on-call' && state.call.id === callId) return 'under-way'
  const left = unsent.some(({ call, state }) => call.id === callId && state === 'unfinished')
  return left ? 'left' : 'taken'
}
