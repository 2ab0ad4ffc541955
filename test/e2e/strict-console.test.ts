import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRoute } from '../worker/board-client.ts'
import { ANN } from '../worker/live-session.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN, startWorker } from '../worker/live-worker.ts'
import { Agent, startBrowser } from './agent.ts'
import { traces, violations, watch } from './strict-page.ts'
import { type SupervisorPage, startSupervisorPage } from './supervisor-page.ts'

const CONSOLE = 'agent-console'

let host: SupervisorPage
let worker: LiveWorker
let browser: Browser

beforeAll(async () => {
  host = await startSupervisorPage()
  worker = await startWorker({ ALLOWED_ORIGINS: `${host.origin} ${ORIGIN}` })
  host.ask(worker.url)
  browser = await startBrowser()
  const choices = Array.from({ length: 60 }, (_, index) => ({ value: `Product ${index + 1}` }))
  const body = {
    dispositionLists: [...CAMPAIGN.dispositionLists, { name: 'Product', choices }],
    questions: [{ label: 'How many boxes?', kind: 'number', required: false }],
    script: 'Good morning, {name}.',
  }
  expect((await askRoute(worker, '', { method: 'PATCH', body })).status).toBe(200)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await worker?.stop()
  host?.stop()
})

/** The page, and the files that the console asked for later. */
async function open(
  role: string,
  lang = '',
): Promise<{ page: Page; ann: Agent; files: Set<string> }> {
  const page = await browser.newPage()
  await watch(page)
  const files = new Set<string>()
  page.on('response', (response) => {
    const [, name] = /\/agent-console\/(.*)\.js$/.exec(response.url()) ?? []
    if (name && response.ok()) files.add(name)
  })
  await page.goto(`${host.origin}/strict?tag=${CONSOLE}&role=${role}&lang=${lang}`)
  return { page, ann: new Agent(page), files }
}

const reads = (ann: Agent, words: RegExp) =>
  expect.poll(() => ann.text(CONSOLE), { timeout: 20_000 }).toMatch(words)

/** Signs in, gets a call, looks into everything there is, and finishes. */
async function work(ann: Agent, agentId: string): Promise<void> {
  await ann.type('Your phone number', '(213) 555-0100')
  await ann.press('Call my phone')
  await reads(ann, /Agent id/)
  await ann.type('Agent id', agentId)
  await ann.press('Log in')
  await reads(ann, /Waiting for a call/)
  await worker.dialer.holding(agentId)
  worker.dialer.connect(agentId, { ...ANN, id: `strict-${agentId}` })
  await reads(ann, /Good morning, Ann Lee\./)
  await reads(ann, /How many boxes\?/)
  await reads(ann, /Product 60/)
  await ann.press('Interested', 'radio')
  await ann.type('Notes', 'in May')
}

describe('a console on a page with a strict content security policy', () => {
  it('works a shift with all that it loads later, in its own looks', async () => {
    const { page, ann, files } = await open('supervisor')
    await reads(ann, /Call my phone/)
    await ann.press('Keys and alerts')
    await reads(ann, /When a call comes and this page is hidden/)
    await ann.press('Close')
    await work(ann, '4711')
    await ann.press('Team')
    await expect.poll(() => page.evaluate(TEAM_IS_SHOWN)).toBe(true)
    await ann.press('Product 7', 'radio')
    await ann.press('Log off')
    await reads(ann, /Call my phone/)
    await page.evaluate(OPEN_LAST_CALLS)
    await reads(ann, /Ann Lee/)
    // The same person again: what was said before is there with the call.
    await work(ann, '4712')
    await reads(ann, /Before with this person/)
    const later = ['call-values', 'en', 'history', 'long-list', 'questions', 'sheet', 'team']
    for (const name of later) expect([...files]).toContain(name)
    expect(await page.evaluate(ACCENT)).toMatch(/37, 87, 199/)
    expect(await violations(page)).toEqual([])
    await page.close()
  }, 120_000)

  it('takes a passcode, in Spanish, and keeps nothing but its token', async () => {
    const { page, ann, files } = await open('guest', 'es')
    await reads(ann, /Clave/)
    await ann.type('Su nombre', 'Ann')
    await ann.type('Clave', 'spring passcode')
    await ann.press('Entrar')
    await reads(ann, /Llamar a mi teléfono/)
    expect([...files]).toEqual(expect.arrayContaining(['es', 'passcode']))
    const left = { globals: [], sheets: 0, fonts: 0, cookie: '', stored: 1, head: 0 }
    expect(await traces(page)).toEqual(left)
    expect(await violations(page)).toEqual([])
    await page.close()
  }, 60_000)
})

const TEAM_IS_SHOWN = `Boolean(document.querySelector('${CONSOLE}').shadowRoot
  .querySelector('campaign-board')?.board)`

const OPEN_LAST_CALLS = `[...document.querySelector('${CONSOLE}').shadowRoot
  .querySelectorAll('details')].find((each) => /Last calls/.test(each.textContent)).open = true`

const ACCENT = `getComputedStyle(document.querySelector('${CONSOLE}').shadowRoot
  .querySelector('.primary')).backgroundColor`
