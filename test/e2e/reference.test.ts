import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent, startBrowser } from './agent.ts'
import { flaws } from './axe.ts'
import { type Demo, startDemo } from './demo-process.ts'

let demo: Demo
let browser: Browser

beforeAll(async () => {
  demo = await startDemo('https://crm.example')
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

describe('the page that shows the HTTP API', () => {
  it('has every route of the document, with a line for curl, and axe finds nothing', async () => {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await page.goto(`${demo.origin}/api.html`)
    const reader = new Agent(page)
    await reader.reads('#routes', /Every call an agent was shown or finished/)
    const { paths } = (await (await fetch(`${demo.origin}/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { summary: string }>>
    }
    const text = await reader.text('#routes')
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { summary }] of Object.entries(methods)) {
        expect(text).toContain(`${method} ${path}`)
        expect(text).toContain(summary)
      }
    }
    expect(text).toContain(`curl -X PUT -H "authorization: Bearer $TOKEN"`)
    expect(text).toContain(`-F numbers=@numbers.csv '${demo.origin}/v1/campaigns'`)
    expect(await flaws(page)).toEqual([])
    expect(problems).toEqual([])
  })
})
