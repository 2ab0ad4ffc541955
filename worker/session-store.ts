/**
 * The session's own rows: its state, and the dialer commands that are under way.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { applyMigrations } from './migrations.ts'
import type { State } from './session-state.ts'

/** Each entry brings a database one version further; entries are only ever added. */
export const SESSION_TABLES: readonly string[] = [
  `CREATE TABLE session (
     id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, user_id TEXT NOT NULL,
     state TEXT NOT NULL, no_tab_since INTEGER);
   CREATE TABLE campaigns (id TEXT PRIMARY KEY, settings TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE intents (
     id INTEGER PRIMARY KEY AUTOINCREMENT, intent TEXT NOT NULL, tries INTEGER NOT NULL,
     next_try_at INTEGER);
   CREATE TABLE calls (
     campaign_id TEXT NOT NULL, call_id TEXT NOT NULL, agent_id TEXT NOT NULL, call TEXT NOT NULL,
     draft TEXT NOT NULL, response TEXT NOT NULL DEFAULT '', opened_at INTEGER NOT NULL, finished_at INTEGER,
     state TEXT NOT NULL, words TEXT, last_call INTEGER NOT NULL DEFAULT 0,
     leave_message INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
     lost INTEGER NOT NULL DEFAULT 0, in_flight INTEGER NOT NULL DEFAULT 0, next_try_at INTEGER,
     shown INTEGER NOT NULL DEFAULT 0, pop_tab TEXT, pop_until INTEGER, pops INTEGER NOT NULL DEFAULT 0,
     PRIMARY KEY (campaign_id, call_id)) WITHOUT ROWID;`,
  // The numbers begin with the time: a board that knew an earlier session of this user, which has
  // been cleaned up since, still takes them as new.
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, campaign_id TEXT NOT NULL, subject TEXT NOT NULL,
     news TEXT NOT NULL, UNIQUE (campaign_id, subject));
   INSERT INTO outbox VALUES (unixepoch() * 1000, '', '', '');
   DELETE FROM outbox;
   CREATE TABLE told (campaign_id TEXT PRIMARY KEY, presence TEXT NOT NULL) WITHOUT ROWID;`,
  // One row instead of three for each piece of news: no index beside the table, no sequence.
  `CREATE TABLE news (
     campaign_id TEXT NOT NULL, subject TEXT NOT NULL, seq INTEGER NOT NULL, news TEXT NOT NULL,
     taken INTEGER NOT NULL, PRIMARY KEY (campaign_id, subject)) WITHOUT ROWID;
   INSERT INTO news SELECT campaign_id, subject, seq, news, 0 FROM outbox;
   INSERT OR IGNORE INTO news
     SELECT campaign_id, 'presence', (SELECT MAX(seq) FROM sqlite_sequence WHERE name = 'outbox'),
       presence, 1 FROM told;
   DROP TABLE outbox;
   DROP TABLE told;`,
  'CREATE TABLE guests (token_id TEXT PRIMARY KEY) WITHOUT ROWID',
  'ALTER TABLE calls ADD COLUMN caller_gone_at INTEGER',
  'CREATE TABLE tab_key (id INTEGER PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL)',
]

/** Brings the tables up to date with the code; older rows stay readable. */
export function migrate(sql: SqlStorage): void {
  applyMigrations(sql, SESSION_TABLES)
}

/** What is kept of a session beside its calls. */
export interface SessionRow {
  readonly version: number
  readonly userId: string
  readonly state: State
  /** Since when no console is open; null while one is. */
  readonly noTabSince: number | null
}

/** The session's row, or null before its first socket. */
export function loadSession(sql: SqlStorage): SessionRow | null {
  const row = sql
    .exec<{ version: number; user_id: string; state: string; no_tab_since: number | null }>(
      'SELECT version, user_id, state, no_tab_since FROM session',
    )
    .toArray()[0]
  return row
    ? {
        version: row.version,
        userId: row.user_id,
        state: JSON.parse(row.state),
        noTabSince: row.no_tab_since,
      }
    : null
}

/** Writes the session's row. */
export function saveSession(sql: SqlStorage, row: SessionRow): void {
  const state = JSON.stringify(row.state)
  sql.exec(
    'INSERT OR REPLACE INTO session VALUES (1, ?, ?, ?, ?)',
    row.version,
    row.userId,
    state,
    row.noTabSince,
  )
}

/** A campaign as its board last told it. */
export function loadCampaign(sql: SqlStorage, id: string): CampaignSettings | null {
  const row = sql
    .exec<{ settings: string }>('SELECT settings FROM campaigns WHERE id = ?', id)
    .toArray()[0]
  return row ? JSON.parse(row.settings) : null
}

/** Remembers a campaign, so that a session goes on while its board cannot be asked. */
export function saveCampaign(sql: SqlStorage, settings: CampaignSettings): void {
  const text = JSON.stringify(settings)
  sql.exec(
    `INSERT INTO campaigns VALUES (?1, ?2) ON CONFLICT DO UPDATE SET settings = ?2
     WHERE settings <> ?2`,
    settings.id,
    text,
  )
}
