/**
 * `npm start`: builds, starts the demo's worker on this machine, and prints the page to open.
 *
 * `PORT` chooses another port. `DIALER_URL` and `DIALER_KEY` point the console at another
 * PredictiveService; the embedded one stays beside it. `DIALER_DELIVERY` says whether that one tells a
 * connected call again. `ALLOWED_ORIGINS` lets pages of other origins embed the console.
 * @module
 */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DEFAULT_PORT = 8787
const HOST = '127.0.0.1'

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function chosenPort(): number {
  const { PORT = String(DEFAULT_PORT) } = process.env
  const port = Number(PORT)
  if (!/^\d+$/.test(PORT) || port < 1 || port > 65_535) {
    stop(`PORT must be a number from 1 to 65535; it is "${PORT}".`)
  }
  return port
}

/** Asks for the port and gives it back: a taken one is found before anything is built. */
function checkFree(port: number): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () =>
      stop(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`),
    )
    server.listen(port, HOST, () => server.close(() => resolve()))
  })
}

function build(): void {
  const { status } = spawnSync('node', ['build.ts'], { stdio: 'inherit' })
  if (status !== 0) stop('The build failed; its own words are above.')
}

function startWorker(port: number, disk: string): ChildProcess {
  const page = `http://localhost:${port}`
  // The embedded dialer repeats a call; taken for one that does, another one would lose calls.
  const { DIALER_URL: another, DIALER_DELIVERY: delivery = another && 'once' } = process.env
  const vars = {
    ALLOWED_ORIGINS: [page, `http://${HOST}:${port}`, process.env.ALLOWED_ORIGINS].join(' ').trim(),
    DIALER_URL: another ?? `http://${HOST}:${port}/service/PredictiveService`,
    ...(delivery && { DIALER_DELIVERY: delivery }),
    ...(process.env.DIALER_KEY && { DIALER_KEY: process.env.DIALER_KEY }),
  }
  const settings = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const where = ['--ip', HOST, '--port', String(port), '--persist-to', disk]
  const quiet = ['--show-interactive-dev-session=false', '--log-level=log']
  // Any free one: two demos that start at once would both find the usual one free.
  const devtools = ['--inspector-port', '0']
  return spawn(
    join('node_modules', '.bin', 'wrangler'),
    ['dev', '--config', 'demo/wrangler.toml', ...where, ...settings, ...quiet, ...devtools],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the runtime below wrangler ends with it.
      detached: process.platform !== 'win32',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    },
  )
}

function endTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  if (process.platform === 'win32') child.kill()
  else process.kill(-child.pid, 'SIGTERM')
}

/** What the runtime and the worker write about every request, command and SOAP call. */
const ROUTINE = /\[wrangler:info\]|^\{"event":"(?:request|socket|command|soap)"/

/** Every request would be a line; what went wrong is what somebody wants to see. */
function report(chunk: string): void {
  const lines = chunk.split('\n').filter((line) => line && !ROUTINE.test(line))
  if (lines.length > 0) console.error(lines.join('\n'))
}

const port = chosenPort()
await checkFree(port)
build()
const disk = mkdtempSync(join(tmpdir(), 'agent-console-demo-'))
const worker = startWorker(port, disk)
let written = ''
let ready = false
for (const stream of [worker.stdout, worker.stderr]) {
  stream?.on('data', (chunk) => {
    written += chunk
    if (ready) report(String(chunk))
    else if (written.includes('Ready on')) {
      ready = true
      console.log(`\nagent-console's demo is running. Open http://localhost:${port}/`)
      console.log('Ctrl-C ends it.\n')
    }
  })
}
worker.on('exit', (code) => {
  rmSync(disk, { recursive: true, force: true })
  if (!ready) console.error(written)
  process.exit(code ?? 0)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => endTree(worker))
}
