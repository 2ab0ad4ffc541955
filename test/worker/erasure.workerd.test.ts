import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import type { CampaignBoard } from '../../worker/campaign-board.ts'
import { PORTION } from '../../worker/courier.ts'

const SETTINGS: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [],
  dispositionRequired: false,
  columns: [],
  canLeaveMessage: false,
}
const NUMBER = '2135550143'
const USERS = Array.from({ length: 2 * PORTION + 7 }, (_, index) => `agent ${index}`)

const call = (userId: string): LoggedCall => ({
  callId: `of ${userId}`,
  userId,
  agentId: '4721',
  shown: true,
  phoneNumber: NUMBER,
  name: 'Ann Lee',
  openedAt: Date.now(),
  finishedAt: null,
  fields: [],
  dispositions: [],
  meanings: [],
  notes: '',
  response: '',
  leftMessage: false,
  state: 'open',
  words: null,
  sentAgain: false,
})

type Stub = DurableObjectStub<CampaignBoard>

/** A board that has heard of a call of everybody's. */
async function boardOf(name: string): Promise<Stub> {
  const stub = env.CAMPAIGN_BOARD.getByName(name)
  await stub.register(SETTINGS)
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
    await expect
      .poll(async () => {
        await runDurableObjectAlarm(again)
        return (await waiting(again)).length
      })
      .toBe(0)
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
    await expect
      .poll(async () => {
        await runDurableObjectAlarm(stub)
        return (await waiting(stub)).length
      })
      .toBe(0)
    expect(await runInDurableObject(stub, (_, { storage }) => logged(storage.sql))).toBe(0)
  })
})
