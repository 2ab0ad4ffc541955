import type { BrowserContext, Page } from 'puppeteer-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StoryName } from '../../demo/stage/stories.ts'
import { Agent } from './agent.ts'
import { flaws } from './axe.ts'
import { startDemo } from './demo-process.ts'
import { useBrowser } from './use-browser.ts'

const place = useBrowser(() => startDemo(''))
let context: BrowserContext
let page: Page
let ann: Agent

beforeEach(async () => {
  context = await place.browser.createBrowserContext()
  ann = await open('/crm?speed=4&by=hand')
  page = ann.page
})

afterEach(() => context.close())

const CONSOLE = 'agent-console'

async function open(path: string): Promise<Agent> {
  const page = await context.newPage()
  await page.setViewport({ width: 1280, height: 900 })
  await page.goto(place.host.origin + path)
  return new Agent(page)
}

/** Begins a story, and waits for the page that follows. */
async function tell(story: StoryName, begins: RegExp): Promise<void> {
  await ann.reads('demo-bar', /Story/)
  const same = await page.evaluate(
    `document.querySelector('demo-bar').shadowRoot.querySelector('select').value === '${story}'`,
  )
  const next = page.waitForNavigation()
  if (same) await ann.press('Start over')
  else await ann.choose('Story', story)
  await next
  await says(begins)
}

/** Waits until the demo's bar says this about the story. */
async function says(words: RegExp): Promise<void> {
  await page.waitForFunction(
    `${words}.test(document.querySelector('demo-bar').shadowRoot
      .querySelector('[role=status]')?.textContent)`,
    { timeout: 60_000 },
  )
}

const room = (page: Page) =>
  page.evaluate("document.querySelector('agent-console').campaign") as Promise<string>

const agentId = () =>
  page.evaluate("document.querySelector('agent-console').session.state.agentId") as Promise<string>

/** Who is on the line, as soon as somebody is. */
const person = async () => {
  const name = "document.querySelector('agent-console').session.state.call?.name"
  const found = await page.waitForFunction(name, { polling: 50, timeout: 60_000 })
  return found.jsonValue() as Promise<string>
}

/** The lines of the drawer, each as: from to to: what. */
async function hops(): Promise<string[]> {
  const lines = await page.evaluate(`[...document.querySelector('hop-drawer').shadowRoot
    .querySelectorAll('.hop')].map((hop) => hop.textContent)`)
  return (lines as string[]).map((line) =>
    line
      .replace(/[→←\u200b]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

/** Waits for a line. */
async function sees(hop: RegExp): Promise<void> {
  await vi.waitFor(
    async () => expect((await hops()).filter((line) => hop.test(line))).not.toEqual([]),
    {
      timeout: 60_000,
      interval: 200,
    },
  )
}

/** Expects these lines, in this order, with others between them. */
function inOrder(seen: readonly string[], hops: readonly RegExp[]): void {
  let at = -1
  for (const hop of hops) {
    const next = seen.findIndex((line, index) => index > at && hop.test(line))
    expect(next, `${hop} after ${seen[at]}, in:\n${seen.join('\n')}`).toBeGreaterThan(at)
    at = next
  }
}

describe('what just happened', () => {
  it('shows each hop in its order, the key masked; the drawer passes the audit', async () => {
    await ann.press('What just happened')
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    await ann.press('Renewed', 'radio')
    await ann.press('Next call')
    await sees(/^dialer to worker: storeAgentResponse 200/)
    const seen = await hops()
    inOrder(seen, [
      /^console to worker: call-me/,
      /^worker to dialer: sendAgentCallBack ann@/,
      /^dialer to worker: sendAgentCallBack 200, \d+ ms/,
      /^worker to console: snapshot \d+: calling-back/,
      /^console to worker: log-in/,
      /^worker to dialer: loginAgent \d+/,
      /^worker to dialer: getConnectionForAgent \d+/,
      /^dialer to worker: getConnectionForAgent 200/,
      /^worker to console: pop Rosa Delgado/,
      /^console to page: agent-call/,
      /^console to page: agent-finish/,
      /^console to worker: finish/,
      /^worker to dialer: storeAgentResponse \d+/,
      /^dialer to worker: storeAgentResponse 200/,
    ])
    // The worker answers the console and calls the dialer at once: either may be seen first.
    inOrder(seen, [/^console to worker: finish/, /^worker to console: accepted/])
    const all = await ann.text('hop-drawer')
    expect(all).toMatch(/<\w*:?key[^>]*>\*\*\*</)
    expect(all).not.toContain('demo-dialer-key')
    expect(all).not.toContain('eyJ')
    expect(await flaws(page)).toEqual([])
    await ann.press('What just happened')
    await page.waitForSelector('hop-drawer', { hidden: true })
  }, 120_000)
})

describe('a story', () => {
  it('begins again in every window, the same, and clean', async () => {
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    const before = { room: await room(page), agentId: await agentId(), person: await person() }
    const ben = await open('/helpdesk')
    await ben.reads(CONSOLE, /Call my phone/)
    expect(await room(ben.page)).toBe(before.room)
    const follows = ben.page.waitForNavigation()
    await page.bringToFront()
    await tell('quiet-morning', /One line per idle agent/)
    await follows
    await ben.reads(CONSOLE, /Call my phone/)
    expect(await room(page)).not.toBe(before.room)
    expect(await room(ben.page)).toBe(await room(page))
    await ann.reads('article', /Choose a contact/)
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    expect(await agentId()).toBe(before.agentId)
    expect(await person()).toBe(before.person)
    expect(await page.evaluate("document.querySelector('agent-console').session.unsent")).toEqual(
      [],
    )
  }, 120_000)

  it('of an angry network loses nothing that was typed', async () => {
    await tell('angry-network', /During the first call/)
    await ann.press('What just happened')
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    await ann.press('Renewed', 'radio')
    await ann.press('Go on')
    await says(/The network is cut/)
    await ann.reads(CONSOLE, /No connection|offline|lost/i)
    await ann.type('Notes', 'typed while offline')
    await ann.press('Go on')
    await says(/back, but slow/)
    await ann.press('Go on')
    await says(/as it should be/)
    expect(await ann.value('Notes')).toBe('typed while offline')
    await page.waitForSelector('agent-console:not(:state(offline))')
    await ann.press('Next call')
    await sees(/^dialer to worker: storeAgentResponse 200/)
    expect(await ann.text('hop-drawer')).toMatch(/agentNotes[^>]*>typed while offline</)
  }, 180_000)

  it('of a dialer that is down keeps a finish until it is back', async () => {
    await tell('dialer-down', /for 20 seconds/)
    await ann.press('What just happened')
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    await ann.press('Renewed', 'radio')
    await ann.press('Go on')
    await says(/The dialer is down/)
    await ann.press('Next call')
    await sees(/^dialer to worker: storeAgentResponse 521/)
    await ann.press('Go on')
    await says(/The dialer is back/)
    await sees(/^dialer to worker: storeAgentResponse 200/)
    await ann.reads(CONSOLE, /Waiting for a call|On a call/)
  }, 180_000)

  it('of a kick is told by the console, and what was typed stays', async () => {
    await tell('kicked', /a supervisor removes the agent/)
    await ann.signIn()
    await ann.reads(CONSOLE, /On a call/)
    await ann.type('Notes', 'typed before the kick')
    await ann.press('Go on')
    await says(/has removed the agent/)
    await ann.reads(CONSOLE, /supervisor/i)
    expect(await ann.value('Notes')).toBe('typed before the kick')
  }, 120_000)

  it('of a busy morning has one call after the other', async () => {
    await tell('busy-morning', /Three lines per idle agent/)
    await ann.signIn()
    const people: string[] = []
    while (people.length < 3) {
      await expect.poll(person, { timeout: 60_000 }).not.toBe(people.at(-1))
      people.push(await person())
      await ann.press('Renewed', 'radio')
      await ann.press('Next call')
    }
    expect(new Set(people).size).toBe(3)
  }, 120_000)

  it('of answering machines lets a machine have the message and goes on', async () => {
    await tell('machines', /Mostly machines answer/)
    await ann.press('What just happened')
    await ann.signIn()
    await ann.reads('desk-phone', /machine/i)
    await ann.reads(CONSOLE, /On a call/)
    const before = await person()
    await ann.press('Renewed', 'radio')
    await ann.press('Leave message, next')
    await sees(/^dialer to worker: answeringMachineTransferStoreAgentResponse 200/)
    await expect.poll(person, { timeout: 60_000 }).not.toBe(before)
  }, 120_000)

  it('of ten colleagues has ten agents at work', async () => {
    await tell('colleagues', /Ten virtual agents/)
    await ann.press('What just happened')
    await page.locator('::-p-aria([name="everybody"][role="checkbox"])').click()
    const names = ['cleo', 'dev', 'eli', 'fay', 'gus', 'hana', 'ivo', 'june', 'kofi', 'lena']
    for (const name of names) await sees(new RegExp(`worker to dialer: sendAgentCallBack ${name}@`))
    await ann.page.waitForFunction(`document.querySelector('hop-drawer').shadowRoot.textContent
      .match(/<ns1:loginAgent /g)?.length >= 10`)
    await sees(/^dialer to worker: storeAgentResponse 200/)
  }, 180_000)
})
