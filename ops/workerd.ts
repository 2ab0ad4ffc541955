/**
 * The worker on bare workerd: a process of its own, with its state on disk. No account, no cloud.
 * @module
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What runs where. */
export interface Hosting {
  /** A folder of its own, absolute; the state is kept below it. */
  readonly folder: string
  /** 0 for any free port. */
  readonly port: number
  /** The name or address to listen on; this machine only, unless said otherwise. */
  readonly host?: string
  /** What the worker's owner sets, by name; handed over in the environment, never written down. */
  readonly settings: Readonly<Record<string, string>>
  /** A module whose default export answers requests; the production worker unless said otherwise. */
  readonly entry?: string
  /** Its Durable Objects, class by binding; those of wrangler.toml unless said otherwise. */
  readonly objects?: Readonly<Record<string, string>>
  /** A folder with files, absolute: bound as `ASSETS`. */
  readonly assets?: string
  /** Certificates, as PEM, of authorities that no browser knows. */
  readonly certificates?: string
  /** More arguments for the runtime. */
  readonly args?: readonly string[]
  /** More flags for V8: `--max-heap-size=64`. */
  readonly v8Flags?: readonly string[]
  /** Names the bundle: another name is other code. */
  readonly build?: string
}

/** A running worker. */
export interface Hosted {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Ends the process as a crash would; resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Asks the process to end, as a deploy would; it is killed when it takes too long. */
  readonly end: (withinMs?: number) => Promise<void>
  /** Resolves with the exit code once the process is gone. */
  readonly gone: Promise<number | null>
  /** Everything the worker and the runtime wrote, unless somebody listens instead. */
  readonly log: () => string
}

/** A process that is asked to end may finish what it has begun, but not a wait of minutes. */
const ENDS_WITHIN_MS = 500

/**
 * V8 would let megabytes of short-lived objects lie before it looks. With this a waiting agent takes
 * a tenth less memory, and a burst of calls no longer: docs/performance.md.
 */
const V8_FLAGS = ['--max-semi-space-size=1']

const ROOT = new URL('..', import.meta.url)
const WORKERD = fileURLToPath(new URL('node_modules/.bin/workerd', ROOT))

/** What wrangler.toml says of the runtime, so that both ways to host agree. */
interface Manifest {
  readonly date: string
  /** A list of quoted names, which both languages write alike. */
  readonly flags: string
  readonly objects: Readonly<Record<string, string>>
  /** Files that are bundled in the place of packages. */
  readonly alias: Readonly<Record<string, string>>
}

/** Reads wrangler.toml. */
export async function readManifest(): Promise<Manifest> {
  const toml = await readFile(new URL('wrangler.toml', ROOT), 'utf8')
  const [, date = ''] = /^compatibility_date = "(.+)"$/m.exec(toml) ?? []
  const [, flags = '[]'] = /^compatibility_flags = (\[.*\])$/m.exec(toml) ?? []
  const [, aliases = ''] = /^alias = \{(.*)\}$/m.exec(toml) ?? []
  const alias = Object.fromEntries(
    [...aliases.matchAll(/"(.+?)" = "(.+?)"/g)].map(([, name, path = '']) => [
      name,
      fileURLToPath(new URL(path, ROOT)),
    ]),
  )
  const bindings = toml.matchAll(
    /^\[\[durable_objects\.bindings\]\]\nname = "(.+)"\nclass_name = "(.+)"$/gm,
  )
  const objects = Object.fromEntries([...bindings].map(([, name, kind]) => [name, kind]))
  return { date, flags, objects, alias }
}

/** A host before a port: an address of IPv6 has colons of its own. */
const beforePort = (host = '127.0.0.1') =>
  !host.startsWith('[') && host.includes(':') ? `[${host}]` : host

/** A text in workerd's configuration language; its escapes are JSON's. */
const text = (value: string) => JSON.stringify(value)

function configuration(hosting: Hosting, { date, flags, objects }: Manifest): string {
  const { port, host, settings, assets, certificates, v8Flags = [] } = hosting
  const names = Object.entries(hosting.objects ?? objects)
  const bindings = [
    ...Object.keys(settings).map(
      (name) => `(name = ${text(name)}, fromEnvironment = ${text(name)})`,
    ),
    ...names.map(
      ([name, kind]) => `(name = ${text(name)}, durableObjectNamespace = ${text(kind)})`,
    ),
    ...(assets ? ['(name = "ASSETS", service = "assets")'] : []),
  ]
  const namespaces = names.map(
    ([, kind]) => `(className = ${text(kind)}, uniqueKey = ${text(kind)}, enableSql = true)`,
  )
  const trusted = certificates ? `, trustedCertificates = [${text(certificates)}]` : ''
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = [${[...V8_FLAGS, ...v8Flags].map(text).join(', ')}],
  services = [
    (name = "main", worker = .worker),
    (name = "disk", disk = (path = "state", writable = true)),
    ${assets ? `(name = "assets", disk = (path = ${text(assets)})),` : ''}
    # By default a worker reaches public addresses only; a dialer in the cellar has a private one.
    (name = "internet", network = (
      allow = ["public", "private", "local"],
      tlsOptions = (trustBrowserCas = true${trusted})
    ))
  ],
  sockets = [(name = "http", address = ${text(`${beforePort(host)}:${port}`)}, http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${text(date)},
  compatibilityFlags = ${flags},
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [${bindings.join(',\n    ')}]
);
`
}

async function bundle(hosting: Hosting, alias: Manifest['alias']): Promise<void> {
  await build({
    entryPoints: [hosting.entry ?? fileURLToPath(new URL('worker/index.ts', ROOT))],
    bundle: true,
    outfile: join(hosting.folder, 'worker.js'),
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:workers'],
    alias,
    banner: { js: `/* ${hosting.build ?? 'the only build'} */` },
  })
}

/** Resolves with the port once the runtime listens; rejects if it ends first. */
function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(`workerd ended. ${log()}`)))
    child.stdio[3]?.on('data', (line) => {
      const event = JSON.parse(String(line).split('\n')[0] ?? '')
      if (event.event === 'listen') resolve(event.port)
    })
  })
}

async function end(
  child: ChildProcess,
  how: NodeJS.Signals,
  gone: Promise<unknown>,
): Promise<void> {
  child.kill(how)
  await gone
}

/**
 * Starts the worker; a folder that was used before keeps its state.
 * @param hear gets what worker and runtime write, instead of `log`
 * @throws Error with the runtime's words when it ends before it listens
 */
export async function startWorkerd(
  hosting: Hosting,
  hear?: (chunk: string) => void,
): Promise<Hosted> {
  const { folder, settings, host, args = [] } = hosting
  await mkdir(join(folder, 'state'), { recursive: true })
  const manifest = await readManifest()
  await writeFile(join(folder, 'config.capnp'), configuration(hosting, manifest))
  await bundle(hosting, manifest.alias)
  const child = spawn(WORKERD, ['serve', '--control-fd=3', ...args, 'config.capnp'], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let written = ''
  const take = (chunk: Buffer) => {
    if (hear) hear(String(chunk))
    else written += chunk
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const gone = once(child, 'exit').then(([code]) => code as number | null)
  const port = await listening(child, () => written)
  return {
    url: `http://${beforePort(host)}:${port}`,
    port,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL', gone),
    end: async (withinMs = ENDS_WITHIN_MS) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs)
      await end(child, 'SIGTERM', gone)
      clearTimeout(timer)
    },
    gone,
    log: () => written,
  }
}
