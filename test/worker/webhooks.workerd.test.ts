import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import { BOARD_TABLES } from '../../worker/board/tables.ts'
import { Webhooks } from '../../worker/board/webhooks.ts'
import { applyMigrations } from '../../worker/migrations.ts'

const DAY_MS = 86_400_000

const callOf = (callId: string, state: LoggedCall['state']) =>
  ({ callId, userId: 'ann', finishedAt: 1, dispositions: [], state }) as unknown as LoggedCall

let boards = 0

/** Webhooks in an object of their own, on a clock that the test moves. */
function inWebhooks(
  work: (webhooks: Webhooks, clock: { now: number }, rest: () => Promise<void>) => Promise<void>,
) {
  const stub = env.CAMPAIGN_BOARD.getByName(`webhooks-${++boards}`)
  return runInDurableObject(stub, async (_, { storage }) => {
    applyMigrations(storage.sql, BOARD_TABLES)
    const clock = { now: 1_800_000_000_000 }
    const underWay: Promise<void>[] = []
    const webhooks = new Webhooks(storage.sql, {
      target: () => ({ url: 'https://crm.example/', secret: new Uint8Array(32) }),
      campaignId: () => '1',
      now: () => clock.now,
      keepAlive: (promise) => void underWay.push(promise),
      settled: () => undefined,
    })
    await work(webhooks, clock, async () => void (await Promise.all(underWay.splice(0))))
  })
}

afterEach(() => vi.unstubAllGlobals())

it('A finish is tried for three days, ever more seldom, then given up until somebody tries', async () => {
  const posts: number[] = []
  await inWebhooks(async (webhooks, clock, rest) => {
    vi.stubGlobal('fetch', async () => {
      posts.push(clock.now)
      return new Response(null, { status: 500 })
    })
    webhooks.note(callOf('77', 'stored'))
    for (let due = webhooks.nextDue(clock.now); due !== null; due = webhooks.nextDue(clock.now)) {
      clock.now = due
      webhooks.drain(due)
      await rest()
    }
    expect(webhooks.list()).toMatchObject([{ state: 'failed', trouble: 'HTTP 500' }])
    expect(webhooks.troubled()).toEqual({ waiting: 0, failed: 1 })
    const pauses = posts.slice(1).map((at, index) => at - (posts[index] ?? 0))
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect((posts.at(-1) ?? 0) - (posts[0] ?? 0)).toBeGreaterThan(3 * DAY_MS)
    expect(webhooks.retry('1.77')).toBe(true)
    webhooks.drain(clock.now)
    await rest()
    expect(webhooks.list()).toMatchObject([{ state: 'waiting', tries: 1 }])
  })
})

it('A finish is posted once, and only when it is settled', async () => {
  await inWebhooks(async (webhooks, clock, rest) => {
    const bodies: string[] = []
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      bodies.push(JSON.parse(String(body)).data.state)
      return new Response(null, { status: 200 })
    })
    for (const state of ['open', 'sending', 'unfinished'] as const) {
      webhooks.note(callOf('78', state))
    }
    expect(webhooks.list()).toEqual([])
    for (const state of ['unconfirmed', 'stored'] as const) {
      webhooks.note(callOf('78', state))
      webhooks.drain(clock.now)
      await rest()
    }
    expect(bodies).toEqual(['unconfirmed'])
    expect(webhooks.nextDue(clock.now)).toBeNull()
  })
})

it('A call that was passed on is posted for each of its agents, the second under an id of their own', async () => {
  await inWebhooks(async (webhooks) => {
    const by = (userId: string) => ({ ...callOf('77', 'stored'), userId })
    for (const user of ['ann', 'ben', 'ann', 'ben', 'ann@acme.example']) webhooks.note(by(user))
    const ids = webhooks.list().map(({ id, userId }) => [id, userId])
    expect(ids.sort()).toEqual([
      ['1.77', 'ann'],
      ['1.77.ann@acme.example', 'ann@acme.example'],
      ['1.77.ben', 'ben'],
    ])
  })
})

it('Many finishes are posted in portions, each by an alarm of its own', async () => {
  await inWebhooks(async (webhooks, clock, rest) => {
    const fetched = vi.fn(async () => new Response(null, { status: 200 }))
    vi.stubGlobal('fetch', fetched)
    clock.now = Date.now()
    for (let id = 1; id <= 9; id++) webhooks.note(callOf(`many-${id}`, 'stored'))
    webhooks.drain(clock.now)
    await rest()
    // What follows in the same invocation would share its limits, and fail once they are reached.
    clock.now = Date.now()
    webhooks.drain(clock.now)
    await rest()
    expect(fetched).toHaveBeenCalledTimes(4)
    for (let due = webhooks.nextDue(clock.now); due !== null; due = webhooks.nextDue(clock.now)) {
      expect(due).toBeGreaterThan(clock.now)
      await scheduler.wait(due - Date.now())
      clock.now = Date.now()
      webhooks.drain(clock.now)
      await rest()
    }
    expect(fetched).toHaveBeenCalledTimes(9)
  })
})

it('A server that cannot be reached, or says nothing, is told apart', async () => {
  await inWebhooks(async (webhooks, clock, rest) => {
    const fates = [
      new TypeError('fetch failed'),
      new DOMException('The operation timed out', 'TimeoutError'),
    ]
    vi.stubGlobal('fetch', () => Promise.reject(fates.shift()))
    webhooks.note(callOf('79', 'stored'))
    for (const trouble of ['cannot be reached', 'no answer in time']) {
      clock.now = webhooks.nextDue(clock.now) ?? 0
      webhooks.drain(clock.now)
      await rest()
      expect(webhooks.list()).toMatchObject([{ trouble }])
    }
  })
})
