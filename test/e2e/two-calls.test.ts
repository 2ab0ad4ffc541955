import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { ANN, BEN } from '../worker/live-session.ts'
import { Agent } from './agent.ts'
import { startConsolePage } from './console-page.ts'
import { useBrowser } from './use-browser.ts'

const CONSOLE = 'agent-console'

const place = useBrowser(() => startConsolePage())

async function open(user: string): Promise<Agent> {
  const page = await place.browser.newPage()
  await page.goto(`${place.host.origin}/?user=${user}@acme.example`)
  return new Agent(page)
}

/** An agent who hears hold music. */
async function signedIn(user: string, agentId: string): Promise<Agent> {
  const agent = await open(user)
  await agent.reads(CONSOLE, /Call my phone/)
  await agent.type('Your phone number', '2135550150')
  await agent.press('Call my phone')
  await agent.reads(CONSOLE, /type the agent id you hear/)
  await agent.type('Agent id', agentId)
  await agent.press('Log in')
  await place.host.live.dialer.holding(agentId)
  return agent
}

/** From now on the page cannot say that it has popped, and its line breaks unseen by the worker. */
async function breakOnPop(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (text) {
      if (!text.includes('"popped"')) return send.call(this, text)
      WebSocket.prototype.send = send
      this.close = () => {}
      this.dispatchEvent(new CloseEvent('close', { code: 1006 }))
    }
  })()`)
}

const errorsOf = ({ page }: Agent) => page.evaluate('window.errors')

describe('between two calls', () => {
  it('a choice in the moment of the finish is stored, and no trouble on the next call', async () => {
    const { dialer } = place.host.live
    const ann = await signedIn('ann', '4721')
    dialer.connect('4721', ANN)
    await ann.reads(CONSOLE, /Ann Lee/)
    await ann.page.evaluate(`(() => {
      const root = document.querySelector('agent-console').shadowRoot
      root.querySelector('input[value="Interested"]').click()
      root.querySelector('.finish .primary').click()
    })()`)
    await dialer.until(() => dialer.of('storeAgentResponse').length === 1)
    expect(dialer.of('storeAgentResponse')).toMatchObject([{ agentResponse: 'Interested' }])
    await dialer.holding('4721')
    dialer.connect('4721', BEN)
    await ann.reads(CONSOLE, /Ben Cho/)
    await ann.type('Notes', 'about Ben')
    await ann.page.waitForFunction(
      "document.querySelector('agent-console').session.state.draft.notes === 'about Ben'",
    )
    expect(await errorsOf(ann)).toEqual([])
    expect(await ann.text('agent-console')).not.toMatch(/not possible|another call/)
    expect(await ann.value('Notes')).toBe('about Ben')
    await ann.page.close()
  }, 60_000)

  it('a page that came back unseen hears of a call once, and confirms it', async () => {
    const bea = await signedIn('bea', '4722')
    await breakOnPop(bea.page)
    const devtools = await bea.page.createCDPSession()
    await devtools.send('Network.enable')
    const confirmed = new Promise<void>((resolve) =>
      devtools.on('Network.webSocketFrameSent', ({ response }) => {
        if (response.payloadData.includes('"popped"')) resolve()
      }),
    )
    place.host.live.dialer.connect('4722', { ...ANN, id: '79' })
    await confirmed
    await expect.poll(() => bea.pops()).toEqual(['874100 79'])
    await bea.page.close()
  }, 60_000)

  it('a page that goes to the record by itself does so once, and finds the call there', async () => {
    const dia = await signedIn('dia', '4724')
    await dia.page.evaluate(`Object.assign(document.querySelector('agent-console'), {
      popUrl: '/?user=dia@acme.example&phone={phonenumber}',
      popTarget: '_self',
    })`)
    const left = dia.page.waitForNavigation()
    place.host.live.dialer.connect('4724', { ...ANN, id: '81' })
    await left
    expect(new URL(dia.page.url()).searchParams.get('phone')).toBe(ANN.phonenumber)
    await dia.reads(CONSOLE, /Ann Lee/)
    await dia.type('Notes', 'on the record’s page')
    await dia.page.waitForFunction(
      "document.querySelector('agent-console').session.state.draft.notes !== ''",
    )
    expect(await dia.pops()).toEqual([])
    await dia.page.close()
  }, 60_000)

  it('a pop whose tab has not confirmed it fires in another tab', async () => {
    const other = await open('cho')
    await other.reads(CONSOLE, /Call my phone/)
    const cho = await signedIn('cho', '4723')
    await cho.page.evaluate('WebSocket.prototype.send = () => {}')
    place.host.live.dialer.connect('4723', { ...ANN, id: '80' })
    // A page in the background draws no frames to look between.
    await other.page.waitForFunction('window.pops.length > 0', { polling: 50 })
    expect(await other.pops()).toEqual(['874100 80'])
    await expect.poll(() => cho.pops()).toEqual(['874100 80'])
    await Promise.all([cho.page.close(), other.page.close()])
  }, 60_000)
})
