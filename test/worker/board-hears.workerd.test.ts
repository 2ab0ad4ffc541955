import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { LoggedCall, News, Presence } from '../../shared/board.ts'
import { SUBPROTOCOL } from '../../shared/protocol.ts'
import { TAB_HEADER } from '../../worker/agent-session.ts'
import { CampaignBoard } from '../../worker/campaign-board.ts'
import { BARE_CAMPAIGN } from './bare-campaign.ts'
import { LOGGED } from './logged-call.ts'

const call = (callId: string, state: LoggedCall['state'] = 'open'): News => ({
  subject: 'call',
  call: { ...LOGGED, callId, state },
})

const presence = (console: boolean): Extract<News, { subject: 'presence' }> => ({
  subject: 'presence',
  presence: { phase: 'signed-out', since: 1, console } as Presence,
})

interface BoardRows {
  readonly roster: unknown[]
  readonly calls: unknown[]
}

function rowsOf(stub: DurableObjectStub<CampaignBoard>): Promise<BoardRows> {
  return runInDurableObject(stub, (_, { storage: { sql } }) => ({
    roster: sql.exec('SELECT user_id, presence FROM roster').toArray(),
    calls: sql.exec('SELECT call_id, user_id, state FROM calls ORDER BY id').toArray(),
  }))
}

describe('a board', () => {
  it('takes each number once, whatever order a network makes of it', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('dedupe')
    const first = [{ seq: 5, news: call('77', 'sending') }]
    const second = [{ seq: 6, news: call('77', 'stored') }]
    expect(await stub.hear('ann', first)).toBe(5)
    expect(await stub.hear('ann', second)).toBe(6)
    expect(await stub.hear('ann', first)).toBe(6)
    expect(await stub.hear('ann', [])).toBe(6)
    expect(await stub.hear('ben', [{ seq: 1, news: call('78') }])).toBe(1)
    expect((await rowsOf(stub)).calls).toEqual([
      { call_id: '77', user_id: 'ann', state: 'stored' },
      { call_id: '78', user_id: 'ann', state: 'open' },
    ])
  })

  it('that could not keep a call takes the news of it again', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('full')
    const sql = (text: string) =>
      runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(text))
    await stub.hear('ann', [{ seq: 1, news: presence(true) }])
    await sql('ALTER TABLE calls RENAME TO away')
    const news = [{ seq: 2, news: call('77', 'stored') }]
    await runInDurableObject(stub, (board) => {
      expect(() => board.hear('ann', news)).toThrow('calls')
    })
    await sql('ALTER TABLE away RENAME TO calls')
    expect(await stub.hear('ann', news)).toBe(2)
    expect((await rowsOf(stub)).calls).toEqual([{ call_id: '77', user_id: 'ann', state: 'stored' }])
  })

  it('counts calls that were left unfinished, and takes their choices for none yet', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('outcomes')
    const sold = (callId: string, state: LoggedCall['state']): News => ({
      subject: 'call',
      call: {
        ...LOGGED,
        callId,
        state,
        finishedAt: LOGGED.openedAt,
        meanings: ['contact', 'sale'],
      },
    })
    await stub.hear('ann', [
      { seq: 1, news: sold('77', 'stored') },
      { seq: 2, news: sold('78', 'unfinished') },
    ])
    const from = LOGGED.openedAt - 1
    expect(await stub.outcomes(from, from + 3_600_000)).toMatchObject([
      { calls: 2, contacts: 1, sales: 1 },
    ])
  })

  it('that was away keeps who came, worked and went meanwhile, and nobody who only looked', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('short-session')
    const logged = (openedAt: number): News => ({
      subject: 'call',
      call: { ...LOGGED, callId: `at-${openedAt}`, agentId: '4721', openedAt },
    })
    await stub.hear('ann', [
      { seq: 1, news: logged(Date.now()) },
      { seq: 1, news: presence(false) },
    ])
    await stub.hear('ben', [{ seq: 1, news: presence(false) }])
    // Who worked here some days ago and looks in today has not worked today.
    await stub.hear('cho', [
      { seq: 1, news: logged(1) },
      { seq: 1, news: presence(false) },
    ])
    const { roster } = await rowsOf(stub)
    expect(roster).toEqual([{ user_id: 'ann', presence: expect.any(String) }])
  })

  it('that was away hears what it missed from the session’s alarm', async () => {
    const board = env.CAMPAIGN_BOARD.getByName(BARE_CAMPAIGN.id)
    await board.register(BARE_CAMPAIGN)
    let missed = 0
    // Only what the class declares can be called from another object.
    const { hear } = CampaignBoard.prototype
    CampaignBoard.prototype.hear = () => {
      missed++
      throw new Error('away')
    }
    const session = env.AGENT_SESSION.getByName('ann')
    const socket = await openConsole(session, BARE_CAMPAIGN.id)
    await expect.poll(() => missed).toBeGreaterThan(0)
    expect((await rowsOf(board)).roster).toEqual([])
    CampaignBoard.prototype.hear = hear
    await expect
      .poll(async () => {
        await runDurableObjectAlarm(session)
        return (await rowsOf(board)).roster
      })
      .toEqual([{ user_id: 'ann', presence: expect.stringContaining('"console":true') }])
    socket.close()
    await expect.poll(async () => (await rowsOf(board)).roster).toEqual([])
  })
})

async function openConsole(stub: DurableObjectStub, campaignId: string): Promise<WebSocket> {
  const now = Date.now()
  const tab = { id: 'tab', userId: 'ann', campaignId, campaigns: [campaignId], role: 'agent' }
  const times = { issuedAt: now, expiresAt: now + 60_000, connectedAt: now, activeAt: now }
  const response = await stub.fetch('https://worker/v1/session/socket', {
    headers: {
      upgrade: 'websocket',
      'sec-websocket-protocol': SUBPROTOCOL,
      [TAB_HEADER]: JSON.stringify({ ...tab, ...times }),
    },
  })
  if (!response.webSocket) throw new Error(`no socket: ${response.status}`)
  response.webSocket.accept()
  return response.webSocket
}
