import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { LoggedCall, Presence } from '../../shared/board.ts'
import type { Phase, SignedOutReason } from '../../shared/session.ts'
import { CallLog } from '../../worker/board/call-log.ts'
import { History } from '../../worker/board/history.ts'
import { Retention } from '../../worker/board/retention.ts'
import { Roster } from '../../worker/board/roster.ts'
import { BOARD_TABLES } from '../../worker/board/tables.ts'
import { Webhooks } from '../../worker/board/webhooks.ts'
import { applyMigrations } from '../../worker/migrations.ts'

const DAY_MS = 86_400_000
const EVERYTHING = { from: 0, to: Number.MAX_SAFE_INTEGER, search: '', after: null, limit: 200 }

const callOf = (callId: string, openedAt: number) =>
  ({
    callId,
    userId: 'ann',
    openedAt,
    dispositions: [],
    fields: [],
    state: 'stored',
  }) as unknown as LoggedCall

/** Posts of a server that takes none for now. */
const webhooksOn = (sql: SqlStorage) =>
  new Webhooks(sql, {
    target: () => ({ url: 'https://crm.example/', secret: new Uint8Array(32) }),
    campaignId: () => '1',
    now: () => Date.now(),
    keepAlive: () => undefined,
    settled: () => undefined,
  })

it('The board forgets calls after the days that the owner chose, by itself', async () => {
  const stub = env.CAMPAIGN_BOARD.getByName('retention')
  const now = Date.now()
  const days = Number(env.CALL_LOG_DAYS)
  const old = callOf('old', now - days * DAY_MS - 2 * 3_600_000)
  const young = callOf('young', now - days * DAY_MS + 3_600_000)
  await stub.hear('ann', [
    { seq: 1, news: { subject: 'call', call: old } },
    { seq: 2, news: { subject: 'call', call: young } },
  ])
  expect(await runDurableObjectAlarm(stub)).toBe(true)
  expect((await stub.calls(EVERYTHING)).calls.map(({ callId }) => callId)).toEqual(['young'])
})

it('Nothing is forgotten while the owner has not chosen', async () => {
  const stub = env.CAMPAIGN_BOARD.getByName('retention-unset')
  const left = await runInDurableObject(stub, (_, { storage: { sql } }) => {
    applyMigrations(sql, BOARD_TABLES)
    const log = new CallLog(sql)
    log.put(callOf('ancient', 1))
    const others = { history: new History(sql), roster: new Roster(sql) }
    const webhooks = webhooksOn(sql)
    const retention = (days: number | null) => new Retention({ log, webhooks, days, ...others })
    const kept = [retention(null).nextDue()]
    retention(null).drain(Date.now())
    kept.push(log.page(EVERYTHING).calls.length)
    retention(1).drain(Date.now())
    return [...kept, log.page(EVERYTHING).calls.length]
  })
  expect(left).toEqual([null, 1, 0])
})

it('What is to be posted of a call is forgotten with it, also where it was settled much later', async () => {
  const stub = env.CAMPAIGN_BOARD.getByName('retention-webhooks')
  await runInDurableObject(stub, (_, { storage: { sql } }) => {
    applyMigrations(sql, BOARD_TABLES)
    const log = new CallLog(sql)
    const webhooks = webhooksOn(sql)
    const retention = new Retention({
      ...{ log, webhooks, days: 2 },
      ...{ history: new History(sql), roster: new Roster(sql) },
    })
    const now = Date.now()
    for (const call of [callOf('old', now - 2 * DAY_MS), callOf('young', now - DAY_MS)]) {
      log.put(call)
      webhooks.note(call)
    }
    const left = () => webhooks.list().map(({ callId }) => callId)
    retention.drain(now)
    expect(left().sort()).toEqual(['old', 'young'])
    retention.drain(now + 2 * 3_600_000)
    expect(left()).toEqual(['young'])
    // The log is empty then: nothing would look once more.
    retention.drain(now + DAY_MS + 2 * 3_600_000)
    expect(retention.nextDue()).toBeNull()
    expect(left()).toEqual([])
  })
})

it('Whoever went home is on the roster until the next day, also in a later life of the board', async () => {
  const stub = env.CAMPAIGN_BOARD.getByName('retention-roster')
  await runInDurableObject(stub, (_, { storage: { sql } }) => {
    applyMigrations(sql, BOARD_TABLES)
    const presence = (phase: Phase, why: SignedOutReason | null, agentId: string | null = null) =>
      ({ phase, why, since: 1, console: false, agentId, today: {} }) as unknown as Presence
    const gone = presence('signed-out', 'log-off')
    const roster = new Roster(sql)
    expect(roster.nextPrune()).toBeNull()
    for (const user of ['ann', 'bob']) roster.hear(user, 1, presence('waiting', null, '4721'), 1)
    roster.hear('ann', 2, gone, 1_000)
    roster.hear('bob', 2, gone, 2_000)
    roster.hear('eve', 1, presence('waiting', null), 1)
    const ends = 1_000 + 19 * 3_600_000
    expect(roster.nextPrune()).toBe(ends)
    const later = new Roster(sql)
    expect(later.nextPrune()).toBe(ends)
    later.prune(1_001 + 18 * 3_600_000)
    expect(later.all(1).map(({ userId }) => userId)).toEqual(['bob', 'eve'])
    expect(later.nextPrune()).toBe(ends + 1_000)
    later.prune(ends + 1_000)
    expect(later.nextPrune()).toBeNull()
    expect(new Roster(sql).all(1).map(({ userId }) => userId)).toEqual(['eve'])
  })
})

it('A page is cut before an answer between objects grows too large', async () => {
  const stub = env.CAMPAIGN_BOARD.getByName('heavy')
  await runInDurableObject(stub, (_, { storage }) => {
    applyMigrations(storage.sql, BOARD_TABLES)
    const log = new CallLog(storage.sql)
    const notes = 'x'.repeat(100_000)
    for (let n = 0; n < 100; n++) log.put({ ...callOf(`heavy-${n}`, n), notes })
  })
  const seen: string[] = []
  let pages = 0
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof stub.calls>> = await stub.calls({ ...EVERYTHING, after })
    pages++
    seen.push(...page.calls.map(({ callId }) => callId))
    after = page.next
    if (after === null) break
  }
  expect(pages).toBeGreaterThan(3)
  expect(new Set(seen).size).toBe(100)
})
