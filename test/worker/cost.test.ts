import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOf } from './counts.ts'
import { ANN, BEN, finish, TYPED } from './live-session.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

let live: LiveWorker
beforeAll(async () => {
  live = await startWorker({}, CAMPAIGN, 'test/worker/counting.workerd.ts')
}, 60_000)
afterAll(() => live.stop())

interface Cost {
  readonly session: number
  readonly board: number
  /** Deliveries from session to board; each is a request. */
  readonly told: number
}

async function cost(): Promise<Cost> {
  const counts = await countsOf(live.url)
  return {
    session: counts.AgentSession?.rowsWritten ?? 0,
    board: counts.CampaignBoard?.rowsWritten ?? 0,
    told: counts.CampaignBoard?.requests.hear ?? 0,
  }
}

/** What happens until the counts stand still where they should; alarms are not among them. */
async function costs(expected: Cost, happen: () => Promise<unknown>): Promise<void> {
  const before = await cost()
  await happen()
  const since = async () => {
    const now = await cost()
    return {
      session: now.session - before.session,
      board: now.board - before.board,
      told: now.told - before.told,
    }
  }
  const advice = 'rows are billed: find out which write is new, or argue for it by changing this'
  await expect.poll(since, { message: advice, timeout: 10_000 }).toEqual(expected)
}

describe('what an agent’s hour is billed by', () => {
  it('is this many rows and deliveries per sign-in, pop, draft and finish', async () => {
    const { dialer } = live
    const ann = await live.open('ann@acme.example')
    await expect.poll(cost).toMatchObject({ told: 1 })
    await costs({ session: 6, board: 2, told: 1 }, async () => {
      await ann.command({ type: 'log-in', agentId: '4001' })
      await dialer.holding('4001')
    })
    for (const person of [ANN, BEN]) {
      await costs({ session: 4, board: 6, told: 1 }, async () => {
        dialer.connect('4001', person)
        await ann.inPhase('on-call', ({ call }) => call.id === person.id)
        ann.report({ type: 'popped', callId: person.id })
      })
      await costs({ session: 1, board: 0, told: 0 }, async () => {
        await ann.command({ type: 'save-draft', callId: person.id, draft: TYPED })
      })
      await costs({ session: 7, board: 3, told: 1 }, async () => {
        await ann.command(finish(person.id))
        await dialer.holding('4001')
      })
    }
  })

  it('is no alarm for a pop, and none for a finish', async () => {
    const alarms = async () => {
      const counts = await countsOf(live.url)
      return (counts.AgentSession?.alarmsSet ?? 0) - (counts.AgentSession?.requests.alarm ?? 0)
    }
    const ben = await live.open('ben@acme.example')
    await ben.inPhase('signed-out')
    await ben.command({ type: 'log-in', agentId: '4002' })
    await live.dialer.holding('4002')
    const before = await alarms()
    live.dialer.connect('4002', { ...ANN, id: '79' })
    await ben.inPhase('on-call')
    ben.report({ type: 'popped', callId: '79' })
    await ben.command(finish('79'))
    await live.dialer.holding('4002')
    expect(await alarms()).toBe(before)
  })
})
