/**
 * This machine, by any of its own names.
 * @module
 */

const LOOPBACK = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/

/** Whether a URL's host name is this machine's and nobody else's. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}
