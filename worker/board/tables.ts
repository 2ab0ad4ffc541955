/**
 * The board's tables. Each noun's file says what its table means.
 * @module
 */

/** See applyMigrations: entries are only ever added. */
export const BOARD_TABLES: readonly string[] = [
  `CREATE TABLE campaign (
     id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, passcode TEXT);
   CREATE TABLE leases (
     agent_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE roster (
     user_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, heard_at INTEGER NOT NULL, presence TEXT,
     last_agent_id TEXT)
     WITHOUT ROWID;
   CREATE TABLE calls (
     id INTEGER PRIMARY KEY, call_id TEXT NOT NULL, user_id TEXT NOT NULL,
     opened_at INTEGER NOT NULL, finished_at INTEGER, state TEXT NOT NULL, call TEXT NOT NULL,
     search TEXT NOT NULL,
     UNIQUE (call_id, user_id));
   CREATE TABLE controls (
     name TEXT PRIMARY KEY, value TEXT NOT NULL, at INTEGER NOT NULL, by TEXT) WITHOUT ROWID;
   CREATE TABLE pupils (user_id TEXT PRIMARY KEY, lesson INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE revocations (user_id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX calls_by_time ON calls (opened_at)`,
  // The phone number in a column of its own, so that earlier calls with a person are found by it.
  `ALTER TABLE calls ADD COLUMN phone TEXT AS (json_extract(call, '$.phoneNumber')) VIRTUAL;
   CREATE INDEX calls_by_phone ON calls (phone, opened_at);
   CREATE INDEX calls_by_user ON calls (user_id, opened_at);
   CREATE TABLE corrections (
     id INTEGER PRIMARY KEY, call_id TEXT NOT NULL, user_id TEXT NOT NULL,
     correction TEXT NOT NULL);
   CREATE INDEX corrections_by_call ON corrections (call_id, user_id)`,
  `CREATE TABLE marks (number TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE webhooks (
     id TEXT PRIMARY KEY, call_id TEXT NOT NULL, user_id TEXT NOT NULL, body TEXT NOT NULL,
     state TEXT NOT NULL, tries INTEGER NOT NULL, next_try_at INTEGER NOT NULL, trouble TEXT,
     at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX webhooks_by_state ON webhooks (state, next_try_at)`,
  `CREATE TABLE erasures (
     number TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (number, user_id)) WITHOUT ROWID`,
  // What a call is found by, like the column of that name in `calls`; null where an older worker wrote.
  'ALTER TABLE corrections ADD COLUMN search TEXT',
]
