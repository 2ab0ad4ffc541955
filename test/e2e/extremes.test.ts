import { describe, expect, it } from 'vitest'
import { CAMPAIGN } from '../worker/live-worker.ts'
import { Agent } from './agent.ts'
import { startConsolePage } from './console-page.ts'
import { useBrowser } from './use-browser.ts'

/** The largest xsd:long; a JavaScript number would make it 9223372036854775808. */
const LARGEST = '9223372036854775807'

const CONSOLE = 'agent-console'

const place = useBrowser(() => startConsolePage({ ...CAMPAIGN, id: LARGEST }))

describe('a campaign with the largest id there is', () => {
  it('goes unchanged from the page to the dialer and back', async () => {
    const page = await place.browser.newPage()
    const ann = new Agent(page)
    const { dialer } = place.host.live
    await page.goto(place.host.origin)
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
    await expect.poll(() => ann.pops()).toEqual([`${LARGEST} 9007199254740993`])

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
