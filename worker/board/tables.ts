/**
 * The board's tables. Each noun's file says what its table means.
 * @module
 */

/** See applyMigrations: entries are only ever added. */
export const BOARD_TABLES: readonly string[] = [
  `CREATE TABLE campaign (
     id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, passcode TEXT);
   CREATE TABLE leases (
     agent_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;`,
]
