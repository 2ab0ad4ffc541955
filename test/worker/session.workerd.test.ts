/** The session object's lives: put to sleep, reset, brought back by an alarm. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Command, Report, Update } from '../../shared/protocol.ts'
import type { Phase, SessionSnapshot } from '../../shared/session.ts'
import { TAB_HEADER } from '../../worker/agent-session.ts'
import { Calls } from '../../worker/calls.ts'
import { type IntentRow, Intents } from '../../worker/intents.ts'
import type { Place } from '../../worker/outbox.ts'
import type { State } from '../../worker/session-state.ts'
import type { SessionRow } from '../../worker/session-store.ts'
import { Shelf } from '../../worker/shelf.ts'
import type { Tab } from '../../worker/tabs.ts'
import { ANN, STATES, TYPED } from './session-fixtures.ts'

const CAMPAIGN = '874100'
const SETTINGS = {
  id: CAMPAIGN,
  name: 'Spring renewals',
  dispositionLists: [{ name: 'Result', choices: [{ value: 'Interested' }] }],
  dispositionRequired: true,
  columns: [],
  canLeaveMessage: false,
}

/** A console on a session object, without a worker in between. */
class Page {
  readonly updates: Update[] = []
  readonly tab: string
  readonly #socket: WebSocket
  #ids = 0

  constructor(socket: WebSocket, tab: string) {
    this.#socket = socket
    this.tab = tab
    socket.accept()
    socket.addEventListener('message', ({ data }) => {
      this.updates.push(JSON.parse(String(data)))
    })
  }

  static async open(user: string): Promise<Page> {
    await env.CAMPAIGN_BOARD.getByName(CAMPAIGN).register(SETTINGS)
    const now = Date.now()
    const tab: Tab = {
      id: crypto.randomUUID(),
      userId: user,
      campaigns: [CAMPAIGN],
      role: 'agent',
      issuedAt: now,
      expiresAt: now + 3_600_000,
      campaignId: CAMPAIGN,
      connectedAt: now,
      activeAt: now,
    }
    const headers = { upgrade: 'websocket', [TAB_HEADER]: encodeURIComponent(JSON.stringify(tab)) }
    const { webSocket } = await session(user).fetch('https://console.example/', { headers })
    if (!webSocket) throw new Error('no socket')
    return new Page(webSocket, tab.id)
  }

  get session(): SessionSnapshot | undefined {
    return this.updates.findLast((update) => update.type === 'snapshot')?.session
  }

  report(report: Report): void {
    this.#socket.send(JSON.stringify(report))
  }

  async command(command: Command): Promise<Update | undefined> {
    const id = String(++this.#ids)
    this.#socket.send(JSON.stringify({ ...command, id }))
    const answer = () => this.updates.find((each) => each.type === 'answer' && each.id === id)
    await expect.poll(answer).toBeDefined()
    return answer()
  }
}

const session = (user: string) => env.AGENT_SESSION.getByName(user)

const rowIn = (sql: SqlStorage) => new Shelf<SessionRow>(sql, 'session')

/** Gives a session another state, as an earlier life would have left it. */
async function leave(user: string, state: State, more?: (sql: SqlStorage) => void): Promise<void> {
  const stub = session(user)
  await runInDurableObject(stub, (_, { storage }) => {
    rowIn(storage.sql).put('', { version: 100, userId: user, state, noTabSince: null })
    more?.(storage.sql)
    storage.deleteAlarm()
  })
}

/** The object is reset, as by a crash or a deploy. */
async function crash(user: string): Promise<void> {
  const stub = session(user)
  await runInDurableObject(stub, (_, ctx) => ctx.abort('a crash')).catch(() => undefined)
}

const alarmOf = (user: string) =>
  runInDurableObject(session(user), (_, { storage }) => storage.getAlarm())

describe('a session object', () => {
  const PHASES = Object.keys(STATES) as Phase[]

  it.each(PHASES)('comes back %s from a crash, with the version above the last', async (phase) => {
    const user = `crash ${phase}`
    await Page.open(user)
    await leave(user, STATES[phase])
    await crash(user)
    const page = await Page.open(user)
    await expect.poll(() => page.session?.state).toMatchObject({ phase })
    expect(page.session?.version).toBeGreaterThan(100)
  })

  it('answers on a socket that outlived its sleep, and nothing is lost', async () => {
    const user = 'asleep'
    const page = await Page.open(user)
    await leave(user, { ...STATES['on-call'], draft: { dispositions: [], notes: '' } }, (sql) =>
      new Calls(sql).open(ANN, '4721', Date.now()),
    )
    await evictDurableObject(session(user))
    const draft = { callId: ANN.id, draft: TYPED }
    expect(await page.command({ type: 'save-draft', ...draft })).toMatchObject({ ok: true })
    await evictDurableObject(session(user))
    expect(await page.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    expect(page.session?.state).toMatchObject({ phase: 'on-call', draft: TYPED, lastCall: true })
  })

  it('writes with the next turn that a page has fired its pop', async () => {
    const user = 'popped'
    const page = await Page.open(user)
    const now = Date.now()
    await leave(user, { ...STATES['on-call'], draft: { dispositions: [], notes: '' } }, (sql) => {
      const pop = { popTab: page.tab, popUntil: now + 60_000 }
      new Calls(sql).open(ANN, '4721', now, () => pop)
    })
    await evictDurableObject(session(user))
    page.report({ type: 'popped', callId: ANN.id })
    expect(await page.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    const popUntil = await runInDurableObject(session(user), (_, { storage }) => {
      return storage.sql.exec('SELECT pop_until FROM calls').one().pop_until
    })
    expect(popUntil).toBeNull()
  })

  it('tells its board nothing anew that has only been typed, also after a sleep', async () => {
    const user = 'typing'
    const page = await Page.open(user)
    await leave(user, { ...STATES['on-call'], draft: { dispositions: [], notes: '' } }, (sql) =>
      new Calls(sql).open(ANN, '4721', Date.now()),
    )
    await evictDurableObject(session(user))
    /** How often the session has moved, and what its board knows of that. */
    const moves = () =>
      runInDurableObject(session(user), (_, { storage: { sql } }) => [
        rowIn(sql).get('')?.moves,
        new Shelf<Place>(sql, 'told').get(CAMPAIGN)?.moves,
      ])
    expect(await page.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    await expect.poll(async () => new Set(await moves()).size, { timeout: 5_000 }).toBe(1)
    const [known] = await moves()
    const draft = { callId: ANN.id, draft: TYPED }
    expect(await page.command({ type: 'save-draft', ...draft })).toMatchObject({ ok: true })
    await evictDurableObject(session(user))
    expect(await moves()).toEqual([known, known])
  })

  it('that lost its alarm sets one when it comes back, and each alarm sets the next', async () => {
    const user = 'no alarm'
    await Page.open(user)
    await leave(user, STATES.waiting)
    await crash(user)
    const near = async () => {
      const at = await alarmOf(user)
      expect(at).not.toBeNull()
      expect((at ?? 0) - Date.now()).toBeLessThanOrEqual(30_000)
    }
    await near()
    expect(await runDurableObjectAlarm(session(user))).toBe(true)
    await near()
  })

  it('is woken once an hour while a page is open and nobody is signed in', async () => {
    await Page.open('no work')
    const alarm = async () => {
      // What is told to the board has an alarm of its own, which comes first.
      await runDurableObjectAlarm(session('no work'))
      return alarmOf('no work')
    }
    await expect.poll(alarm).toBeGreaterThan(Date.now() + 50 * 60_000)
  })

  it('never lets an alarm fail: seven failures would end all alarms', async () => {
    const user = 'broken'
    await Page.open(user)
    await leave(user, STATES.waiting)
    await crash(user)
    await runInDurableObject(session(user), (_, { storage }) => {
      storage.sql.exec('DROP TABLE shelf')
      storage.setAlarm(Date.now() + 60_000)
    })
    expect(await runDurableObjectAlarm(session(user))).toBe(true)
    expect(await alarmOf(user)).not.toBeNull()
  })
})

describe('a crash with something on its way', () => {
  const dial = {
    op: 'call-back',
    campaignId: CAMPAIGN,
    phoneNumber: '2135550100',
    music: null,
  } as const

  it('counts as a lost answer, and a finish that was not on its way does not', async () => {
    const user = 'on its way'
    await Page.open(user)
    const pending = { type: 'call-me', phoneNumber: '2135550100', music: null } as const
    const now = Date.now()
    const finish = { draft: TYPED, response: 'Interested', agentId: '4721', leaveMessage: false }
    await leave(user, { ...STATES['signed-out'], pending }, (sql) => {
      const intents = new Intents(sql)
      intents.add(dial, now)
      intents.takeDue(now)
      const calls = new Calls(sql)
      calls.open(ANN, '4721', now)
      calls.finish(ANN, { ...finish, lastCall: true }, now)
    })
    await crash(user)
    const back = await Page.open(user)
    await expect.poll(() => back.session?.state.phase).toBe('calling-back')
    const rows = await runInDurableObject(session(user), (_, { storage }) =>
      storage.sql.exec('SELECT lost, tries FROM calls').toArray(),
    )
    expect(rows).toEqual([{ lost: 0, tries: 1 }])
  })

  it('hangs a phone up after all', async () => {
    const user = 'hang up'
    await Page.open(user)
    await leave(user, STATES['signed-out'], (sql) => {
      const intents = new Intents(sql)
      intents.add({ op: 'kick', campaignId: CAMPAIGN, agentId: '4721' }, Date.now())
      intents.takeDue(Date.now())
    })
    await crash(user)
    const kicks = () =>
      runInDurableObject(session(user), (_, { storage }) =>
        new Shelf<IntentRow>(storage.sql, 'intent').all(),
      )
    // Sent again: on a busy machine more than once before it is looked at.
    const more = { tries: expect.toSatisfy((tries: number) => tries > 1) }
    await expect.poll(kicks).toMatchObject([more])
    expect(await alarmOf(user)).not.toBeNull()
  })
})

describe('a clock that was set back by hours', () => {
  it('keeps neither the wait nor a finish waiting, and counts the grace from now', async () => {
    const user = 'clock'
    await Page.open(user)
    const ahead = Date.now() + 5 * 3_600_000
    await leave(user, { ...STATES.waiting, tries: 1, nextTryAt: ahead }, (sql) => {
      const calls = new Calls(sql)
      calls.open(ANN, '4721', ahead)
      const how = { draft: TYPED, response: 'Interested', agentId: '4721', leaveMessage: false }
      calls.finish(ANN, { ...how, lastCall: false }, ahead)
      const row = rowIn(sql).get('')
      if (row) rowIn(sql).put('', { ...row, noTabSince: ahead })
    })
    await crash(user)
    const rows = () =>
      runInDurableObject(session(user), (_, { storage: { sql } }) => ({
        waits: rowIn(sql).get('')?.state,
        finish: sql.exec('SELECT tries FROM calls').one().tries,
      }))
    await expect.poll(async () => (await rows()).finish).toBe(1)
    const more = { tries: expect.toSatisfy((tries: number) => tries > 1) }
    await expect.poll(async () => (await rows()).waits).toMatchObject(more)
    await runDurableObjectAlarm(session(user))
    const since = await runInDurableObject(session(user), (_, { storage: { sql } }) =>
      Number(rowIn(sql).get('')?.noTabSince),
    )
    expect(since).toBeLessThanOrEqual(Date.now())
  })
})
