import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { SUBPROTOCOL } from '../../shared/protocol.ts'
import { type AgentSession, TAB_HEADER } from '../../worker/agent-session.ts'
import type { SessionRow } from '../../worker/session-store.ts'
import { Shelf } from '../../worker/shelf.ts'
import { BARE_CAMPAIGN } from './bare-campaign.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Stub = DurableObjectStub<AgentSession>

/** What an object keeps on disk: its tables, and its alarm. */
function left(stub: DurableObjectStub): Promise<{ tables: number; alarm: number | null }> {
  return runInDurableObject(stub, async (_, { storage }) => ({
    tables: storage.sql
      .exec(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '~_cf%' ESCAPE '~'",
      )
      .toArray().length,
    alarm: await storage.getAlarm(),
  }))
}

/** A page that is opened. */
async function open(session: Stub, userId: string): Promise<WebSocket | null> {
  await env.CAMPAIGN_BOARD.getByName(BARE_CAMPAIGN.id).register(BARE_CAMPAIGN)
  const now = Date.now()
  const token = {
    userId,
    campaigns: [BARE_CAMPAIGN.id],
    role: 'agent',
    issuedAt: now,
    expiresAt: now + DAY,
  }
  const tab = { ...token, id: '1', campaignId: BARE_CAMPAIGN.id, connectedAt: now, activeAt: now }
  const headers = {
    upgrade: 'websocket',
    'sec-websocket-protocol': SUBPROTOCOL,
    [TAB_HEADER]: encodeURIComponent(JSON.stringify(tab)),
  }
  const { webSocket } = await session.fetch('https://console.example/', { headers })
  webSocket?.accept()
  return webSocket
}

/** A page that is opened and closed again. */
async function visit(session: Stub, userId: string): Promise<void> {
  const page = await open(session, userId)
  page?.close(1000)
  await expect.poll(() => noTabSince(session)).not.toBeNull()
  // The news to the board has an alarm of its own, which comes first.
  const alarm = async () => {
    await runDurableObjectAlarm(session)
    return (await left(session)).alarm
  }
  await expect.poll(alarm).toBeGreaterThan(Date.now() + 2 * DAY - HOUR)
}

const noTabSince = (session: Stub) =>
  runInDurableObject(session, (_, { storage }) => rowIn(storage.sql).get('')?.noTabSince)

const rowIn = (sql: SqlStorage) => new Shelf<SessionRow>(sql, 'session')

/** A new life of the object, in which all of this was longer ago. */
async function age(session: Stub, by: number): Promise<void> {
  await runInDurableObject(session, (_, { storage: { sql } }) => {
    const row = rowIn(sql).get('')
    if (row) rowIn(sql).put('', { ...row, noTabSince: row.noTabSince && row.noTabSince - by })
    sql.exec('UPDATE calls SET opened_at = opened_at - ?1, finished_at = finished_at - ?1', by)
  })
  await evictDurableObject(session)
}

const keepCall = (session: Stub, state: string, id = '77') =>
  runInDurableObject(session, (_, { storage: { sql } }) =>
    sql.exec(
      `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, finished_at, state)
       VALUES ('874100', ?3, '4721', json_object('id', ?3, 'campaignId', '874100', 'kind', 'known'),
         '{"dispositions":[],"notes":"half a sentence"}', ?1, ?1, ?2)`,
      Date.now(),
      state,
      id,
    ),
  )

it('A page that only stays open keeps no call longer than two days', async () => {
  const session = env.AGENT_SESSION.getByName('stays open')
  await open(session, 'stays open')
  await keepCall(session, 'stored')
  const calls = () =>
    runInDurableObject(session, (_, { storage: { sql } }) => {
      return sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM calls').one().count
    })
  expect(await calls()).toBe(1)
  await age(session, 2 * DAY + HOUR)
  await runDurableObjectAlarm(session)
  expect(await calls()).toBe(0)
  // The next look is an hour away, once the board knows everything.
  const alarm = async () => {
    await runDurableObjectAlarm(session)
    return (await left(session)).alarm
  }
  await expect.poll(alarm).toBeGreaterThan(Date.now() + HOUR / 2)
})

describe('a session that has ended', () => {
  it('is kept for two days, and then leaves nothing behind', async () => {
    const session = env.AGENT_SESSION.getByName('two days')
    await visit(session, 'two days')
    await age(session, 2 * DAY - HOUR)
    await runDurableObjectAlarm(session)
    expect((await left(session)).tables).toBeGreaterThan(0)
    await age(session, HOUR)
    await runDurableObjectAlarm(session)
    expect(await left(session)).toEqual({ tables: 0, alarm: null })
  })

  it('begins anew when somebody comes back', async () => {
    const session = env.AGENT_SESSION.getByName('comes back')
    await visit(session, 'comes back')
    await age(session, 2 * DAY)
    await runDurableObjectAlarm(session)
    expect((await left(session)).tables).toBe(0)
    await visit(session, 'comes back')
    expect((await left(session)).tables).toBeGreaterThan(0)
  })

  it.each(['unconfirmed', 'refused', 'unfinished'])(
    'keeps an answer that is %s for its agent, for thirty days',
    async (state) => {
      const session = env.AGENT_SESSION.getByName(`unsent ${state}`)
      await visit(session, `unsent ${state}`)
      await keepCall(session, state)
      await age(session, 30 * DAY - HOUR)
      await runDurableObjectAlarm(session)
      expect((await left(session)).tables).toBeGreaterThan(0)
      await age(session, HOUR)
      await runDurableObjectAlarm(session)
      expect(await left(session)).toEqual({ tables: 0, alarm: null })
    },
  )

  it('keeps for an answer that is unsent no other call: it looks them over within two days', async () => {
    const session = env.AGENT_SESSION.getByName('unsent beside stored')
    await visit(session, 'unsent beside stored')
    await keepCall(session, 'stored')
    await keepCall(session, 'unfinished', '78')
    await evictDurableObject(session)
    await runDurableObjectAlarm(session)
    expect((await left(session)).alarm).toBeLessThanOrEqual(Date.now() + 2 * DAY)
    await age(session, 2 * DAY + HOUR)
    await runDurableObjectAlarm(session)
    const states = await runInDurableObject(session, (_, { storage: { sql } }) =>
      sql.exec<{ state: string }>('SELECT state FROM calls').toArray(),
    )
    expect(states).toEqual([{ state: 'unfinished' }])
  })

  it('keeps an answer that is still being sent, however long that takes', async () => {
    const session = env.AGENT_SESSION.getByName('sending')
    await visit(session, 'sending')
    await keepCall(session, 'sending')
    await age(session, 365 * DAY)
    await runDurableObjectAlarm(session)
    expect((await left(session)).tables).toBeGreaterThan(0)
  })
})

describe('somebody who is only asked about', () => {
  it('is not written down: no session for a name, no board for a campaign', async () => {
    const session = env.AGENT_SESSION.getByName('passcode:874100:nobody')
    expect(await session.mayJoin(null, 'a token')).toBe(true)
    expect(await session.kick('874100')).toBeUndefined()
    await session.revoke('874100', Date.now())
    await session.learn(BARE_CAMPAIGN)
    expect(await left(session)).toEqual({ tables: 0, alarm: null })

    const board = env.CAMPAIGN_BOARD.getByName('nobodys')
    expect(await board.settings()).toBeNull()
    expect(await board.snapshot()).toBeNull()
    expect(await board.admits('spring passcode')).toBe(false)
    const ann = { userId: 'ann', issuedAt: Date.now() }
    expect(await board.admit(ann)).toEqual({ refused: 'unknown-campaign' })
    expect(await board.endedUntil(ann)).toBeNull()
    expect(await left(board)).toEqual({ tables: 0, alarm: null })
    await board.register(BARE_CAMPAIGN)
    expect(await board.settings()).toEqual(BARE_CAMPAIGN)
    expect((await left(board)).tables).toBeGreaterThan(0)
  })
})
