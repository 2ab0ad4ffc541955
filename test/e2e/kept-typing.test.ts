import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { ANN, BEN } from '../worker/live-session.ts'
import { Agent } from './agent.ts'
import { startConsolePage } from './console-page.ts'
import { useBrowser } from './use-browser.ts'

const CONSOLE = 'agent-console'
const NOTES = 'her husband is called Ferdinand'

const place = useBrowser(() => startConsolePage())

async function open(user: string): Promise<Agent> {
  const page = await place.browser.newPage()
  await page.goto(`${place.host.origin}/?user=${user}@acme.example`)
  return new Agent(page)
}

/** An agent with a person on the line. */
async function onCall(user: string, agentId: string, person = ANN): Promise<Agent> {
  const agent = await open(user)
  await agent.reads(CONSOLE, /Call my phone/)
  await agent.type('Your phone number', '2135550150')
  await agent.press('Call my phone')
  await agent.reads(CONSOLE, /type the agent id you hear/)
  await agent.type('Agent id', agentId)
  await agent.press('Log in')
  await place.host.live.dialer.holding(agentId)
  place.host.live.dialer.connect(agentId, person)
  await agent.reads(CONSOLE, /On a call/)
  return agent
}

/** The page's line breaks, and it gets no other one until it is loaded anew. */
async function breakLine(agent: Agent): Promise<void> {
  await agent.page.evaluate(`(() => {
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function () {
      this.close()
      this.dispatchEvent(new CloseEvent('close', { code: 1006 }))
    }
    WebSocket = function () { throw new TypeError('no line') }
    document.querySelector('agent-console').saveDraft({ notes: 'on its way' })
  })()`)
}

/** All that the browser keeps of the page's origin. */
const kept = (page: Page) =>
  page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])')

const DRAFTS = 'Object.keys(sessionStorage).filter((name) => /^agent-console draft /.test(name))'

const gone = (page: Page) => page.waitForFunction(`${DRAFTS}.length === 0`)

/** Types while there is no line, and waits until that is kept. */
async function typeOffline(agent: Agent): Promise<void> {
  const { page } = agent
  await breakLine(agent)
  await page.waitForFunction(`${DRAFTS}.length === 1`)
  const before = await kept(page)
  await agent.paste('Notes', NOTES)
  await expect.poll(() => kept(page)).not.toBe(before)
}

const noted = (page: Page, text: string) =>
  page.waitForFunction(
    `document.querySelector('agent-console').session?.state.draft?.notes === ${JSON.stringify(text)}`,
  )

describe('what is typed while the line is down', () => {
  it('is kept so that nobody reads it, and is back and saved after a reload', async () => {
    const ann = await onCall('ann', '4731')
    await typeOffline(ann)
    const everything = String(await kept(ann.page))
    for (const word of [NOTES, 'Ferdinand', btoa(NOTES).slice(0, 12), ANN.phonenumber, 'acme']) {
      expect(everything).not.toContain(word)
    }
    await ann.page.evaluate(`sessionStorage.setItem('planted', ${JSON.stringify(NOTES)})`)
    expect(await kept(ann.page)).toContain('Ferdinand')
    await ann.page.evaluate("sessionStorage.removeItem('planted')")
    await ann.page.reload()
    await ann.reads(CONSOLE, /Ann Lee/)
    await noted(ann.page, NOTES)
    expect(await ann.value('Notes')).toBe(NOTES)
    await gone(ann.page)
    await ann.page.close()
  }, 60_000)

  it('is nothing to another user in the same tab, on a call of the same id', async () => {
    const bea = await onCall('bea', '4732', { ...BEN, id: '500' })
    await typeOffline(bea)
    const other = await onCall('cho', '4733', { ...BEN, id: '500' })
    await other.page.close()
    await bea.page.goto(`${place.host.origin}/?user=cho@acme.example`)
    await bea.reads(CONSOLE, /Ben Cho/)
    await gone(bea.page)
    expect(await bea.value('Notes')).toBe('')
    expect(await bea.page.evaluate('window.errors')).toEqual([])
    await bea.page.close()
  }, 60_000)
})
