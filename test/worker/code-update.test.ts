/**
 * New code under sessions that are at work, by wrangler's `server.update()`. What that does here:
 * the runtime's process is replaced by one with the new bundle, at the same address, on the same
 * disk. Pages' sockets end with 1006, and what was being asked of the dialer ends without an answer;
 * the harness sends requests through a proxy of its own, so that the dialer still has the old wait.
 * A deploy does that to one object after the other, when it sleeps or is given up; this, to all.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestHarness, type TestHarness, type TestHarnessOptions } from 'wrangler'
import { readManifest } from '../../ops/workerd.ts'
import type { Update } from '../../shared/protocol.ts'
import { SessionSocket } from '../../widget/session-socket.ts'
import { browse } from '../chaos/tab.ts'
import { ANN, BEN, finish, TYPED } from './live-session.ts'
import { CAMPAIGN, ORIGIN, register, SETTINGS, tokenOf } from './live-worker.ts'
import { ScriptedDialer } from './scripted-dialer.ts'

/** The worker, and the same one whose session objects log the beginning of each life. */
const [OLD, NEW] = ['worker/index.ts', 'test/worker/waking.workerd.ts'] as const

/** Bundling and a new process, on a busy machine. */
const UPDATE_MS = 90_000

const root = new URL('../..', import.meta.url).pathname
const dialer = new ScriptedDialer()
let server: TestHarness
let url = ''

/** Everything as in wrangler.toml, but for the code and the settings. */
async function hosting(main: string): Promise<TestHarnessOptions> {
  const { date, flags, objects, alias } = await readManifest()
  const config = {
    name: 'agent-console',
    main: `${root}${main}`,
    compatibility_date: date,
    compatibility_flags: JSON.parse(flags),
    alias: { ...alias },
    durable_objects: {
      bindings: Object.entries(objects).map(([name, class_name]) => ({ name, class_name })),
    },
    migrations: [{ tag: 'v1', new_sqlite_classes: Object.values(objects) }],
    vars: { ...SETTINGS, DIALER_URL: dialer.url },
  }
  return { root, workers: [{ config }] }
}

/** A page: the product's own socket, which connects again by itself. */
class Page {
  readonly updates: Update[] = []
  readonly lines: string[] = []
  readonly socket: SessionSocket

  constructor(token: string) {
    this.socket = new SessionSocket({
      endpoint: url,
      campaign: CAMPAIGN.id,
      token: async () => token,
      onUpdate: (update) => {
        this.updates.push(update)
        if (update.type === 'pop') this.socket.report({ type: 'popped', callId: update.call.id })
      },
      onLine: ({ state }) => this.lines.push(state),
    })
    this.socket.open()
  }

  get session() {
    return this.updates.findLast((update) => update.type === 'snapshot')?.session
  }

  get pops(): number {
    return this.updates.filter(({ type }) => type === 'pop').length
  }

  /** Waits until the newest snapshot fits. */
  async shows(session: object): Promise<void> {
    await eventually(() => expect(this.session).toMatchObject(session))
  }
}

/** In hooks too, where `expect.poll` is not to be had. */
const eventually = (holds: () => void) => vi.waitFor(holds, { timeout: UPDATE_MS })

/** Opens a page and signs its agent in. */
async function signIn(user: string, agentId: string): Promise<Page> {
  const page = new Page(await tokenOf(user))
  await page.shows({ state: { phase: 'signed-out' } })
  await page.socket.send({ type: 'log-in', agentId })
  await dialer.holding(agentId)
  return page
}

/** The same, and somebody is on the line. */
async function onCall(user: string, agentId: string): Promise<Page> {
  const page = await signIn(user, agentId)
  dialer.connect(agentId, { ...ANN, id: `${user}-talks` })
  await page.shows({ state: { phase: 'on-call', call: { id: `${user}-talks` } } })
  await eventually(() => expect(page.pops).toBe(1))
  return page
}

const asked = (operation: 'getConnectionForAgent' | 'storeAgentResponse', agentId: string) =>
  dialer.of(operation).filter((each) => each.agentId === agentId)

const pages: Page[] = []

beforeAll(async () => {
  await dialer.start()
  browse(ORIGIN)
  server = createTestHarness(await hosting(OLD))
  url = (await server.listen()).url.origin
  await register(url)
  pages.push(await signIn('waits', '8001'), await onCall('types', '8002'))
  pages.push(await onCall('finishes', '8003'))
  const [, types, finishes] = pages
  await types?.socket.send({ type: 'save-draft', callId: 'types-talks', draft: TYPED })
  const never = new Promise(() => undefined)
  dialer.nextOf('8003', 'storeAgentResponse', { after: never })
  await finishes?.socket.send(finish('finishes-talks'))
  await dialer.until(() => asked('storeAgentResponse', '8003').length === 1)
  await server.update(await hosting(NEW))
}, UPDATE_MS)

afterAll(async () => {
  for (const { socket } of pages) socket.close()
  await server.close()
  await dialer.stop()
})

describe('new code under a session', () => {
  const page = (index: number): Page => {
    const found = pages[index]
    if (!found) throw new Error(`no page ${index}`)
    return found
  }

  it('is what runs from then on, and every page is back on its line by itself', async () => {
    for (const each of pages) {
      await eventually(() => expect(each.lines.slice(2)).toContain('online'))
      expect(each.lines).toContain('offline')
    }
    const born = server.getLogs().filter(({ message }) => message.includes('"born"'))
    expect(born).toHaveLength(pages.length)
  })

  it('that waits asks again; a person told to the wait of before is found by the agent', async () => {
    await dialer.holding('8001', 2)
    expect(page(0).session?.state.phase).toBe('waiting')
    dialer.repeat('8001', { ...BEN, id: 'after-update' })
    await page(0).socket.send({ type: 'no-screen' })
    await page(0).shows({ state: { phase: 'on-call', call: { id: 'after-update' } } })
    await eventually(() => expect(page(0).pops).toBe(1))
  })

  it('that is on a call shows it as it was typed, does not pop it again, and stores it once', async () => {
    await page(1).shows({ state: { phase: 'on-call', draft: TYPED, phone: 'up' } })
    await page(1).socket.send(finish('types-talks'))
    await page(1).shows({ state: { phase: 'waiting', dialer: 'holding' }, unsent: [] })
    expect(asked('storeAgentResponse', '8002')).toMatchObject([{ agentNotes: TYPED.notes }])
    expect(page(1).pops).toBe(1)
  })

  it('whose finish was on its way keeps it, and the next call proves it: stored once', async () => {
    const draft = { call: { id: 'finishes-talks' }, draft: TYPED, state: 'sending' }
    await page(2).shows({ state: { phase: 'waiting' }, unsent: [draft] })
    await dialer.until(() => asked('getConnectionForAgent', '8003').length === 2)
    dialer.repeat('8003', { ...BEN, id: 'proof' })
    await page(2).shows({ state: { phase: 'on-call', call: { id: 'proof' } }, unsent: [] })
    expect(asked('storeAgentResponse', '8003')).toHaveLength(1)
    await eventually(() => expect(page(2).pops).toBe(2))
  })
})
