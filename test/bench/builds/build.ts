/**
 * The builds that are compared, each with a dialer of its own, and their agents.
 * @module
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startWorkerd } from '../../../ops/workerd.ts'
import { mintToken } from '../../../worker/auth.ts'
import { BenchDialer, CAMPAIGNS } from '../dialer.ts'
import { endsWithUs, ownFolder } from '../leftovers.ts'
import { type Agent, agentIdAt, ORIGIN, openConsole, openObvious, openRelayed } from './agents.ts'

/** So many consoles are opened together. */
const OPEN_AT_ONCE = 25

const SECRET = 'a secret of at least thirty-two bytes'

/** Something an agent could work with, and the dialer behind it. */
export interface Build {
  readonly name: string
  readonly dialer: BenchDialer
  /** The server's process. */
  readonly pid: number
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  /** Opens a console whose agent is logged in and waiting. */
  readonly open: (agentId: string) => Promise<Agent>
  readonly stop: () => Promise<void>
}

/** A token for agent or supervisor of the bench's campaigns. */
export async function tokenOf(userId: string, role: 'agent' | 'supervisor' = 'agent') {
  const who = { userId, campaigns: CAMPAIGNS, role }
  return (await mintToken({ SESSION_SECRET: SECRET }, who, 36_000)).token
}

/** What the console's worker is set to, beside its dialer. */
export const SETTINGS = {
  ALLOWED_ORIGINS: ORIGIN,
  DIALER_DELIVERY: 'once',
  DIALER_KEY: 'key',
  CALL_LOG_DAYS: '90',
  SESSION_SECRET: SECRET,
}

/** Sets the bench's campaigns up. */
export async function register(url: string): Promise<void> {
  for (const campaign of CAMPAIGNS) await registerOne(url, campaign)
}

async function registerOne(url: string, campaign: string): Promise<void> {
  const response = await fetch(`${url}/v1/campaigns/${campaign}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await tokenOf('sue', 'supervisor')}` },
    body: JSON.stringify({
      name: 'Spring renewals',
      dispositionLists: [{ name: 'Result', choices: [{ value: 'Interested' }] }],
      dispositionRequired: true,
      columns: ['name', 'city', 'reason'],
      canLeaveMessage: true,
      passcode: 'spring passcode',
    }),
  })
  if (!response.ok) throw new Error(`registering the campaign: ${await response.text()}`)
}

/** Another worker than the production one, or more of the runtime. */
export interface ConsoleOptions {
  readonly name?: string
  readonly entry?: string
  readonly args?: readonly string[]
  readonly v8Flags?: readonly string[]
  readonly settings?: Readonly<Record<string, string>>
}

/** The production worker on bare workerd. */
export async function startConsole(options: ConsoleOptions = {}): Promise<Build> {
  const dialer = await new BenchDialer().start()
  const folder = await ownFolder('console')
  const { name = 'agent-console', settings, ...rest } = options
  const runtime = await startWorkerd({
    folder: folder.path,
    port: 0,
    settings: { ...SETTINGS, DIALER_URL: dialer.url, ...settings },
    ...rest,
  })
  const { url, pid } = runtime
  const ended = endsWithUs(pid)
  await register(url)
  return {
    name,
    dialer,
    pid,
    url,
    open: async (agentId) => openConsole({ url, token: await tokenOf(agentId), agentId, dialer }),
    stop: async () => {
      await runtime.kill()
      ended()
      await dialer.stop()
      folder.remove()
    },
  }
}

async function startOnWorkerd(name: string, settings: { KEEPS?: 'yes' } = {}): Promise<Build> {
  const dialer = await new BenchDialer().start()
  const folder = await ownFolder('relay')
  const runtime = await startWorkerd({
    folder: folder.path,
    port: 0,
    settings: { DIALER_URL: dialer.url, ...settings },
    entry: 'test/bench/builds/relay-worker.js',
    objects: { RELAY: 'Relay' },
  })
  const { url, pid } = runtime
  const ended = endsWithUs(pid)
  return {
    name,
    dialer,
    pid,
    url,
    open: (agentId) => openRelayed({ url, agentId, dialer }),
    stop: async () => {
      await runtime.kill()
      ended()
      await dialer.stop()
      folder.remove()
    },
  }
}

/** The relay on workerd: what the platform takes. */
export const startRelayWorker = () => startOnWorkerd('relay on workerd')

/** The same with one row on disk before each answer is passed: what the platform takes for that. */
export const startKeepingWorker = () =>
  startOnWorkerd('relay on workerd, durable', { KEEPS: 'yes' })

type Open = (opening: { url: string; agentId: string; dialer: BenchDialer }) => Promise<Agent>

async function startNode(name: string, program: string, open: Open, file?: string): Promise<Build> {
  const dialer = await new BenchDialer().start()
  const more = file === undefined ? [] : [file]
  const child = fork(`test/bench/builds/${program}`, [dialer.url, ...more], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const ended = endsWithUs(child.pid ?? 0)
  const [port] = await once(child, 'message')
  const url = `http://127.0.0.1:${port}`
  return {
    name,
    dialer,
    pid: child.pid ?? 0,
    url,
    open: (agentId) => open({ url, agentId, dialer }),
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
      ended()
      await dialer.stop()
    },
  }
}

/** A bare relay in Node that neither parses nor stores. */
export const startRelay = () => startNode('bare relay', 'relay.ts', openRelayed)

/** A Node server with node-soap and ws. */
export const startObvious = () => startNode('node-soap + ws', 'obvious.ts', openObvious)

/** The same with a synchronous SQLite write before every push. */
export async function startDurable(): Promise<Build> {
  const folder = await ownFolder('durable')
  const name = 'node-soap + ws, durable'
  const build = await startNode(name, 'obvious.ts', openObvious, join(folder.path, 'calls.db'))
  return {
    ...build,
    stop: async () => {
      await build.stop()
      folder.remove()
    },
  }
}

/** Opens consoles for `count` more agents, some at once: a crowd is opened, not a storm tried. */
export async function openMore(build: Build, agents: Agent[], count: number): Promise<void> {
  const end = agents.length + count
  while (agents.length < end) {
    const wanted = Math.min(OPEN_AT_ONCE, end - agents.length)
    const ids = Array.from({ length: wanted }, (_, at) => agentIdAt(agents.length + at))
    agents.push(...(await Promise.all(ids.map(build.open))))
  }
}
