import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent, startBrowser } from './agent.ts'
import { type Demo, type HostPage, startDemo, startHostPage } from './demo-process.ts'

let host: HostPage
let demo: Demo
let browser: Browser

beforeAll(async () => {
  host = await startHostPage()
  demo = await startDemo(host.origin)
  host.embed(demo.origin)
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
  await host?.stop()
})

const CONSOLE = 'agent-console'
const PHONE = 'desk-phone'

describe('a shift, on a page of another origin than the worker', () => {
  it('goes through all ten steps, and a reload in every phase changes nothing', async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    const ann = new Agent(page)
    const reload = async (words: RegExp) => {
      await page.reload()
      await ann.reads(CONSOLE, words)
    }
    await page.goto(host.origin)
    await ann.reads(CONSOLE, /Call my phone/)

    await ann.type('Your phone number', 'my phone')
    await ann.press('Call my phone')
    await ann.reads(CONSOLE, /phone number/i)
    await reload(/Call my phone/)
    await ann.type('Your phone number', '(213) 555-0150')
    await ann.press('Call my phone')
    await ann.reads(PHONE, /Ringing/)
    await reload(/type the agent id you hear/)

    await ann.reads(PHONE, /Ringing/)
    await ann.press('Answer')
    const [, agentId = ''] = await ann.reads(PHONE, /agent id\D*(\d{4})/i)
    await ann.type('Agent id', '99999')
    await ann.press('Log in')
    await ann.reads(CONSOLE, /99999/)
    await ann.type('Agent id', agentId)
    await ann.press('Log in')
    await ann.reads(CONSOLE, /Waiting for a call/)
    await ann.reads(PHONE, /Hold music/)
    await reload(/Waiting for a call|On a call/)

    await ann.reads(CONSOLE, /On a call/)
    await ann.press('Next call')
    await ann.reads(CONSOLE, /Choose/)
    await ann.press('Renewed', 'radio')
    await ann.type('Notes', 'call back in May')
    await reload(/On a call/)
    expect(await ann.value('Notes')).toBe('call back in May')
    expect(await ann.pops()).toEqual([])
    await ann.press('Next call')
    await ann.reads(CONSOLE, /Waiting for a call/)

    await ann.reads(CONSOLE, /On a call/)
    await expect.poll(() => ann.pops()).not.toEqual([])
    expect(await ann.text('#record')).toMatch(/^Record of \d{10}$/)
    await ann.press('Leave message, next')
    await ann.reads(CONSOLE, /Choose/)
    await ann.press('Left a message', 'radio')
    await ann.press('Leave message, next')
    await ann.reads(CONSOLE, /Waiting for a call/)

    await ann.reads(CONSOLE, /On a call/)
    await ann.press('Renewed', 'radio')
    await ann.press('Log off')
    await ann.reads(CONSOLE, /hang up/i)
    await reload(/hang up/i)
    expect(errors).toEqual([])
    await page.close()
  }, 180_000)
})
