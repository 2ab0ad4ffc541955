/**
 * The session's tables, and its own row.
 * @module
 */

import { applyMigrations } from './migrations.ts'
import type { State } from './session-state.ts'
import { SHELF_TABLE } from './shelf.ts'

const callsTable = (...later: string[]) => `CREATE TABLE calls (
     campaign_id TEXT NOT NULL, call_id TEXT NOT NULL, agent_id TEXT NOT NULL, call TEXT NOT NULL,
     draft TEXT NOT NULL, response TEXT NOT NULL DEFAULT '', opened_at INTEGER NOT NULL, finished_at INTEGER,
     state TEXT NOT NULL, words TEXT, last_call INTEGER NOT NULL DEFAULT 0,
     leave_message INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
     lost INTEGER NOT NULL DEFAULT 0, in_flight INTEGER NOT NULL DEFAULT 0, next_try_at INTEGER,
     shown INTEGER NOT NULL DEFAULT 0, pop_tab TEXT, pop_until INTEGER, pops INTEGER NOT NULL DEFAULT 0,
     ${later.map((column) => `${column}, `).join('')}
     PRIMARY KEY (campaign_id, call_id)) WITHOUT ROWID`

/** Columns that the table got later. */
const CALLER_GONE = 'caller_gone_at INTEGER'
const NEWS_AT = 'news_at INTEGER'

/** Each entry brings a database one version further; entries are only ever added. */
export const SESSION_TABLES: readonly string[] = [
  `CREATE TABLE session (
     id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, user_id TEXT NOT NULL,
     state TEXT NOT NULL, no_tab_since INTEGER);
   CREATE TABLE campaigns (id TEXT PRIMARY KEY, settings TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE intents (
     id INTEGER PRIMARY KEY AUTOINCREMENT, intent TEXT NOT NULL, tries INTEGER NOT NULL,
     next_try_at INTEGER);
   ${callsTable()}`,
  // The numbers begin with the time: a board that knew an earlier session of this user, which has
  // been cleaned up since, still takes them as new.
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, campaign_id TEXT NOT NULL, subject TEXT NOT NULL,
     news TEXT NOT NULL, UNIQUE (campaign_id, subject));
   INSERT INTO outbox VALUES (unixepoch() * 1000, '', '', '');
   DELETE FROM outbox;
   CREATE TABLE told (campaign_id TEXT PRIMARY KEY, presence TEXT NOT NULL) WITHOUT ROWID`,
  // One row instead of three for each piece of news: no index beside the table, no sequence.
  `CREATE TABLE news (
     campaign_id TEXT NOT NULL, subject TEXT NOT NULL, seq INTEGER NOT NULL, news TEXT NOT NULL,
     taken INTEGER NOT NULL, PRIMARY KEY (campaign_id, subject)) WITHOUT ROWID;
   INSERT INTO news SELECT campaign_id, subject, seq, news, 0 FROM outbox;
   INSERT OR IGNORE INTO news
     SELECT campaign_id, 'presence', (SELECT MAX(seq) FROM sqlite_sequence WHERE name = 'outbox'),
       presence, 1 FROM told;
   DROP TABLE outbox;
   DROP TABLE told`,
  'CREATE TABLE guests (token_id TEXT PRIMARY KEY) WITHOUT ROWID',
  `ALTER TABLE calls ADD COLUMN ${CALLER_GONE}`,
  // One table for everything that is small: see shelf.ts.
  `${SHELF_TABLE};
   INSERT INTO shelf SELECT 'session', '', json_object('version', version, 'userId', user_id,
     'state', json(state), 'noTabSince', no_tab_since) FROM session;
   INSERT INTO shelf SELECT 'campaign', id, settings FROM campaigns;
   INSERT INTO shelf SELECT 'intent', id, json_object('id', id, 'intent', json(intent),
     'tries', tries, 'nextTryAt', next_try_at) FROM intents;
   INSERT INTO shelf SELECT 'guest', token_id, 'true' FROM guests;
   INSERT INTO shelf SELECT 'news', campaign_id || ' ' || subject, json_object(
     'campaignId', campaign_id, 'subject', subject, 'seq', seq, 'news', json(news),
     'taken', json(iif(taken, 'true', 'false'))) FROM news;
   DROP TABLE session;
   DROP TABLE campaigns;
   DROP TABLE intents;
   DROP TABLE guests;
   DROP TABLE news`,
  // What the board has to hear of a call is in the call's own row, where the agent is in the
  // session's: news had rows of its own, which said the same again. A board of which it is not known
  // what it has heard is told anew. An older worker that is brought back writes such rows again: they
  // stay until a number is erased or the session is forgotten.
  `ALTER TABLE calls ADD COLUMN ${NEWS_AT};
   UPDATE calls SET news_at = (SELECT json_extract(value, '$.seq') FROM shelf
     WHERE kind = 'news' AND name = campaign_id || ' call ' || call_id);
   INSERT INTO shelf SELECT 'told', json_extract(value, '$.campaignId'), json_object('campaignId',
     json_extract(value, '$.campaignId'), 'moves', -1, 'console',
     json(iif(json_extract(value, '$.news.presence.console'), 'true', 'false'))) FROM shelf
     WHERE kind = 'news' AND json_extract(value, '$.subject') = 'presence'
       AND NOT (json_extract(value, '$.taken') AND json_extract(value, '$.news.presence') IS NULL);
   DELETE FROM shelf WHERE kind = 'news'`,
]

/** The tables of a session that begins today; each later change of them would cost it 4 kB of memory. */
const TODAY = [SHELF_TABLE, callsTable(CALLER_GONE, NEWS_AT)].join(';\n')

/** Brings the tables up to date with the code; older rows stay readable. */
export function migrate(sql: SqlStorage): void {
  applyMigrations(sql, SESSION_TABLES, TODAY)
}

/** What is kept of a session beside its calls. */
export interface SessionRow {
  readonly version: number
  readonly userId: string
  readonly state: State
  /** Since when no console is open; null while one is. */
  readonly noTabSince: number | null
  /** Rises whenever the board may have something to hear; absent where an older worker wrote. */
  readonly moves?: number
  /** How far the clock of the page that was opened last is ahead of UTC; absent where none has said. */
  readonly aheadMs?: number | undefined
}
