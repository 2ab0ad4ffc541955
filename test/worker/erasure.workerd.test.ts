import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import { SUBPROTOCOL } from '../../shared/protocol.ts'
import { type AgentSession, TAB_HEADER } from '../../worker/agent-session.ts'
import type { CampaignBoard } from '../../worker/campaign-board.ts'
import { PORTION } from '../../worker/courier.ts'
import { BARE_CAMPAIGN } from './bare-campaign.ts'
import { LOGGED } from './logged-call.ts'

const NUMBER = String(LOGGED.phoneNumber)
const USERS = Array.from({ length: 2 * PORTION + 7 }, (_, index) => `agent ${index}`)

const call = (userId: string): LoggedCall => ({
  ...LOGGED,
  callId: `of ${userId}`,
  userId,
  openedAt: Date.now(),
})

type Stub = DurableObjectStub<CampaignBoard>

/** The tables of an object in which a word stands, in whatever column. */
const tablesWith = (stub: DurableObjectStub, word: string) =>
  runInDurableObject(stub, (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('_cf'))
      .filter((name) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray()).includes(word)),
  )

const until = (stub: Stub) =>
  expect.poll(async () => {
    await runDurableObjectAlarm(stub)
    return (await waiting(stub)).length
  })

/** A board that has heard of a call of everybody's. */
async function boardOf(name: string): Promise<Stub> {
  const stub = env.CAMPAIGN_BOARD.getByName(name)
  await stub.register(BARE_CAMPAIGN)
  for (const userId of USERS) await hear(stub, userId, 1)
  return stub
}

const hear = (stub: Stub, userId: string, seq: number) =>
  stub.hear(userId, [{ seq, news: { subject: 'call', call: call(userId) } }])

const logged = (sql: SqlStorage) =>
  sql.exec<{ calls: number }>('SELECT COUNT(*) AS calls FROM calls').one().calls

const waiting = (stub: Stub) =>
  runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec<{ user_id: string }>('SELECT user_id FROM erasures')
      .toArray()
      .map((row) => row.user_id),
  )

/** A session that has finished a call with the person, and could not tell the board of it yet. */
async function workedWith(session: DurableObjectStub<AgentSession>, userId: string): Promise<void> {
  const now = Date.now()
  const identity = { userId, campaigns: [BARE_CAMPAIGN.id], role: 'agent', issuedAt: now }
  const tab = { ...identity, expiresAt: now + 60_000, id: '1', campaignId: BARE_CAMPAIGN.id }
  const headers = {
    upgrade: 'websocket',
    'sec-websocket-protocol': SUBPROTOCOL,
    [TAB_HEADER]: encodeURIComponent(JSON.stringify({ ...tab, connectedAt: now, activeAt: now })),
  }
  await env.CAMPAIGN_BOARD.getByName(BARE_CAMPAIGN.id).register(BARE_CAMPAIGN)
  const { webSocket } = await session.fetch('https://console.example/', { headers })
  webSocket?.accept()
  webSocket?.close(1000)
  const person = { id: '77', campaignId: BARE_CAMPAIGN.id, kind: 'known', phoneNumber: NUMBER }
  await runInDurableObject(session, (_, { storage: { sql } }) => {
    sql.exec(
      `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, finished_at, state,
         news_at)
       VALUES (?, '77', '4721', ?, '{"dispositions":[],"notes":"Ann Lee"}', ?3, ?3, 'stored', ?3)`,
      BARE_CAMPAIGN.id,
      JSON.stringify({ ...person, name: 'Ann Lee', startedAt: now, fields: [] }),
      now,
    )
  })
  await evictDurableObject(session)
}

describe('erasing a number', () => {
  it('asks a portion of the sessions at a time, and the others after a crash, too', async () => {
    const stub = await boardOf('crash')
    expect(await stub.erase(NUMBER)).toEqual({
      calls: USERS.length,
      inSessions: 0,
      sessionsLeft: USERS.length - PORTION,
    })
    await runInDurableObject(stub, (_, ctx) => ctx.abort()).catch(() => undefined)
    const again = env.CAMPAIGN_BOARD.getByName('crash')
    await until(again).toBe(0)
  })

  it('forgets what a session told before it was asked', async () => {
    const stub = await boardOf('late')
    await runInDurableObject(stub, async (board: CampaignBoard, { storage }) => {
      await board.erase(NUMBER)
      const [row] = storage.sql.exec<{ user_id: string }>('SELECT user_id FROM erasures').toArray()
      const late = row?.user_id ?? ''
      board.hear(late, [{ seq: 2, news: { subject: 'call', call: call(late) } }])
      expect(logged(storage.sql)).toBe(1)
    })
    await until(stub).toBe(0)
    expect(await runInDurableObject(stub, (_, { storage }) => logged(storage.sql))).toBe(0)
  })

  it('leaves no word of it in any of the board’s tables, nor in a session’s', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('traces')
    await stub.register(BARE_CAMPAIGN)
    const userId = 'traced'
    const news = {
      ...call(userId),
      finishedAt: Date.now(),
      state: 'stored',
      notes: 'Ann Lee has moved',
    } as const
    await stub.hear(userId, [{ seq: 1, news: { subject: 'call', call: news } }])
    const correction = { at: 1, dispositions: [], notes: 'it is Ann Lee-Jones' }
    expect(await stub.correct(userId, news.callId, correction)).toBe(true)
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      const body = JSON.stringify({ call: news })
      sql.exec(
        `INSERT INTO webhooks (id, call_id, user_id, body, state, tries, next_try_at, at)
         VALUES ('1', ?, ?, ?, 'failed', 9, 0, 0)`,
        news.callId,
        userId,
        body,
      )
    })
    const session = env.AGENT_SESSION.getByName(userId)
    await workedWith(session, userId)
    expect((await tablesWith(stub, 'Ann Lee')).sort()).toEqual(['calls', 'corrections', 'webhooks'])
    // An older worker that was brought back for a while has left what it had to tell.
    await runInDurableObject(session, (_, { storage: { sql } }) => {
      sql.exec("INSERT INTO shelf VALUES ('news', '1 presence', ?)", JSON.stringify(news))
    })
    expect((await tablesWith(session, 'Ann Lee')).sort()).toEqual(['calls', 'shelf'])
    expect(await stub.erase('+1 (213) 555-0143')).toMatchObject({ calls: 1, inSessions: 1 })
    await until(stub).toBe(0)
    for (const word of ['Ann Lee', NUMBER, '555-0143']) {
      expect(await tablesWith(stub, word)).toEqual([])
      expect(await tablesWith(session, word)).toEqual([])
    }
  })
})
