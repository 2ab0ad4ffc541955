/**
 * Tables that grow with the code.
 * @module
 */

/**
 * Brings an object's tables up to date with the code; older rows stay readable.
 * @param migrations each entry brings a database one version further; entries are only ever added
 * @param today the tables as all entries together leave them, for an object that has none yet
 */
export function applyMigrations(
  sql: SqlStorage,
  migrations: readonly string[],
  today = migrations.join(';\n'),
): void {
  const [row] = sql
    .exec<{ version: number }>(
      'CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL); SELECT version FROM schema',
    )
    .toArray()
  const done = row?.version ?? 0
  // A database newer than the code stays so: this may be an older version that was brought back.
  if (done >= migrations.length) return
  const change = done === 0 ? today : migrations.slice(done).join(';\n')
  // In one text: each one that an object has used costs it memory.
  sql.exec(`${change};
    DELETE FROM schema;
    INSERT INTO schema VALUES (${migrations.length})`)
}

/** Whether an object has ever had tables: one that was only asked about somebody has none. */
export function hasTables(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema'").toArray().length > 0
}
