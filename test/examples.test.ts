import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from '../npm/build.ts'
import { mintToken } from '../npm/token.ts'
import { Agent, startBrowser } from './e2e/agent.ts'
import { freePort } from './free-port.ts'
import { type Served, serve } from './ops/served.ts'
import { findPhp, findPython, type Program } from './peers/programs.ts'
import { ANN } from './worker/live-session.ts'
import { register, SECRET } from './worker/live-worker.ts'
import { ScriptedDialer } from './worker/scripted-dialer.ts'

const php = findPhp()
const python = findPython()

let folder: string
let dialer: ScriptedDialer
let pages: Server
let backEnd: ChildProcess | null = null
let backEndOrigin: string
let worker: Served
let browser: Browser
let page: Page

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The examples name a worker that stands for the reader's; here it is the test's. */
const pointed = (text: string) => text.replaceAll('https://console.example', worker.url)

/** Serves the files of the examples, and to the React one its token, as its back end would. */
async function answer(path: string): Promise<{ type: string; body: string }> {
  if (path === '/agent-token') {
    const who = { userId: 'ben@acme.example', campaigns: ['874100'] }
    return { type: 'text/plain', body: (await mintToken(SECRET, who)).token }
  }
  const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
  return { type, body: pointed(readFileSync(join(folder, path), 'utf8')) }
}

/** Does what `npm install && npm run build` would do in the React example's folder. */
async function buildReact(): Promise<void> {
  const modules = join(folder, 'react/node_modules')
  mkdirSync(modules)
  await buildPackage(join(modules, 'agent-console'))
  for (const name of [
    'react',
    'react-dom',
    'scheduler',
    'lit',
    'lit-html',
    'lit-element',
    '@lit',
  ]) {
    symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  await build({
    entryPoints: [join(folder, 'react/main.tsx')],
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    outdir: join(folder, 'react/built'),
  })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-console-examples-'))
  cpSync('examples', folder, { recursive: true })
  await buildReact()
  pages = createServer(async ({ url = '' }, response) => {
    const found = await answer(new URL(url, 'http://page').pathname).catch(() => null)
    if (found === null) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': found.type }).end(found.body)
  })
  const origin = await listen(pages)
  backEndOrigin = `http://127.0.0.1:${await freePort()}`
  dialer = await new ScriptedDialer().start()
  const allowed = { ALLOWED_ORIGINS: `${origin} ${backEndOrigin}` }
  worker = await serve(dialer.url, join(folder, 'state'), allowed)
  await register(worker.url)
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await worker?.program.stop()
  await dialer?.stop()
  pages?.closeAllConnections()
  pages?.close()
  rmSync(folder, { recursive: true })
})

afterEach(async () => {
  await page.close()
  backEnd?.kill()
})

async function open(address: string): Promise<Agent> {
  page = await browser.newPage()
  await page.goto(address)
  return new Agent(page)
}

const example = (path: string) =>
  `http://127.0.0.1:${(pages.address() as AddressInfo).port}/${path}`

/** Rings, logs in and connects; the page must show who is on the line. */
async function popped(agent: Agent, agentId: string): Promise<void> {
  await agent.reads('agent-console', /Call my phone/)
  await agent.type('Your phone number', '213 555 0100')
  await agent.press('Call my phone')
  await agent.type('Agent id', agentId)
  await agent.press('Log in')
  await dialer.holding(agentId)
  dialer.connect(agentId, { ...ANN, id: agentId })
  await agent.reads('h1', /Ann Lee 2135550143/)
}

/** Starts a back end that knows the secret, and waits until it answers. */
async function start(
  program: Program | null,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<void> {
  const env = { ...process.env, SESSION_SECRET: SECRET, ...more }
  backEnd = spawn(program?.command ?? '', args, { env, stdio: 'ignore' })
  const answers = () =>
    fetch(backEndOrigin).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(answers, { timeout: 10_000 }).toBe(true)
}

describe('examples', () => {
  it('plain: a page of HTML opens the record, signed in by passcode', async () => {
    const agent = await open(example('plain/index.html'))
    await agent.type('Passcode', 'spring passcode')
    await agent.press('Sign in')
    await popped(agent, '5001')
  }, 60_000)

  it('react: an application with the npm package in its bundle does', async () => {
    await popped(await open(example('react/index.html')), '5002')
  }, 60_000)

  it.skipIf(php === null)(
    'php: a page whose back end signs the tokens does',
    async () => {
      const { host } = new URL(backEndOrigin)
      await start(php, ['-S', host, '-t', join(folder, 'php')], { CONSOLE_URL: worker.url })
      await popped(await open(backEndOrigin), '5003')
    },
    60_000,
  )

  it.skipIf(python === null)(
    'python: a back end that serves the React page and signs its tokens does',
    async () => {
      const react = join(folder, 'react')
      for (const file of ['built/main.js', 'index.html']) {
        const path = join(react, file)
        writeFileSync(path, pointed(readFileSync(path, 'utf8')))
      }
      const { port } = new URL(backEndOrigin)
      await start(python, [join(folder, 'python/server.py'), react], { PORT: port })
      await popped(await open(backEndOrigin), '5004')
    },
    60_000,
  )
})
