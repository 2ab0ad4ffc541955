/**
 * Whose session this is, where anybody may come in by its name: a passcode is shared, so a guest's
 * token is good for the session that it began, or whose agent id it was given for.
 * @module
 */

import { Shelf } from './shelf.ts'

/** Tokens by their ids. None for a session that somebody's own token began. */
export class Guests {
  readonly #tokens: Shelf<true>

  constructor(sql: SqlStorage) {
    this.#tokens = new Shelf(sql, 'guest')
  }

  /** A guest begins a session; those who came before have nothing to do with it. */
  begin(tokenId = ''): void {
    this.#tokens.clear()
    this.join(tokenId)
  }

  /** A guest has proved that they hear the agent id. */
  join(tokenId: string): void {
    if (!this.#tokens.has(tokenId)) this.#tokens.put(tokenId, true)
  }

  /** Whether a guest with this token belongs here; where no guest has come yet, any does. */
  knows(tokenId = ''): boolean {
    return this.#tokens.size === 0 || this.has(tokenId)
  }

  /** Whether a guest with this token has come. */
  has(tokenId = ''): boolean {
    return this.#tokens.has(tokenId)
  }
}
