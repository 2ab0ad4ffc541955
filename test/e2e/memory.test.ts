import type { CDPSession } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { ANN, TYPED } from '../worker/live-session.ts'
import { startConsolePage } from './console-page.ts'
import { useBrowser } from './use-browser.ts'

const place = useBrowser(() => startConsolePage())

const AGENT_ID = '4721'
const CONSOLE = "document.querySelector('agent-console')"

/** Everything that the page's document holds on to, shown or not. */
async function nodes(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Memory.getDOMCounters')).nodes
}

describe('a page that is open all day', () => {
  it('lets go of each call’s card', async () => {
    const { host, browser } = place
    const { dialer } = host.live
    const page = await browser.newPage()
    await page.goto(host.origin)
    await page.waitForFunction(`${CONSOLE}.session !== null`)
    await page.evaluate(`${CONSOLE}.logIn('${AGENT_ID}')`)
    const cdp = await page.createCDPSession()
    const work = async (from: number, to: number) => {
      for (let call = from; call < to; call++) {
        await dialer.holding(AGENT_ID)
        dialer.connect(AGENT_ID, { ...ANN, id: `call ${call}` })
        await page.waitForFunction(`${CONSOLE}.session.state.call?.id === 'call ${call}'`)
        await page.evaluate(`${CONSOLE}.updateComplete`)
        await page.evaluate(`${CONSOLE}.saveDraft(${JSON.stringify(TYPED)})`)
        await page.evaluate(`${CONSOLE}.finish()`)
      }
      await dialer.holding(AGENT_ID)
      return nodes(cdp)
    }
    const early = await work(0, 5)
    expect(await work(5, 25)).toBeLessThan(early * 1.5)
    await page.close()
  }, 60_000)
})
