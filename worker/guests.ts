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

  /** Whether a guest with this token belongs here. */
  knows(tokenId = ''): boolean {
    const ids = this.#sql.exec<{ token_id: string }>('SELECT token_id FROM guests').toArray()
    return ids.length === 0 || ids.some((row) => row.token_id === tokenId)
  }
}
