import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../shared/session.ts'
import { type CallState, Calls } from '../../worker/calls.ts'
import { Intents } from '../../worker/intents.ts'
import { applyMigrations } from '../../worker/migrations.ts'
import { Outbox } from '../../worker/outbox.ts'
import { Pops } from '../../worker/pops.ts'
import { migrate, SESSION_TABLES } from '../../worker/session-store.ts'

const DAY = 1_800_000_000_000

const call = (campaignId: string, id: string): Call => ({
  id,
  campaignId,
  kind: 'known',
  phoneNumber: '2135550143',
  name: null,
  startedAt: null,
  fields: [],
})

const KEYS = ['1', '2'].flatMap((campaignId) => ['77', '78'].map((id) => call(campaignId, id)))
const FACTS = { words: null, nextTryAt: null }
const STATES: readonly CallState[] = ['open', 'sending', 'stored', 'refused', 'unconfirmed']
const DRAFT = { dispositions: ['Interested'], notes: '' }

/** Everything that a session asks of its calls. */
function seen(calls: Calls) {
  const pops = new Pops(calls)
  return {
    rows: KEYS.map(({ campaignId, id }) => calls.get(campaignId, id)),
    unsent: calls.unsent().map(({ call, state }) => `${call.campaignId} ${call.id} ${state}`),
    inFlight: calls
      .inFlight()
      .map(({ call }) => `${call.campaignId} ${call.id}`)
      .sort(),
    nextDue: calls.nextDue(),
    today: calls.since(DAY),
    waiting: pops.waiting(),
  }
}

/** One thing that happens to a call. */
function happen(calls: Calls, { campaignId, id }: Call, what: number, now: number): void {
  const pops = new Pops(calls)
  const how = { draft: DRAFT, response: 'Interested', agentId: '4721' }
  const last = { lastCall: what % 2 === 0, leaveMessage: false }
  const acts = [
    () => calls.open(call(campaignId, id), '4721', now),
    () => calls.finish(call(campaignId, id), { ...how, ...last }, now),
    () => calls.takeDue(now),
    () => calls.landed(campaignId, id, now % 2 === 0),
    () => calls.mark(campaignId, id, STATES[now % STATES.length] ?? 'stored', FACTS),
    () => calls.mark(campaignId, id, 'sending', { words: 'later', nextTryAt: now + 5 }),
    () => calls.leave(call(campaignId, id), DRAFT, now),
    () => calls.cutOff(call(campaignId, id), '4722', now),
    () => calls.resend(campaignId, id, now),
    () => pops.claim(id, 'tab', now),
    () => {
      pops.confirm(id, 'tab')
      pops.keep()
    },
    () => pops.show(id),
    () => calls.setSignedIn(campaignId, '4721', false),
    () => calls.setSignedIn(campaignId, '4721', true),
    () => now % 3 === 0 && calls.forget({ campaignId, id }),
  ]
  acts[what % acts.length]?.()
}

describe('a session’s calls', () => {
  it('are the same in memory and on disk, whatever happens to them', async () => {
    const stub = env.AGENT_SESSION.getByName('calls')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const calls = new Calls(sql)
      let chance = 7
      const next = (below: number) => {
        chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31
        return (chance >> 8) % below
      }
      for (let step = 0; step < 600; step++) {
        const key = KEYS[next(KEYS.length)]
        if (key) happen(calls, key, next(14), DAY + step)
        expect(seen(calls), `after step ${step}`).toEqual(seen(new Calls(sql)))
      }
      expect(seen(calls).rows.filter(Boolean)).toHaveLength(KEYS.length)
    })
  })
})

describe('a call that was left', () => {
  it('and has no name of the dialer’s is listed for a shift; one with a name for thirty days', async () => {
    const stub = env.AGENT_SESSION.getByName('left calls')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const calls = new Calls(sql)
      const known = call('1', 'known')
      const nameless = { ...call('1', 'unidentified-4721-1'), kind: 'unidentified' as const }
      for (const left of [known, nameless]) {
        calls.open(left, '4721', DAY)
        calls.leave(left, DRAFT, DAY)
      }
      const listed = () => calls.unsent().map((unsent) => unsent.call.id)
      calls.prune(DAY + 12 * 3_600_000)
      expect(listed()).toEqual([known.id, nameless.id])
      calls.prune(DAY + 12 * 3_600_000 + 1)
      expect(listed()).toEqual([known.id])
      calls.prune(DAY + 30 * 86_400_000)
      expect(listed()).toEqual([known.id])
      calls.prune(DAY + 30 * 86_400_000 + 1)
      expect(listed()).toEqual([])
      expect(seen(new Calls(sql))).toEqual(seen(calls))
    })
  })
})

describe('a session’s tables', () => {
  it('of an older version are carried over: what was told, and what was not', async () => {
    const stub = env.AGENT_SESSION.getByName('older tables')
    await runInDurableObject(stub, async (_, { storage: { sql } }) => {
      applyMigrations(sql, SESSION_TABLES.slice(0, 2))
      sql.exec(
        `INSERT INTO outbox VALUES (5, '1', 'presence', '{"subject":"presence","presence":null}');
         INSERT INTO told VALUES ('2', '{"subject":"presence","presence":{"console":true}}')`,
      )
      migrate(sql)
      const heard: [string, number][] = []
      const underWay: Promise<void>[] = []
      const outbox = new Outbox(sql, {
        hear: async (campaignId, news) => {
          for (const { seq } of news) heard.push([campaignId, seq])
          return news.at(-1)?.seq ?? 0
        },
        keepAlive: (promise) => void underWay.push(promise),
        settled: () => undefined,
      })
      outbox.drain(Date.now())
      await Promise.all(underWay)
      outbox.present('2', { subject: 'presence', presence: { console: true } as never })
      expect(heard).toEqual([['1', 5]])
      expect(outbox.nextDue(Date.now())).toBeNull()
    })
  })
})

describe('a session’s intents', () => {
  it('outlive their object', async () => {
    const stub = env.AGENT_SESSION.getByName('intents')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const kick = { op: 'kick', campaignId: '1', agentId: '4721' } as const
      const logIn = { op: 'log-in', campaignId: '1', agentId: '4722' } as const
      const first = new Intents(sql)
      first.add(kick, DAY)
      first.add(logIn, DAY + 1)
      const [sent] = first.takeDue(DAY)
      const second = new Intents(sql)
      expect(second.inFlight()).toEqual([sent])
      expect(second.nextDue()).toBe(DAY + 1)
      second.postpone(sent?.id ?? 0, DAY + 9)
      second.dropKicks('1', '4721')
      const third = new Intents(sql)
      expect(third.takeDue(DAY + 10).map(({ intent }) => intent)).toEqual([logIn])
      for (const { id } of third.inFlight()) third.remove(id)
      expect(new Intents(sql).inFlight()).toEqual([])
    })
  })
})
