import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Presence } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'

const NONE_YET = { calls: 0, handleSeconds: 0 }
const SETTINGS: CampaignSettings = {
  id: '9223372036854775807',
  name: 'The last campaign of all',
  dispositionLists: [],
  dispositionRequired: false,
  columns: [],
  canLeaveMessage: false,
}

const board = (name: string) => env.CAMPAIGN_BOARD.getByName(name)

/** So many agents of whom a board has heard, one a millisecond after the other: `agent 1` first. */
async function crowd(stub: ReturnType<typeof board>, count: number, presence: object) {
  await runInDurableObject(stub, (_, { storage }) =>
    storage.sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO roster (user_id, seq, heard_at, presence, last_agent_id)
       SELECT 'agent ' || i, 1, ?2 + i, ?3, '1' FROM n`,
      count,
      Date.now(),
      JSON.stringify(presence),
    ),
  )
  await evictDurableObject(stub)
}

describe('CampaignBoard', () => {
  it('knows its settings and its passcode after it was away', async () => {
    const stub = board('kept')
    expect(await stub.settings()).toBeNull()
    await stub.register(SETTINGS, 'spring passcode')
    await evictDurableObject(stub)
    expect(await stub.settings()).toEqual(SETTINGS)
    expect(await stub.admits('spring passcode')).toBe(true)
    expect(await stub.admits('autumn passcode')).toBe(false)
  })

  it('keeps the passcode when only the settings change', async () => {
    const stub = board('changed')
    await stub.register(SETTINGS, 'spring passcode')
    await stub.register({ ...SETTINGS, name: 'Renamed' })
    expect(await stub.admits('spring passcode')).toBe(true)
    expect(await stub.settings()).toMatchObject({ name: 'Renamed' })
  })

  it('admits nobody to a campaign without a passcode, or to none', async () => {
    expect(await board('nobody').admits('')).toBe(false)
    await board('open').register(SETTINGS)
    expect(await board('open').admits('')).toBe(false)
  })

  it('lets tokens in that were made after a user’s were ended, and only those', async () => {
    const stub = board('ended')
    await stub.register(SETTINGS)
    const issuedAt = Date.now()
    expect(await stub.admit({ userId: 'ann', issuedAt })).toEqual({ settings: SETTINGS })
    const since = await stub.revoke('ann')
    await evictDurableObject(stub)
    const refused = { refused: 'token-revoked', retryAt: since }
    expect(await stub.admit({ userId: 'ann', issuedAt })).toEqual(refused)
    // A CRM whose clock is ahead stamps its tokens with the near future.
    expect(await stub.admit({ userId: 'ann', issuedAt: issuedAt + 50_000 })).toEqual(refused)
    expect(await stub.admit({ userId: 'ann', issuedAt: since + 1_000 })).toHaveProperty('settings')
    expect(await stub.admit({ userId: 'ben', issuedAt })).toHaveProperty('settings')
    expect(await stub.endedUntil({ userId: 'ann', issuedAt })).toBe(since)
  })

  it('tells whoever comes just after a change: it came between their admission and their news', async () => {
    const stub = board('changed meanwhile')
    await stub.register(SETTINGS)
    const presence = { phase: 'signed-out', why: 'never', console: true, agentId: null }
    const learning = (userId: string) =>
      runInDurableObject(stub, (instance, { storage: { sql } }) => {
        const news = { subject: 'presence', presence: presence as unknown as Presence } as const
        instance.hear(userId, [{ seq: 1, news }])
        return sql.exec<{ user_id: string }>('SELECT user_id FROM pupils').toArray()
      })
    await stub.set('dialling', true, 'sue')
    expect(await learning('ann')).toEqual([{ user_id: 'ann' }])
    await evictDurableObject(stub)
    expect(await learning('ben')).toEqual([])
  })

  it('frees an agent id by the news that its user has left it, also where nobody released it', async () => {
    const stub = board('leases')
    await stub.register(SETTINGS)
    const tell = (seq: number, agentId: string | null) =>
      stub.hear('ann', [{ seq, news: { subject: 'presence', presence: { agentId } as Presence } }])
    expect(await stub.lease('4721', 'ann')).toBe(true)
    await tell(1, null)
    expect(await stub.lease('4721', 'ben'), 'while the log-in is under way').toBe(false)
    await tell(2, '4721')
    expect(await stub.lease('4721', 'ben')).toBe(false)
    await tell(3, '4722')
    expect(await stub.holder('4721')).toBeNull()
    expect(await stub.lease('4722', 'ben')).toBe(false)
    await tell(4, null)
    expect(await stub.lease('4722', 'ben')).toBe(true)
  })

  it('is full for newcomers at two thousand agents, not for who is there', async () => {
    const stub = board('full')
    await stub.register(SETTINGS)
    await crowd(stub, 2_000, { phase: 'waiting', console: true })
    const issuedAt = Date.now()
    expect(await stub.admit({ userId: 'new', issuedAt })).toEqual({ refused: 'campaign-full' })
    expect(await stub.admit({ userId: 'agent 7', issuedAt })).toHaveProperty('settings')
    await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec(
        `UPDATE roster SET presence = '{"phase":"signed-out","console":false}' WHERE user_id = 'agent 9'`,
      ),
    )
    await evictDurableObject(stub)
    expect(await stub.admit({ userId: 'new', issuedAt })).toHaveProperty('settings')
  })

  it('keeps four thousand rows at most, and refuses nobody for those who went home', async () => {
    const stub = board('shifts')
    await stub.register(SETTINGS)
    await crowd(stub, 4_000, { phase: 'signed-out', why: 'log-off', today: NONE_YET })
    const tell = (seq: number, presence: Partial<Presence>) => {
      const news = { subject: 'presence', presence: presence as Presence } as const
      return stub.hear('new', [{ seq, news }])
    }
    const rows = () =>
      runInDurableObject(stub, (_, { storage }) =>
        storage.sql
          .exec<{ user: string }>('SELECT user_id AS user FROM roster')
          .toArray()
          .map(({ user }) => user),
      )
    expect(await stub.admit({ userId: 'new', issuedAt: Date.now() })).toHaveProperty('settings')
    await tell(1, { phase: 'signed-out', why: 'never', console: true, agentId: null })
    expect(await rows()).toHaveLength(4_000)
    expect(await rows()).toContain('new')
    expect(await rows()).not.toContain('agent 1')
    // Whoever only opened a page is gone with it.
    await tell(2, { phase: 'signed-out', why: 'never', console: false, agentId: null })
    expect(await rows()).not.toContain('new')
    expect((await stub.snapshot())?.agents).toHaveLength(3_999)
  })

  it('gives an agent id to one user at a time', async () => {
    const stub = board('leases')
    expect(await stub.lease('4721', 'ann')).toBe(true)
    expect(await stub.lease('4721', 'ann')).toBe(true)
    expect(await stub.lease('4721', 'ben')).toBe(false)
    await stub.release('4721', 'ben')
    expect(await stub.lease('4721', 'ben')).toBe(false)
    await stub.release('4721', 'ann')
    expect(await stub.lease('4721', 'ben')).toBe(true)
  })
})
