/**
 * Screen pop and finish in a real page: from the last byte of the dialer's answer to the
 * `agent-call` event and to the next painted frame; from the click to the answer on screen. Node
 * and Chromium read the same clock, so nothing has to be estimated.
 * @module
 */

import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { buildWidget } from '../../build.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { nextCall, ORIGIN } from './builds/agents.ts'
import { type Build, startConsole, startDurable, startObvious, tokenOf } from './builds/build.ts'
import { sleep } from './clock.ts'
import { CAMPAIGN_ID } from './dialer.ts'
import { median, p95, type Row, ratios, spread } from './figures.ts'
import { PageHost } from './page-host.ts'
import type { Scale } from './scale.ts'

const SECTION = 'in Chromium'

/** The most that may pass until a person is on screen, in milliseconds. */
const GOAL_PAINTED_MS = 50

/** A hidden page may be this much slower: nothing but noise is allowed for. */
const GOAL_HIDDEN = 1.3

/** Like a user's browser, but for how soon it slows the timers of a tab that nobody sees. */
const THROTTLING = {
  args: [...CHROMIUM_ARGS, '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'],
  // puppeteer would have none of it
  ignoreDefaultArgs: [
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
  ],
}

/** Resolves when the page's timers run no more than once a minute. */
const SLOWED = `new Promise((slowed) => {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - last > 30_000) slowed(clearInterval(timer))
    last = now
  }, 1_000)
})`

/** The agent whose page is looked at. */
export const PAGE_AGENT = '90001'

/** What one call took, in milliseconds. */
export interface Taken {
  readonly event: number
  readonly painted: number
  readonly finish: number
}

/** A build and the page that is open in it. */
export interface OpenPage {
  readonly build: Build
  readonly page: Page
  /** When the page's clock began, in milliseconds of the machine's. */
  readonly began: number
}

/** Opens a build's page, whose agent waits then. */
export async function openPage(
  browser: Browser,
  host: PageHost,
  build: Build,
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<OpenPage> {
  const page = await browser.newPage()
  await prepare(page)
  const obvious = build.name !== 'agent-console'
  // whoever is logged in already only has to open a page
  const first = obvious ? null : await build.open(PAGE_AGENT)
  const asked = new URLSearchParams({
    agent: PAGE_AGENT,
    endpoint: build.url,
    campaign: CAMPAIGN_ID,
    token: obvious ? '' : await tokenOf(PAGE_AGENT),
  })
  await page.goto(`${host.origin}/${obvious ? 'obvious' : 'console'}.html?${asked}`)
  const waits = obvious
    ? 'true'
    : `document.querySelector('agent-console').session?.state.phase === 'waiting'`
  await page.waitForFunction(waits)
  first?.close()
  await build.dialer.waiting(PAGE_AGENT)
  const cdp = await page.createCDPSession()
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const began = metrics.find(({ name }) => name === 'NavigationStart')?.value
  if (began === undefined) throw new Error('Chromium does not say when its clock began')
  return { build, page, began: began * 1_000 }
}

/** A page that sends more is cut off as one that runs wild: three frames a call, ten a second. */
const CALL_EVERY_MS = 350

/** One call, from the dialer's answer until the agent waits again. */
export async function oneCall({ build, page, began }: OpenPage, host: PageHost): Promise<Taken> {
  const { dialer } = build
  const callId = nextCall(PAGE_AGENT)
  await sleep(CALL_EVERY_MS)
  const popped = host.report()
  const sent = dialer.connect(PAGE_AGENT, callId) - began
  const { event, painted } = await popped
  const finished = host.report()
  await page.evaluate('finish()')
  const { clicked, answered } = await finished
  await dialer.until(() => dialer.stored.delete(callId), `the finish of ${callId}`)
  await dialer.waiting(PAGE_AGENT)
  return {
    event: event - sent,
    painted: (painted ?? Number.NaN) - sent,
    finish: answered - clicked,
  }
}

/** Every build in turn; the page under test is in front, or behind another one. */
async function inTurn(
  benches: readonly OpenPage[],
  host: PageHost,
  { rounds, calls }: Scale,
  cover: Page | null,
): Promise<Map<string, Taken[][]>> {
  const results = new Map<string, Taken[][]>(benches.map(({ build }) => [build.name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const bench of benches) {
      await (cover ?? bench.page).bringToFront()
      const taken: Taken[] = []
      for (let call = 0; call < calls; call++) {
        taken.push(await oneCall(bench, host))
        // frames come at their own beat; calls shall not fall in step with it
        await sleep(Math.random() * 20)
      }
      if (round >= 0) results.get(bench.build.name)?.push(taken)
    }
  }
  return results
}

type Rounds = ReadonlyMap<string, readonly (readonly Taken[])[]>

const figures = (results: Rounds, name: string, of: keyof Taken, by = median) =>
  (results.get(name) ?? []).map((taken) => by(taken.map((each) => each[of])))

function against(results: Rounds, of: keyof Taken, measure: string): Row[] {
  return ['node-soap + ws', 'node-soap + ws, durable'].map((other) => ({
    section: SECTION,
    measure,
    against: other,
    figure: spread(ratios(figures(results, 'agent-console', of), figures(results, other, of))),
  }))
}

function rowsOf(visible: Rounds, hidden: Rounds): Row[] {
  const ours = (results: Rounds, of: keyof Taken, by?: typeof median) =>
    figures(results, 'agent-console', of, by)
  return [
    ...against(visible, 'event', 'answer to agent-call event, visible'),
    ...against(hidden, 'event', 'answer to agent-call event, hidden'),
    {
      section: SECTION,
      measure: 'answer to agent-call event, hidden tab',
      against: 'visible tab',
      figure: spread(ratios(ours(hidden, 'event'), ours(visible, 'event'))),
      goal: GOAL_HIDDEN,
    },
    ...against(visible, 'painted', 'answer to painted frame'),
    {
      section: SECTION,
      measure: 'answer to painted frame, p95',
      against: 'ms',
      figure: spread(ours(visible, 'painted', p95)),
      goal: GOAL_PAINTED_MS,
    },
    ...against(visible, 'finish', 'click to answer on screen'),
  ]
}

/** Runs the comparison in a visible tab, and in a hidden one whose timers the browser has slowed. */
export async function inChromium(scale: Scale): Promise<Row[]> {
  await buildWidget()
  const host = await new PageHost().start()
  const ALLOWED_ORIGINS = `${ORIGIN} ${host.origin}`
  const browser = await puppeteer.launch({ executablePath: findChromium(), ...THROTTLING })
  const builds: Build[] = []
  try {
    const cover = await browser.newPage()
    builds.push(await startConsole({ settings: { ALLOWED_ORIGINS } }))
    builds.push(await startDurable(), await startObvious())
    const benches: OpenPage[] = []
    for (const build of builds) benches.push(await openPage(browser, host, build))
    const visible = await inTurn(benches, host, scale, null)
    await cover.bringToFront()
    await Promise.all(benches.map(({ page }) => page.evaluate(SLOWED)))
    const hidden = await inTurn(benches, host, scale, cover)
    return rowsOf(visible, hidden)
  } finally {
    await browser.close()
    for (const build of builds) await build.stop()
    host.stop()
  }
}
