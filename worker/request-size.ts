/**
 * How long the head of a request may be.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'

/** A token for a hundred campaigns takes 3 kB; proxies and browsers add a few more. */
const MAX_HEAD_CHARACTERS = 32_000

/** @throws ConsoleError `too-large` with the field `headers` */
export function checkHeaders({ url, headers }: Request): void {
  let length = url.length
  for (const [name, value] of headers) length += name.length + value.length
  if (length > MAX_HEAD_CHARACTERS) throw new ConsoleError('too-large', { field: 'headers' })
}
