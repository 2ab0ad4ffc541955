/**
 * The key with which pages seal what they keep in their tab while it cannot be saved. It is the
 * session's: only who is let in to the session can read what was left behind, and it ends with it.
 * @module
 */

/** AES-256. */
const KEY_BYTES = 32

/** The table `tab_key`: one row, once a page has asked. */
export class TabKey {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The key, base64. */
  get(): string {
    const row = this.#sql.exec<{ key: string }>('SELECT key FROM tab_key').toArray()[0]
    return row?.key ?? this.renew()
  }

  /** Another one: what was sealed with the last cannot be read any more. */
  renew(): string {
    const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_BYTES))))
    this.#sql.exec('INSERT OR REPLACE INTO tab_key VALUES (1, ?)', key)
    return key
  }
}
