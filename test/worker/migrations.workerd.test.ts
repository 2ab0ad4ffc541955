/** Databases that another version of the code has left. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { BOARD_TABLES } from '../../worker/board/tables.ts'
import { Calls } from '../../worker/calls.ts'
import { Intents } from '../../worker/intents.ts'
import { KnownCampaigns } from '../../worker/known-campaigns.ts'
import { applyMigrations } from '../../worker/migrations.ts'
import { migrate, SESSION_TABLES, type SessionRow } from '../../worker/session-store.ts'
import { Shelf } from '../../worker/shelf.ts'
import { ANN, STATES, TYPED } from './session-fixtures.ts'

/** A blank database in the runtime. */
const blank = (name: string, act: (sql: SqlStorage) => void) =>
  runInDurableObject(env.TALLY.getByName(name), (_, { storage }) => act(storage.sql))

/** What the first version of the code wrote, in its own words. */
function writeAsFirst(sql: SqlStorage): void {
  const call = JSON.stringify(ANN)
  const draft = JSON.stringify(TYPED)
  const state = JSON.stringify({ ...STATES['on-call'] })
  sql.exec('INSERT INTO session VALUES (1, 41, ?, ?, NULL)', 'ann', state)
  sql.exec('INSERT INTO campaigns VALUES (?, ?)', '874100', JSON.stringify({ id: '874100' }))
  sql.exec(
    'INSERT INTO intents (intent, tries, next_try_at) VALUES (?, 1, NULL)',
    JSON.stringify({ op: 'kick', campaignId: '874100', agentId: '4721' }),
  )
  sql.exec(
    `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, state)
     VALUES ('874100', '77', '4721', ?, ?, 1, 'open')`,
    call,
    draft,
  )
}

const rowIn = (sql: SqlStorage) => new Shelf<SessionRow>(sql, 'session')

/** Before everything small came into one table. */
const VERSIONS = [1, 2, 3, 4, 5]

/** Tables and indices with their columns, in no order. */
const schemaOf = (sql: SqlStorage) =>
  sql
    .exec<{ name: string; columns: string }>(
      `SELECT m.name, group_concat(c.name || ' ' || c.type || c."notnull" || c.pk || ifnull(c.dflt_value, '')) AS columns
       FROM sqlite_master m, pragma_table_info(m.name) c
       WHERE m.name NOT LIKE '\\_cf%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'
       GROUP BY m.name ORDER BY m.name`,
    )
    .toArray()

describe('a session’s database', () => {
  it.each(VERSIONS)('of version %i is read by the code of today', async (version) => {
    await blank(`session of version ${version}`, (sql) => {
      applyMigrations(sql, SESSION_TABLES.slice(0, version))
      writeAsFirst(sql)
      migrate(sql)
      expect(rowIn(sql).get('')).toEqual({
        version: 41,
        userId: 'ann',
        state: STATES['on-call'],
        noTabSince: null,
      })
      expect(new KnownCampaigns(sql).get('874100')).toEqual({ id: '874100' })
      expect(new Calls(sql).get('874100', '77')).toMatchObject({
        state: 'open',
        draft: TYPED,
      })
      expect(new Intents(sql).inFlight()).toHaveLength(1)
    })
  })

  it('that begins today has the tables of one that grew', async () => {
    const tables: unknown[] = []
    await blank('begins today', (sql) => {
      migrate(sql)
      tables.push(schemaOf(sql))
    })
    await blank('grew', (sql) => {
      SESSION_TABLES.forEach((_, index) => {
        applyMigrations(sql, SESSION_TABLES.slice(0, index + 1))
      })
      tables.push(schemaOf(sql))
    })
    expect(tables[0]).toHaveLength(3)
    expect(tables[0]).toEqual(tables[1])
  })

  it('that is newer than the code is left alone, and newer code can come back to it', async () => {
    await blank('newer', (sql) => {
      const newer = [...SESSION_TABLES, 'CREATE TABLE tomorrow (id INTEGER)']
      applyMigrations(sql, newer)
      rowIn(sql).put('', { version: 41, userId: 'ann', state: STATES.waiting, noTabSince: null })
      migrate(sql)
      expect(rowIn(sql).get('')).toMatchObject({ version: 41 })
      applyMigrations(sql, newer)
      expect(sql.exec('SELECT version FROM schema').toArray()).toEqual([{ version: newer.length }])
    })
  })
})

describe('a board’s database', () => {
  it.each(BOARD_TABLES.map((_, index) => index))('grows from version %i', async (version) => {
    await blank(`board of version ${version}`, (sql) => {
      applyMigrations(sql, BOARD_TABLES.slice(0, version))
      applyMigrations(sql, BOARD_TABLES)
      expect(sql.exec('SELECT version FROM schema').one()).toEqual({
        version: BOARD_TABLES.length,
      })
    })
  })
})
