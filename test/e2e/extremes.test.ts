import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWidget } from '../../build.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from '../worker/live-worker.ts'
import { Agent, startBrowser } from './agent.ts'

/** The largest xsd:long; a JavaScript number would make it 9223372036854775808. */
const LARGEST = '9223372036854775807'

const CONSOLE = 'agent-console'

const html = (worker: string, token: string) => `<!doctype html>
<html lang="en"><title>Extremes</title><link rel="icon" href="data:,">
<script type="module" src="/agent-console.js"></script>
<agent-console campaign="${LARGEST}" endpoint="${worker}" token="${token}"></agent-console>
<script>
  window.pops = []
  document.addEventListener('agent-call', ({ call }) => window.pops.push(call.campaignId + ' ' + call.id))
</script>
</html>`

let host: Server
let origin: string
let live: LiveWorker
let browser: Browser

beforeAll(async () => {
  await buildWidget()
  host = createServer(async ({ url = '' }, response) => {
    if (/^[\w/-]+\.js$/.test(url)) {
      response.setHeader('content-type', 'text/javascript')
      response.end(await readFile(`dist/widget${url}`))
    } else {
      response.setHeader('content-type', 'text/html')
      response.end(html(live.url, await live.token('ann@acme.example')))
    }
  })
  await new Promise<void>((ready) => host.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  live = await startWorker({ ALLOWED_ORIGINS: origin }, { ...CAMPAIGN, id: LARGEST })
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await live?.stop()
  host.closeAllConnections()
  host.close()
})

describe('a campaign with the largest id there is', () => {
  it('goes unchanged from the page to the dialer and back', async () => {
    const page = await browser.newPage()
    const ann = new Agent(page)
    const { dialer } = live
    await page.goto(origin)
    await ann.reads(CONSOLE, /Call my phone/)
    await ann.type('Your phone number', '2135550150')
    await ann.press('Call my phone')
    await ann.reads(CONSOLE, /type the agent id you hear/)
    await ann.type('Agent id', '0047')
    await ann.press('Log in')
    await ann.reads(CONSOLE, /begins with a zero/)
    await dialer.holding('0047')
    dialer.connect('0047', { id: '9007199254740993', phonenumber: '02135550143' })
    await ann.reads(CONSOLE, /On a call/)
    expect(await ann.pops()).toEqual([`${LARGEST} 9007199254740993`])

    await ann.press('Interested', 'radio')
    await ann.paste('Notes', 'a bell \u0007 rings')
    await ann.press('Log off')
    await ann.reads(CONSOLE, /Some characters cannot be sent/)
    expect(await ann.describes('Notes')).toMatch(/Some characters cannot be sent/)
    expect(await ann.value('Notes')).toBe('a bell \u0007 rings')
    expect(dialer.of('storeAgentResponse')).toEqual([])

    await ann.type('Notes', 'a bell rings')
    await ann.press('Log off')
    await ann.reads(CONSOLE, /You can hang up/)
    expect(dialer.of('storeAgentResponse')).toEqual([
      {
        campaignId: LARGEST,
        agentId: '0047',
        callId: '9007199254740993',
        agentResponse: 'Interested',
        agentNotes: 'a bell rings',
        lastcall: true,
      },
    ])
    await page.close()
  }, 120_000)
})
