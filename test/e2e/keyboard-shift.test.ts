import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { ANN, BEN } from '../worker/live-session.ts'
import { Agent } from './agent.ts'
import { flaws } from './axe.ts'
import { startConsolePage } from './console-page.ts'
import { Keyboard } from './keyboard.ts'
import { useBrowser } from './use-browser.ts'

const CONSOLE = 'agent-console'

const place = useBrowser(() => startConsolePage())

/** What is said to somebody who listens. */
const said = (page: Page) =>
  page.$eval(
    CONSOLE,
    (found) => found.shadowRoot?.querySelector('[role=status].unseen')?.textContent,
  )

describe('somebody who asked their system for more contrast', () => {
  it('reads small print in the colour of text, behind borders of that colour', async () => {
    const page = await place.browser.newPage()
    await page.goto(`${place.host.origin}/?user=bea@acme.example`)
    await new Agent(page).reads(CONSOLE, /Call my phone/)
    const colours = () =>
      page.evaluate(`['.sub', 'h2', 'header'].map((each) => {
        const root = document.querySelector('agent-console').shadowRoot
        const { color, borderBlockEndColor } = getComputedStyle(root.querySelector(each))
        return each === 'header' ? borderBlockEndColor : color
      })`) as Promise<string[]>
    const usual = await colours()
    expect(new Set(usual).size).toBe(3)
    const devtools = await page.createCDPSession()
    const features = [{ name: 'prefers-contrast', value: 'more' }]
    await devtools.send('Emulation.setEmulatedMedia', { features })
    expect(new Set(await colours())).toEqual(new Set([usual[1]]))
    await page.close()
  }, 60_000)
})

describe('a whole shift with the keyboard alone', () => {
  it('goes from the phone number to the last call, through a break, and is heard', async () => {
    const page = await place.browser.newPage()
    const ann = new Agent(page)
    const keys = new Keyboard(page)
    const { dialer } = place.host.live
    await page.goto(place.host.origin)
    await ann.reads(CONSOLE, /Call my phone/)
    await keys.type('Your phone number', '2135550150')
    await page.keyboard.press('Enter')
    await ann.reads(CONSOLE, /type the agent id you hear/)
    await page.waitForFunction(
      "document.querySelector('agent-console').shadowRoot.activeElement?.id === 'agentId'",
    )
    await page.keyboard.type('4721')
    await page.keyboard.press('Enter')
    await dialer.holding('4721')
    await ann.reads(CONSOLE, /Waiting for a call/)

    dialer.connect('4721', ANN)
    await ann.reads(CONSOLE, /Ann Lee/)
    expect(await said(page)).toBe('Ann Lee is on the line.')
    await page.waitForFunction(
      "document.querySelector('agent-console').shadowRoot.activeElement?.localName === 'h3'",
    )
    await keys.press('The caller has gone')
    await ann.reads(CONSOLE, /After the call/)
    await keys.press('Break')
    await keys.type('Reason for the break', 'Tea')
    await keys.press('Start break')
    await ann.reads(CONSOLE, /On a break: Tea/)
    expect(await flaws(page)).toEqual([])
    await keys.press('I am back', 'Space')
    await ann.reads(CONSOLE, /After the call/)
    await keys.type('Notes', 'wants a letter')
    await page.keyboard.down('Alt')
    await page.keyboard.press('Digit1')
    await page.keyboard.up('Alt')
    await keys.press('Next call')
    await dialer.until(() => dialer.of('storeAgentResponse').length === 1)
    await dialer.holding('4721')
    await ann.reads(CONSOLE, /Waiting for a call.*1 call/)
    await keys.press('Make the next call my last')
    await ann.reads(CONSOLE, /The next call will be your last/)

    dialer.connect('4721', BEN)
    await ann.reads(CONSOLE, /Ben Cho/)
    await page.keyboard.down('Alt')
    await page.keyboard.press('Digit2')
    await page.keyboard.up('Alt')
    await keys.press('Log off')
    await ann.reads(CONSOLE, /You can hang up/)
    expect(dialer.of('storeAgentResponse')).toMatchObject([
      { callId: '77', agentResponse: 'Interested', agentNotes: 'wants a letter', lastcall: false },
      { callId: '78', agentResponse: 'Not home', lastcall: true },
    ])
    expect(await page.evaluate('window.errors')).toEqual([])
    expect(await flaws(page)).toEqual([])
    await page.close()
  }, 120_000)
})
