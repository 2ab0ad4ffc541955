/**
 * The worker on bare workerd: a process of its own that can be killed, with its state on disk.
 * @module
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** What runs where. */
export interface WorkerdOptions {
  /** A folder of its own; the state is kept below it. */
  readonly folder: string
  /** 0 for any free port. */
  readonly port: number
  readonly settings: Readonly<Record<string, string>>
  /** Another worker than the production one, and its objects by binding. */
  readonly entry?: string
  readonly objects?: Readonly<Record<string, string>>
  /** More arguments for the runtime. */
  readonly args?: readonly string[]
  /** Names the bundle: another name is other code. */
  readonly build?: string
}

/** A running worker. */
export interface WorkerdProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Ends the process, with SIGKILL as a crash would, and resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Asks the process to end, as a deploy would; it is killed when it takes too long. */
  readonly end: () => Promise<void>
  /** Everything the worker and the runtime wrote. */
  readonly log: () => string
}

/** A process that is asked to end may finish what it has begun, but not a wait of minutes. */
const ENDS_WITHIN_MS = 500

const OBJECTS = {
  AGENT_SESSION: 'AgentSession',
  CAMPAIGN_BOARD: 'CampaignBoard',
  MARKED_NUMBERS: 'MarkedNumbers',
  TALLY: 'Tally',
}

const text = (value: string) => JSON.stringify(value)

function configuration({ port, settings, objects = OBJECTS }: WorkerdOptions): string {
  const names = Object.entries(objects)
  const bindings = [
    ...Object.entries(settings).map(
      ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
    ),
    ...names.map(
      ([name, object]) => `(name = ${text(name)}, durableObjectNamespace = ${text(object)})`,
    ),
  ]
  const namespaces = names.map(
    ([, object]) => `(className = ${text(object)}, uniqueKey = ${text(object)}, enableSql = true)`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "disk", disk = (path = "state", writable = true)),
    (name = "internet", network = (allow = ["public", "private", "local"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [${bindings.join(',\n    ')}]
);
`
}

async function bundle(entry: string, into: string, name: string): Promise<void> {
  await build({
    entryPoints: [entry],
    bundle: true,
    outfile: into,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:workers'],
    banner: { js: `/* ${name} */` },
  })
}

/** Resolves with the port once the runtime listens; rejects if it ends first. */
function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(`workerd ended:\n${log()}`)))
    child.stdio[3]?.on('data', (line) => {
      const event = JSON.parse(String(line).split('\n')[0] ?? '')
      if (event.event === 'listen') resolve(event.port)
    })
  })
}

/** Starts the worker; a folder that was used before keeps its state. */
export async function startWorkerd(options: WorkerdOptions): Promise<WorkerdProcess> {
  const { folder, entry = 'worker/index.ts', args = [] } = options
  await mkdir(join(folder, 'state'), { recursive: true })
  await writeFile(join(folder, 'config.capnp'), configuration(options))
  await bundle(entry, join(folder, 'worker.js'), options.build ?? 'the only build')
  const child = spawn(
    join(process.cwd(), 'node_modules/.bin/workerd'),
    ['serve', '--control-fd=3', ...args, 'config.capnp'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  )
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      written += chunk
    })
  }
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const port = await listening(child, () => written)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    end: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS)
      await gone
      clearTimeout(timer)
    },
    log: () => written,
  }
}
