import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent } from './agent.ts'
import { type Demo, type HostPage, startDemo, startHostPage } from './demo-process.ts'

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox']
const firefox = PLACES.find((path) => existsSync(path))

let host: HostPage
let demo: Demo
let browser: Browser

/** Presses a button in an element's shadow tree, by what is written on it. */
async function press(page: Page, tag: string, label: string, what = 'button'): Promise<void> {
  const found = `[...document.querySelector('${tag}').shadowRoot.querySelectorAll('${what}')]
    .find((each) => (each.value || each.textContent).trim().startsWith('${label}'))`
  await page.waitForFunction(`${found} !== undefined`)
  await page.evaluate(`${found}.click()`)
}

/** Types with the browser's own keys into a field of the console. */
async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.evaluate(
    `document.querySelector('agent-console').shadowRoot.querySelector('${selector}').focus()`,
  )
  await page.keyboard.type(text)
}

describe.skipIf(firefox === undefined)('a shift in Firefox', () => {
  beforeAll(async () => {
    host = await startHostPage()
    demo = await startDemo(host.origin)
    host.embed(demo.origin)
    const executablePath = firefox ?? ''
    browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await host?.stop()
  })

  it('goes from the phone number to the first record and out again', async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    const ann = new Agent(page)
    await page.goto(host.origin)
    await ann.reads('agent-console', /Call my phone/)
    await type(page, '#phoneNumber', '2135550150')
    await press(page, 'agent-console', 'Call my phone')
    await ann.reads('desk-phone', /Ringing/)
    await press(page, 'desk-phone', 'Answer')
    const [, agentId = ''] = await ann.reads('desk-phone', /agent id\D*(\d{4})/i)
    await type(page, '#agentId', agentId)
    await press(page, 'agent-console', 'Log in')
    await ann.reads('agent-console', /On a call/)
    await ann.reads('#record', /Record of \d{10}/)
    await press(page, 'agent-console', 'Renewed', 'input')
    await type(page, '#notes', 'call back in May')
    await page.reload()
    await ann.reads('agent-console', /On a call/)
    const notes = "document.querySelector('agent-console').shadowRoot.querySelector('#notes').value"
    await page.waitForFunction(`${notes} === 'call back in May'`)
    await press(page, 'agent-console', 'Log off')
    await ann.reads('agent-console', /hang up/i)
    expect(errors).toEqual([])
  }, 120_000)

  it('says that the line is missing, not that a sign-in is, where the page’s policy has no wss:', async () => {
    const page = await browser.newPage()
    await page.goto(host.origin)
    await page.evaluate(`document.head.insertAdjacentHTML('beforeend',
      '<meta http-equiv="Content-Security-Policy" content="connect-src &#39;self&#39;">')`)
    await page.evaluate(`document.querySelector('agent-console').replaceWith(
      Object.assign(document.createElement('agent-console'),
        { campaign: '874100', getToken: async () => (await fetch('/token')).text() }))`)
    await new Agent(page).reads('agent-console', /Connection lost/)
  }, 120_000)
})
