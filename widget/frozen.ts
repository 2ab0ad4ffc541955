/**
 * What a host page is handed, it may look at.
 * @module
 */

/** The value, which nobody can change any more, however deep. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) frozen(member)
  }
  return value
}
