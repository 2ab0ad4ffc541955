/**
 * The element's weight: bytes per file beside what others embed, evaluation, rendering and long
 * tasks on a machine four times as slow, memory after many calls, and the host page's layout.
 * @module
 */

import { readdir, readFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core'
import { buildWidget } from '../../build.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { nextCall, ORIGIN, openSecondPage } from './builds/agents.ts'
import { startConsole, tokenOf } from './builds/build.ts'
import { sleep } from './clock.ts'
import { p95, type Row, ratios, spread } from './figures.ts'
import { type OpenPage, oneCall, openPage, PAGE_AGENT } from './in-chromium.ts'
import { tasksOfPage } from './long-tasks.ts'
import { PageHost } from './page-host.ts'
import type { Scale } from './scale.ts'

const SECTION = 'widget'
const FOLDER = new URL('../../dist/widget/', import.meta.url)
const SLOWER = 4

/** Gzip bytes of what others embed, as published in 2026; most load an iframe's application then. */
const PEERS = {
  'media-chrome': 43_291,
  'RingCentral adapter': 187_794,
  'Amazon Connect Streams': 191_366,
  'RingCX adapter': 241_426,
  'Webex widgets': 464_253,
  'Twilio Flex': 1_917_722,
} as const

/** The budget of the first request; a test holds it. */
const GOAL_BYTES = 24_000

/** Two heaps are the same if they differ by no more than this. */
const GOAL_MEMORY = 1.05

const plain = (measure: string, against: string, value: number, goal?: number): Row => ({
  section: SECTION,
  measure,
  against,
  figure: spread([value]),
  ...(goal !== undefined && { goal }),
})

async function bytes(): Promise<Row[]> {
  const onDemand = (await readdir(new URL('agent-console/', FOLDER))).sort()
  const read = async (name: string) => {
    const script = await readFile(new URL(name, FOLDER))
    const [gzip, brotli] = [gzipSync(script, { level: 9 }), brotliCompressSync(script)]
    return { raw: script.length, gzip: gzip.length, brotli: brotli.length }
  }
  const main = await read('agent-console.js')
  const rows = [
    plain('agent-console.js, raw', 'bytes', main.raw),
    plain('agent-console.js, gzip', 'bytes', main.gzip, GOAL_BYTES),
    plain('agent-console.js, brotli', 'bytes', main.brotli),
    ...Object.entries(PEERS).map(([peer, size]) => plain('gzip', peer, main.gzip / size)),
  ]
  for (const name of onDemand) {
    const { gzip } = await read(`agent-console/${name}`)
    rows.push(plain(`on demand: ${name}, gzip`, 'bytes', gzip))
  }
  return rows
}

/** The least that a Lit element can be. */
async function oneButton(): Promise<string> {
  const contents = `import { html, LitElement } from 'lit'
    customElements.define('one-button', class extends LitElement {
      render() { return html\`<button>Call</button>\` }
    })`
  const stdin = { contents, resolveDir: process.cwd() }
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    conditions: ['production'],
  })
  return outputFiles[0]?.text ?? ''
}

interface Started {
  readonly evaluation: number
  readonly rendering: number
}

/** Evaluates a script that is in memory already, and puts its element on the page. */
async function started(page: Page, script: string, tag: string): Promise<Started> {
  await page.goto('about:blank')
  return (await page.evaluate(`(async () => {
    const url = URL.createObjectURL(new Blob([${JSON.stringify(script)}], { type: 'text/javascript' }))
    const began = performance.now()
    await import(url)
    const evaluated = performance.now()
    const element = document.body.appendChild(document.createElement('${tag}'))
    await element.updateComplete
    return { evaluation: evaluated - began, rendering: performance.now() - evaluated }
  })()`)) as Started
}

async function starting(browser: Browser, rounds: number): Promise<Row[]> {
  const page = await browser.newPage()
  await page.emulateCPUThrottling(SLOWER)
  const ours = await readFile(new URL('agent-console.js', FOLDER), 'utf8')
  const least = await oneButton()
  const [a, b]: [Started[], Started[]] = [[], []]
  for (let round = -1; round < rounds * 2; round++) {
    const mine = await started(page, ours, 'agent-console')
    const other = await started(page, least, 'one-button')
    if (round < 0) continue
    a.push(mine)
    b.push(other)
  }
  await page.close()
  return (['evaluation', 'rendering'] as const).map((what) => ({
    section: SECTION,
    measure: `${what === 'evaluation' ? 'evaluation' : 'first rendering'}, ${SLOWER} times slower`,
    against: 'one Lit button',
    figure: spread(
      ratios(
        a.map((each) => each[what]),
        b.map((each) => each[what]),
      ),
    ),
  }))
}

/** From here on a task is long, in milliseconds. */
const LONG = 50

async function byProcessor(browser: Browser, host: PageHost, calls: number): Promise<Row[]> {
  const settings = { ALLOWED_ORIGINS: `${ORIGIN} ${host.origin}` }
  const worker = await startConsole({ settings })
  try {
    const tasks = (await tasksOfPage(browser, host, worker, calls)).map((each) => each * SLOWER)
    const long = tasks.filter((each) => each >= LONG).length
    const what = `long by ${SLOWER} times their processor time`
    return [
      plain(`tasks, load and ${calls} calls, ${what}`, 'count', long, 0),
      plain('longest task, so counted', 'ms', Math.max(...tasks)),
    ]
  } finally {
    await worker.stop()
  }
}

const WATCH_LONG_TASKS = `
  window.longTasks = []
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: 'longtask', buffered: true })`

async function slowly(open: OpenPage, host: PageHost, calls: number): Promise<Row[]> {
  const { page } = open
  const before = (await page.evaluate('layout()')) as string[]
  const painted: number[] = []
  let moved = 0
  for (let call = 0; call < calls; call++) {
    const taken = await oneCall(open, host)
    painted.push(taken.painted)
    const now = (await page.evaluate('layout()')) as string[]
    moved += now.filter((each, at) => each !== before[at]).length
  }
  const tasks = (await page.evaluate('longTasks')) as number[]
  await page.emulateCPUThrottling(1)
  return [
    plain(`answer to painted frame, p95, ${SLOWER} times slower`, 'ms', p95(painted)),
    plain(`long tasks, load and ${calls} calls, ${SLOWER} times slower`, 'count', tasks.length, 0),
    plain(`longest of them`, 'ms', Math.max(0, ...tasks)),
    plain('host elements moved or restyled', 'count', moved, 0),
  ]
}

interface Heap {
  readonly used: number
  readonly nodes: number
  readonly listeners: number
}

async function heapOf(cdp: CDPSession): Promise<Heap> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize: used } = await cdp.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners: listeners } = await cdp.send('Memory.getDOMCounters')
  return { used, nodes, listeners }
}

/** A page may send ten frames a second; the one that finishes sends one a call. */
const FINISH_EVERY_MS = 100

/**
 * Many calls come and go in the page; another page of the agent's finishes them. The page says by
 * itself what it shows: puppeteer keeps the text of every condition that it is told to wait for. The
 * first calls, half as many, are there for V8, which goes on compiling what becomes hot.
 */
async function afterMany({ page, build }: OpenPage, calls: number): Promise<Row[]> {
  const cdp = await page.createCDPSession()
  const { url, dialer } = build
  const other = await openSecondPage({ url, agentId: PAGE_AGENT, token: await tokenOf(PAGE_AGENT) })
  const work = async (count: number) => {
    for (let call = 0; call < count; call++) {
      const callId = nextCall(PAGE_AGENT)
      dialer.connect(PAGE_AGENT, callId)
      await Promise.all([page.evaluate(`shows('${callId}')`), sleep(FINISH_EVERY_MS)])
      await other.finish(callId)
      await dialer.waiting(PAGE_AGENT)
    }
    return heapOf(cdp)
  }
  const early = await work(Math.ceil(calls / 2))
  const late = await work(calls)
  const row = (what: string, of: keyof Heap) =>
    plain(`${what} after ${calls} more calls`, 'times before', late[of] / early[of], GOAL_MEMORY)
  other.close()
  return [row('heap', 'used'), row('nodes', 'nodes'), row('listeners', 'listeners')]
}

/** Measures all of it. */
export async function widget({ rounds, calls, shown }: Scale): Promise<Row[]> {
  await buildWidget()
  const rows = await bytes()
  const host = await new PageHost().start()
  const settings = { ALLOWED_ORIGINS: `${ORIGIN} ${host.origin}` }
  const browser = await puppeteer.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  const worker = await startConsole({ settings })
  try {
    rows.push(...(await starting(browser, rounds)))
    rows.push(...(await byProcessor(browser, host, calls)))
    const open = await openPage(browser, host, worker, async (page) => {
      await page.emulateCPUThrottling(SLOWER)
      await page.evaluateOnNewDocument(WATCH_LONG_TASKS)
    })
    rows.push(...(await slowly(open, host, calls)))
    rows.push(...(await afterMany(open, shown)))
    return rows
  } finally {
    await browser.close()
    await worker.stop()
    host.stop()
  }
}
