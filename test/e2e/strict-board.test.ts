import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRoute } from '../worker/board-client.ts'
import type { ConsoleClient } from '../worker/console-client.ts'
import { finish } from '../worker/live-session.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN, startWorker } from '../worker/live-worker.ts'
import { type Agent, startBrowser } from './agent.ts'
import { flaws } from './axe.ts'
import { traces, violations, watch } from './strict-page.ts'
import { type SupervisorPage, seatSupervisor, startSupervisorPage } from './supervisor-page.ts'

const BOARD = 'campaign-board'
const PARTS = ['Report', 'Calls', 'Outcomes', 'Deliveries', 'Pacing', 'Settings', 'New campaign']

/** Right-to-left override. */
const TURN = '\u202E'
const ATTACK = `<img src=x onerror="window.hacked=1">${TURN}</strong></details><h1>evil`

/** A person whose dialer, or whose list of numbers, means harm. */
const MALLORY = {
  id: '666',
  phonenumber: '2135550666',
  extradata: `"${ATTACK.replaceAll('"', '""')}${'y'.repeat(50_000)}","${'x'.repeat(100_000)}"`,
}

let host: SupervisorPage
let worker: LiveWorker
let browser: Browser
let ann: ConsoleClient
let folder: string

beforeAll(async () => {
  host = await startSupervisorPage()
  worker = await startWorker({ ALLOWED_ORIGINS: `${host.origin} ${ORIGIN}` })
  host.ask(worker.url)
  browser = await startBrowser()
  folder = await mkdtemp(join(tmpdir(), 'strict-board-'))
  ann = await worker.open('ann@acme.example')
  await ann.inPhase('signed-out')
  await ann.command({ type: 'call-me', phoneNumber: '(213) 555-0100' })
  await ann.command({ type: 'log-in', agentId: '4711' })
  await ann.inPhase('waiting')
  await worker.dialer.holding('4711')
  worker.dialer.connect('4711', MALLORY)
  await ann.inPhase('on-call')
  worker.dialer.stats = [{ id: '4711', userid: ATTACK }]
}, 120_000)

afterAll(async () => {
  await ann?.close()
  await browser?.close()
  await worker?.stop()
  host?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The page under the strict policy; nothing in here may need `eval`, or it would be blocked itself. */
async function open() {
  const seat = await seatSupervisor(browser, folder)
  await watch(seat.page)
  await seat.page.goto(`${host.origin}/strict`)
  return seat
}

const reads = (sue: Agent, words: RegExp) =>
  expect.poll(() => sue.text(BOARD), { timeout: 20_000 }).toMatch(words)

/** What is true of the board whatever it shows. */
async function isUnharmed(page: Page): Promise<void> {
  const found = await page.evaluate(`(() => {
    const { shadowRoot } = document.querySelector('${BOARD}')
    const { scrollWidth, clientWidth } = document.documentElement
    return {
      hacked: window.hacked ?? null,
      elements: shadowRoot.querySelectorAll('img, script, iframe, h1').length,
      turned: shadowRoot.textContent.includes('${TURN}'),
      sideways: scrollWidth > clientWidth,
      bare: getComputedStyle(shadowRoot.querySelector('header')).display === 'block',
    }
  })()`)
  const unharmed = { hacked: null, elements: 0, turned: false, sideways: false, bare: false }
  expect(found).toEqual(unharmed)
}

describe('a board on a page with a strict content security policy', () => {
  it('is on a page where the policy is at work', async () => {
    const { page } = await open()
    await page.evaluate(`(() => {
      const styled = document.createElement('p')
      styled.setAttribute('style', 'color: red')
      try { styled.innerHTML = '<b>unchecked</b>' } catch {}
      fetch('${host.origin}/token').catch(() => undefined)
    })()`)
    await expect.poll(async () => (await violations(page)).length).toBeGreaterThanOrEqual(3)
    const all = (await violations(page)).join('\n')
    for (const directive of ['style-src', 'require-trusted-types-for', 'connect-src']) {
      expect(all).toContain(directive)
    }
    await page.close()
  }, 60_000)

  it('shows every part in its own looks, nothing of a hostile caller’s, and leaves no trace', async () => {
    const { page, sue, keys } = await open()
    await reads(sue, /On a call with <img src=x/)
    expect((await sue.text(BOARD)).length).toBeLessThan(1_000)
    await isUnharmed(page)
    await keys.press('Remove ann@acme.example')
    await reads(sue, /They have been speaking with <img/)
    await isUnharmed(page)
    await keys.press('Keep')
    for (const part of PARTS) {
      await keys.press(part)
      await expect.poll(() => shown(page)).toBeGreaterThan(0)
      await isUnharmed(page)
    }
    await reads(sue, /Create campaign/)
    await keys.press('Report')
    await reads(sue, /Total/)
    await keys.press('Calls')
    await reads(sue, /on the line/)
    await keys.press('Download CSV')
    await expect.poll(() => readdir(folder)).toEqual([`calls-${CAMPAIGN.id}.csv`])
    await page.evaluate(`document.querySelector('${BOARD}').shadowRoot
      .querySelector('.call').open = true`)
    await page.setViewport({ width: 320, height: 900 })
    await isUnharmed(page)
    expect(await violations(page)).toEqual([])
    const untouched = { globals: [], sheets: 0, fonts: 0, cookie: '', stored: 0, head: 0 }
    expect(await traces(page)).toEqual(untouched)
    await page.evaluate('window.planted = true')
    expect(await traces(page)).toEqual({ ...untouched, globals: ['planted'] })
    await page.close()
  }, 120_000)

  it('erases a number once somebody has read what goes and what stays', async () => {
    await ann.command(finish(MALLORY.id, true))
    await ann.inPhase('signed-out')
    const log = async () => JSON.stringify((await askRoute(worker, '/calls')).body)
    await expect.poll(log).toContain('"stored"')
    const { page, sue, keys } = await open()
    await keys.press('Calls')
    await keys.press('Erase a number')
    await keys.type('Phone number', 'everybody')
    await page.keyboard.press('Enter')
    await reads(sue, /Type the whole number, with its area code/)
    await keys.type('Phone number', '12')
    await page.keyboard.press('Enter')
    await keys.press('Erase 12')
    await reads(sue, /Type the whole number, with its area code/)
    expect(await log()).toContain('2135550666')

    await keys.type('Phone number', '(213) 555-0666')
    await page.keyboard.press('Enter')
    expect(await keys.focused()).toBe('Keep')
    await reads(sue, /Erase every call with \(213\) 555-0666\?.*This stays:.*do-not-call mark/)
    expect(await flaws(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await log()).toContain('2135550666')
    await keys.press('Erase…')
    await keys.press('Erase (213) 555-0666')
    await reads(sue, /1 call with \(213\) 555-0666 erased/)
    await reads(sue, /No calls fit/)
    expect(await log()).not.toContain('2135550666')
    await keys.press('Erase…')
    await keys.press('Erase (213) 555-0666')
    await reads(sue, /No call with \(213\) 555-0666 is kept here/)
    expect(await violations(page)).toEqual([])
    const heard = (await page.evaluate('window.heard')) as string[]
    expect([...new Set(heard)]).toEqual(['Tab'])
    await page.close()
  }, 120_000)
})

/** How much of a part has come. */
const shown = (page: Page) =>
  page.evaluate(
    `document.querySelector('${BOARD}').shadowRoot.querySelectorAll('.panel > :not(.lead)').length`,
  ) as Promise<number>
