import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../shared/session.ts'
import { type CallState, Calls } from '../../worker/calls.ts'
import { Intents } from '../../worker/intents.ts'
import { applyMigrations } from '../../worker/migrations.ts'
import type { Place } from '../../worker/outbox.ts'
import { Pops } from '../../worker/pops.ts'
import { migrate, SESSION_TABLES } from '../../worker/session-store.ts'
import { Shelf } from '../../worker/shelf.ts'

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
    untold: calls.untold(),
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
    () => calls.landed(campaignId, id, { tries: what, lost: now % 2 === 0 }),
    () => calls.mark(campaignId, id, STATES[now % STATES.length] ?? 'stored', FACTS),
    () => calls.mark(campaignId, id, 'sending', { words: 'later', nextTryAt: now + 5 }),
    () => calls.leave(call(campaignId, id), DRAFT, now),
    () => calls.cutOff(call(campaignId, id), '4722', now),
    () => calls.resend(campaignId, id, now),
    () => pops.claim(id, 'tab', now),
    () => pops.confirm(id, 'tab'),
    () => pops.show(id),
    () => calls.setSignedIn(campaignId, '4721', false),
    () => calls.setSignedIn(campaignId, '4721', true),
    () => calls.named(call(campaignId, id), DRAFT, now),
    () => calls.heard(calls.untold()),
  ]
  acts[what % acts.length]?.()
  // one call at most is on screen
  for (const row of calls.onScreen().slice(1)) calls.leave(row.call, DRAFT, now)
  // every turn ends with it
  calls.flush()
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
        if (key) happen(calls, key, next(16), DAY + step)
        expect(seen(calls), `after step ${step}`).toEqual(seen(new Calls(sql)))
      }
      expect(seen(calls).rows.filter(Boolean)).not.toHaveLength(0)
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
      calls.prune(DAY + 30 * 86_400_000 + 1)
      expect(calls.untold()).toHaveLength(2)
      calls.heard(calls.untold())
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

  it('is kept no longer than the owner keeps calls', async () => {
    const stub = env.AGENT_SESSION.getByName('the owner’s word')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const days = (count: number) => count * 86_400_000
      const calls = new Calls(sql, days(14))
      calls.open(call('1', '77'), '4721', DAY)
      calls.leave(call('1', '77'), DRAFT, DAY)
      calls.heard(calls.untold())
      expect(calls.neededUntil()).toBe(DAY + days(14))
      calls.prune(DAY + days(14))
      expect(calls.get('1', '77')).not.toBeNull()
      calls.prune(DAY + days(14) + 1)
      expect(calls.get('1', '77')).toBeNull()
    })
  })
})

describe('a screen pop', () => {
  it('writes a row, and looks for none', async () => {
    const stub = env.AGENT_SESSION.getByName('a pop')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const asked: string[] = []
      const listening = {
        exec: (text: string, ...bindings: unknown[]) => {
          asked.push(text.slice(0, 6))
          return sql.exec(text, ...bindings)
        },
      } as SqlStorage
      const calls = new Calls(listening)
      const pop = (id: string) => {
        asked.length = 0
        calls.open(call('1', id), '4721', DAY)
        const statements = [...asked]
        calls.leave(call('1', id), DRAFT, DAY)
        calls.mark('1', id, 'stored', FACTS)
        calls.heard(calls.untold())
        return statements
      }
      expect([pop('77'), pop('78')]).toEqual([['INSERT'], ['INSERT']])
      expect(calls.get('1', '77')?.state).toBe('stored')
      calls.prune(DAY + 49 * 3_600_000)
      expect(pop('77')).toEqual(['INSERT'])
      expect(pop('77')).toEqual(['SELECT', 'INSERT'])
    })
  })
})

describe('a call of which the board has not heard', () => {
  it('is not forgotten, and one that has got a name is then', async () => {
    const stub = env.AGENT_SESSION.getByName('untold calls')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      migrate(sql)
      const calls = new Calls(sql)
      const [stored, left] = [call('1', '77'), call('1', '78')]
      for (const each of [stored, left]) calls.open(each, '4721', DAY)
      calls.leave(stored, DRAFT, DAY)
      calls.mark('1', stored.id, 'stored', FACTS)
      calls.named(left, DRAFT, DAY)
      expect(calls.unsent()).toEqual([])
      expect(calls.since(DAY)).toEqual({ from: DAY, calls: 1, handleSeconds: 0 })
      calls.prune(DAY + 30 * 86_400_000)
      const { length } = calls.untold()
      expect(length).toBe(2)
      expect(new Calls(sql).untold()).toEqual(calls.untold())
      expect(new Calls(sql).since(DAY)).toEqual(calls.since(DAY))
      calls.heard(calls.untold())
      expect([stored, left].map(({ id }) => calls.get('1', id)?.state)).toEqual([
        'stored',
        undefined,
      ])
      calls.prune(DAY + 30 * 86_400_000)
      expect(new Calls(sql).get('1', stored.id)).toBeNull()
    })
  })
})

describe('a session’s tables', () => {
  it('of an older version are carried over: what was told, and what was not', async () => {
    const stub = env.AGENT_SESSION.getByName('older tables')
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      applyMigrations(sql, SESSION_TABLES.slice(0, 1))
      sql.exec(
        `INSERT INTO calls (campaign_id, call_id, agent_id, call, draft, opened_at, state) VALUES
           ('1', '77', '4721', json_object('campaignId', '1', 'id', '77'), '{}', 1, 'stored'),
           ('1', '78', '4721', json_object('campaignId', '1', 'id', '78'), '{}', 1, 'stored')`,
      )
      applyMigrations(sql, SESSION_TABLES.slice(0, 3))
      const gone = '{"subject":"presence","presence":null}'
      const here = '{"subject":"presence","presence":{"console":true}}'
      sql.exec(
        `INSERT INTO news VALUES ('1', 'presence', 5, '${gone}', 0),
           ('2', 'presence', 6, '${here}', 1), ('3', 'presence', 7, '${gone}', 1),
           ('1', 'call 78', 8, '{"subject":"call"}', 0)`,
      )
      migrate(sql)
      const told = new Shelf<Place>(sql, 'told').all()
      expect(told).toEqual([
        { campaignId: '1', console: false, moves: -1 },
        { campaignId: '2', console: true, moves: -1 },
      ])
      const untold = new Calls(sql).untold()
      expect(untold.map(({ call: { id }, newsAt }) => [id, newsAt])).toEqual([['78', 8]])
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
      second.postpone(sent?.id ?? 0, DAY + 9, { tries: 1 })
      second.dropKicks({ campaignId: '1', agentId: '4721' })
      const third = new Intents(sql)
      expect(third.takeDue(DAY + 10).map(({ intent }) => intent)).toEqual([logIn])
      for (const { id } of third.inFlight()) third.remove(id)
      expect(new Intents(sql).inFlight()).toEqual([])
    })
  })
})
