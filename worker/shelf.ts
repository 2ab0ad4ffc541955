/**
 * One kind of a session's small things by name: a map that is on disk too.
 *
 * All kinds share one table and three texts of SQL, because each table costs an object a page, and
 * each SQL text that it has ever used a statement, for as long as it lives.
 * @module
 */

/** What {@link Shelf} needs of a database; see `SESSION_TABLES`. */
export const SHELF_TABLE = `CREATE TABLE shelf (
     kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (kind, name)) WITHOUT ROWID`

/** A session's kinds of small things. */
export type ShelfKind = 'session' | 'campaign' | 'intent' | 'told' | 'guest' | 'revoked' | 'tab-key'

/** Things of one kind; each is kept as JSON. */
export class Shelf<T> {
  readonly #sql: SqlStorage
  readonly #kind: ShelfKind
  readonly #things = new Map<string, T>()

  constructor(sql: SqlStorage, kind: ShelfKind) {
    this.#sql = sql
    this.#kind = kind
    for (const { name, value } of sql.exec<{ name: string; value: string }>(
      'SELECT name, value FROM shelf WHERE kind = ?',
      kind,
    )) {
      this.#things.set(name, JSON.parse(value))
    }
  }

  get size(): number {
    return this.#things.size
  }

  get(name: string): T | undefined {
    return this.#things.get(name)
  }

  /** All of them, by name. */
  all(): T[] {
    return [...this.#things.values()]
  }

  has(name: string): boolean {
    return this.#things.has(name)
  }

  /** Keeps a thing in the place of what had its name. */
  put(name: string, value: T): void {
    const text = JSON.stringify(value)
    this.#sql.exec('INSERT OR REPLACE INTO shelf VALUES (?, ?, ?)', this.#kind, name, text)
    this.#things.set(name, value)
  }

  delete(name: string): void {
    if (!this.#things.delete(name)) return
    this.#sql.exec('DELETE FROM shelf WHERE kind = ? AND name = ?', this.#kind, name)
  }

  clear(): void {
    for (const name of [...this.#things.keys()]) this.delete(name)
  }
}
