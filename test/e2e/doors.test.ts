import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent, startBrowser } from './agent.ts'
import { flaws } from './axe.ts'
import { type Demo, startDemo } from './demo-process.ts'

let demo: Demo
let browser: Browser

beforeAll(async () => {
  demo = await startDemo('')
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

/** A laptop's screen, and what a projector shows of it. */
const LAPTOP = { width: 1280, height: 900 }

async function open(path: string): Promise<{ page: Page; person: Agent }> {
  const page = await browser.newPage()
  await page.setViewport(LAPTOP)
  await page.goto(`${demo.origin}${path}`)
  return { page, person: new Agent(page) }
}

/** Whether all of the element is on the screen, without scrolling. */
async function onScreen(page: Page, selector: string): Promise<boolean> {
  const box = await (await page.$(selector))?.boundingBox()
  return box != null && box.y >= 0 && box.y + box.height <= LAPTOP.height
}

async function sideways(page: Page): Promise<boolean> {
  await page.setViewport({ width: 320, height: 640 })
  const wider = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
  await page.setViewport(LAPTOP)
  return wider as boolean
}

describe("the demo's doors", () => {
  it('are on the first page, which passes the audit and fits a telephone', async () => {
    const { page, person } = await open('/')
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await person.press('CRM', 'link')
    await person.reads('agent-console', /Call my phone/)
    await person.press('Helpdesk', 'link')
    await person.reads('agent-console', /Call my phone/)
    await page.close()
  }, 60_000)

  it('CRM opens the record of the person on the line; the telephone stays in sight', async () => {
    const { page, person } = await open('/crm')
    await person.signIn()
    await person.reads('agent-console', /On a call/)
    const [, name] = await person.reads('article h1', /(.+)/)
    await person.reads('agent-console', new RegExp(`${name}`))
    expect(await onScreen(page, 'desk-phone')).toBe(true)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await page.close()
  }, 120_000)

  it('Helpdesk opens the ticket of the person on the line, and notes how the call went', async () => {
    const { page, person } = await open('/helpdesk')
    await person.signIn()
    await person.reads('agent-console', /On a call/)
    await person.reads('article', /On the telephone/)
    expect(await onScreen(page, 'desk-phone')).toBe(true)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await person.press('Renewed', 'radio')
    await person.type('Notes', 'for two years')
    await person.press('Next call')
    await person.reads('article', /Renewed: for two years/)
    await page.close()
  }, 120_000)
})
