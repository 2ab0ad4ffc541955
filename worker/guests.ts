/**
 * Whose session this is, where anybody may come in by its name: a passcode is shared, so a guest's
 * token is good for the session that it began, or whose agent id it was given for.
 * @module
 */

/** The table `guests`: tokens by their ids. Empty for a session that somebody's own token began. */
export class Guests {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** A guest begins a session; those who came before have nothing to do with it. */
  begin(tokenId = ''): void {
    this.#sql.exec('DELETE FROM guests')
    this.join(tokenId)
  }

  /** A guest has proved that they hear the agent id. */
  join(tokenId: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO guests VALUES (?)', tokenId)
  }

  /** Whether a guest with this token belongs here; where no guest has come yet, any does. */
  knows(tokenId = ''): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM guests LIMIT 1').toArray().length === 0 || this.has(tokenId)
    )
  }

  /** Whether a guest with this token has come. */
  has(tokenId = ''): boolean {
    return this.#sql.exec('SELECT 1 FROM guests WHERE token_id = ?', tokenId).toArray().length > 0
  }
}
