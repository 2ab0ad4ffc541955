/**
 * Tables that grow with the code.
 * @module
 */

/**
 * Brings an object's tables up to date with the code; older rows stay readable.
 * @param migrations each entry brings a database one version further; entries are only ever added
 */
export function applyMigrations(sql: SqlStorage, migrations: readonly string[]): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL)')
  const done =
    sql.exec<{ version: number }>('SELECT version FROM schema').toArray()[0]?.version ?? 0
  for (const migration of migrations.slice(done)) sql.exec(migration)
  // A database newer than the code stays so: this may be an older version that was brought back.
  if (done >= migrations.length) return
  sql.exec('DELETE FROM schema')
  sql.exec('INSERT INTO schema VALUES (?)', migrations.length)
}

/** Whether an object has ever had tables: one that was only asked about somebody has none. */
export function hasTables(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema'").toArray().length > 0
}
