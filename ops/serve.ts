/**
 * `npm run serve`: the worker on this machine, without Cloudflare, its state on disk.
 *
 * Settings come from the environment, and from a file `.env` beside package.json: those of
 * wrangler.toml by the same names, and
 *
 * | name | what | default |
 * |---|---|---|
 * | `PORT`, `HOST` | where to listen | 8080 on 127.0.0.1 |
 * | `STATE_DIR` | where the state is kept | `state` |
 * | `EXTRA_CA_CERTS` | a PEM file of authorities that signed your dialer's certificate | none |
 * @module
 */

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWidget } from '../build.ts'
import { complaintsAbout, settingsFrom } from './environment.ts'
import { startWorkerd } from './workerd.ts'

// Names, numbers and notes are nobody else's on this machine; the runtime inherits this.
process.umask(0o077)

/** How long requests under way may take to end; a held wait may take longer. */
const STOP_MS = 5_000

const { PORT = '8080', HOST = '127.0.0.1', STATE_DIR = 'state', EXTRA_CA_CERTS } = process.env

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function port(): number {
  const number = Number(PORT)
  if (/^\d+$/.test(PORT) && number <= 65_535) return number
  return stop(`PORT must be a number up to 65535; it is "${PORT}".`)
}

function certificates(): { certificates?: string } {
  if (EXTRA_CA_CERTS === undefined) return {}
  if (!existsSync(EXTRA_CA_CERTS)) stop(`EXTRA_CA_CERTS names no file: ${EXTRA_CA_CERTS}`)
  return { certificates: readFileSync(EXTRA_CA_CERTS, 'utf8') }
}

const settings = settingsFrom(process.env)
// Whoever hosts this is no demo, whatever address it listens on.
const complaints = complaintsAbout(settings, 'https://hosted.invalid')
if (complaints.length > 0) {
  const lines = complaints.map(({ setting, why }) => `${setting} ${why}`)
  stop([...lines, 'Set it in the environment or in .env: see docs/deploying.md.'].join('\n'))
}
await buildWidget()
const started = startWorkerd(
  {
    folder: resolve(STATE_DIR),
    port: port(),
    host: HOST,
    settings,
    entry: fileURLToPath(new URL('hosted/worker.ts', import.meta.url)),
    assets: fileURLToPath(new URL('../dist/widget', import.meta.url)),
    ...certificates(),
  },
  (chunk) => process.stdout.write(chunk),
)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    // What was acknowledged is on disk; a held wait is asked again by the next life. A runtime that
    // is on its way up would stay, and keep port and state.
    void started.then(
      (worker) => worker.end(STOP_MS),
      () => undefined,
    )
  })
}
const worker = await started.catch((error: Error) =>
  stopping
    ? process.exit()
    : // Where the runtime ended, it has said why, above.
      stop(
        `${error.message.trim()}\nIt did not start: look at PORT, HOST, STATE_DIR and EXTRA_CA_CERTS.`,
      ),
)
if (!stopping) {
  console.log(`agent-console listens on ${worker.url}; its state is in ${resolve(STATE_DIR)}`)
}
const code = await worker.gone
if (!stopping) stop(`The runtime ended by itself (${code}).`)
