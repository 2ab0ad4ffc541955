import { describe, expect, it } from 'vitest'
import { Agent } from './agent.ts'
import { flaws } from './axe.ts'
import { startDemo } from './demo-process.ts'
import { useBrowser } from './use-browser.ts'

const place = useBrowser(() => startDemo('https://crm.example'))

describe('the page that shows the HTTP API', () => {
  it('has every route of the document, with a line for curl, and axe finds nothing', async () => {
    const page = await place.browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await page.goto(`${place.host.origin}/api.html`)
    const reader = new Agent(page)
    await reader.reads('#routes', /Every call an agent was shown or finished/)
    const { paths } = (await (await fetch(`${place.host.origin}/v1/openapi.json`)).json()) as {
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
    expect(text).toContain(`-F numbers=@numbers.csv '${place.host.origin}/v1/campaigns'`)
    expect(await flaws(page)).toEqual([])
    expect(problems).toEqual([])
  })
})
