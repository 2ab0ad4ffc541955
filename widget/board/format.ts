/**
 * Times as supervisors read them.
 * @module
 */

/** A moment by the page's clock and language: the time today, with the date on any other day. */
export function moment(at: number, now = Date.now()): string {
  const same = new Date(at).toDateString() === new Date(now).toDateString()
  return new Date(at).toLocaleString([], {
    ...(!same && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
