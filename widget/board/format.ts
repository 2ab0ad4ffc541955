/**
 * Times as supervisors read them.
 * @module
 */

/** A span of time as a clock shows it: 0:07, 12:34, 1:02:03. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '')
}

/** A moment by the page's clock and language: the time today, with the date on any other day. */
export function moment(at: number, now = Date.now()): string {
  const same = new Date(at).toDateString() === new Date(now).toDateString()
  return new Date(at).toLocaleString([], {
    ...(!same && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
