import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { LoggedCall, News, Presence } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { SUBPROTOCOL } from '../../shared/protocol.ts'
import { TAB_HEADER } from '../../worker/agent-session.ts'
import { CampaignBoard } from '../../worker/campaign-board.ts'
import { type Hear, type NumberedNews, Outbox } from '../../worker/outbox.ts'
import { migrate } from '../../worker/session-store.ts'
import { LOGGED } from './logged-call.ts'

const call = (callId: string, state: LoggedCall['state'] = 'open'): News => ({
  subject: 'call',
  call: { ...LOGGED, callId, state },
})

const presence = (console: boolean): Extract<News, { subject: 'presence' }> => ({
  subject: 'presence',
  presence: { phase: 'signed-out', since: 1, console } as Presence,
})

let sessions = 0

/** An outbox in a session object of its own; deliveries end when `settled` has been called. */
function inOutbox(
  hear: Hear,
  work: (outbox: Outbox, delivered: () => Promise<void>) => Promise<void>,
) {
  const stub = env.AGENT_SESSION.getByName(`outbox-${++sessions}`)
  return runInDurableObject(stub, async (_, { storage }) => {
    migrate(storage.sql)
    const underWay: Promise<void>[] = []
    const keepAlive = (promise: Promise<void>) => void underWay.push(promise)
    const outbox = new Outbox(storage.sql, { hear, keepAlive, settled: () => undefined })
    await work(outbox, async () => void (await Promise.all(underWay.splice(0))))
  })
}

const subjects = (news: readonly NumberedNews[]) =>
  news.map(({ news }) => (news.subject === 'call' ? `${news.call.callId} ${news.call.state}` : '-'))

describe('what a session has to tell its board', () => {
  it('is sent in order, the newest of each subject, and forgotten when it was taken', async () => {
    const heard: string[][] = []
    const hear: Hear = async (_, news) => {
      heard.push(subjects(news))
      return news.at(-1)?.seq ?? 0
    }
    await inOutbox(hear, async (outbox, delivered) => {
      outbox.add('1', call('77'))
      outbox.present('1', presence(true))
      outbox.add('1', call('77', 'stored'))
      outbox.drain(Date.now())
      await delivered()
      expect(outbox.nextDue(Date.now())).toBeNull()
    })
    expect(heard).toEqual([['-', '77 stored']])
  })

  it('waits while the processor is busy, unless somebody has come or gone', async () => {
    const heard: string[][] = []
    const hear: Hear = async (_, news) => {
      heard.push(subjects(news))
      return news.at(-1)?.seq ?? 0
    }
    vi.useFakeTimers()
    await inOutbox(hear, async (outbox, delivered) => {
      outbox.add('1', call('77'))
      outbox.drain(Date.now())
      vi.setSystemTime(Date.now() + 1_000)
      await vi.advanceTimersByTimeAsync(600)
      expect(heard).toEqual([])
      await vi.advanceTimersByTimeAsync(2_500)
      await delivered()
      outbox.present('1', presence(true))
      outbox.drain(Date.now())
      await delivered()
    }).finally(() => vi.useRealTimers())
    expect(heard).toEqual([['77 open'], ['-']])
  })

  it('stays while the board is away, and comes again at a later moment', async () => {
    let away = true
    const heard: string[][] = []
    const hear: Hear = async (_, news) => {
      if (away) throw new Error('the board is away')
      heard.push(subjects(news))
      return news.at(-1)?.seq ?? 0
    }
    await inOutbox(hear, async (outbox, delivered) => {
      outbox.add('1', call('77', 'stored'))
      const now = Date.now()
      const lines = vi.spyOn(console, 'log').mockReturnValue()
      outbox.drain(now)
      await delivered()
      expect(lines.mock.calls).toEqual([
        ['{"event":"trip","what":"news","error":"Error","tries":1}'],
      ])
      lines.mockRestore()
      const due = outbox.nextDue(now) ?? 0
      expect(due).toBeGreaterThan(now)
      outbox.add('1', call('78', 'stored'))
      away = false
      outbox.drain(due - 1)
      await delivered()
      expect(heard).toEqual([])
      outbox.drain(due)
      await delivered()
    })
    expect(heard).toEqual([['77 stored', '78 stored']])
  })

  it('that changes while it is on its way is sent once more', async () => {
    const heard: string[][] = []
    let change = () => {}
    const hear: Hear = async (_, news) => {
      heard.push(subjects(news))
      change()
      return news.at(-1)?.seq ?? 0
    }
    await inOutbox(hear, async (outbox, delivered) => {
      change = () => outbox.add('1', call('77', 'stored'))
      outbox.add('1', call('77', 'sending'))
      outbox.drain(Date.now())
      await delivered()
      change = () => {}
      outbox.drain(Date.now())
      await delivered()
    })
    expect(heard).toEqual([['77 sending'], ['77 stored']])
  })

  it('says once where the agent is, and to the old campaign that they have left', async () => {
    const heard: [string, string][] = []
    const hear: Hear = async (campaignId, news) => {
      for (const { news: each } of news) heard.push([campaignId, JSON.stringify(each)])
      return news.at(-1)?.seq ?? 0
    }
    await inOutbox(hear, async (outbox, delivered) => {
      for (const [campaignId, open] of [
        ['1', true],
        ['1', true],
        ['2', true],
      ] as const) {
        outbox.present(campaignId, presence(open))
        outbox.drain(Date.now())
        await delivered()
      }
      outbox.drain(Date.now())
      await delivered()
    })
    const here = JSON.stringify(presence(true))
    const gone = JSON.stringify({ subject: 'presence', presence: null })
    expect(heard).toEqual([
      ['1', here],
      ['1', gone],
      ['2', here],
    ])
  })

  it('does not wait for more when somebody comes while the last news is on its way', async () => {
    const heard: string[][] = []
    let change = () => {}
    const hear: Hear = async (_, news) => {
      heard.push(subjects(news))
      change()
      return news.at(-1)?.seq ?? 0
    }
    await inOutbox(hear, async (outbox, delivered) => {
      // No pause ends by itself.
      vi.useFakeTimers({ toFake: ['setTimeout'] })
      change = () => outbox.present('1', presence(true))
      outbox.present('1', presence(false))
      outbox.add('1', call('77'))
      outbox.drain(Date.now())
      await vi.runOnlyPendingTimersAsync()
      await delivered()
      change = () => {}
      outbox.drain(Date.now())
      await delivered()
    }).finally(() => vi.useRealTimers())
    expect(heard).toEqual([['-', '77 open'], ['-']])
  })
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

  it('that was away hears what it missed from the session’s alarm', async () => {
    const settings: CampaignSettings = {
      id: '874100',
      name: 'Spring renewals',
      dispositionLists: [],
      dispositionRequired: false,
      columns: [],
      canLeaveMessage: false,
    }
    const board = env.CAMPAIGN_BOARD.getByName(settings.id)
    await board.register(settings)
    let missed = 0
    // Only what the class declares can be called from another object.
    const { hear } = CampaignBoard.prototype
    CampaignBoard.prototype.hear = () => {
      missed++
      throw new Error('away')
    }
    const session = env.AGENT_SESSION.getByName('ann')
    const socket = await openConsole(session, settings.id)
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
    await expect
      .poll(async () => (await rowsOf(board)).roster)
      .toEqual([{ user_id: 'ann', presence: expect.stringContaining('"console":false') }])
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
