/**
 * The key with which pages seal what they keep in their tab while it cannot be saved. It is the
 * session's: only who is let in to the session can read what was left behind, and it ends with it.
 * @module
 */

import { Shelf } from './shelf.ts'

/** AES-256. */
const KEY_BYTES = 32

/** One session's key; there is none before a page has asked. */
export class TabKey {
  readonly #shelf: Shelf<string>

  constructor(sql: SqlStorage) {
    this.#shelf = new Shelf(sql, 'tab-key')
  }

  /** The key, base64. */
  get(): string {
    return this.#shelf.get('') ?? this.renew()
  }

  /** Another one: what was sealed with the last cannot be read any more. */
  renew(): string {
    const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_BYTES))))
    this.#shelf.put('', key)
    return key
  }
}
