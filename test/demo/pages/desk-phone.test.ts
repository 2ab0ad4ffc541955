import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CAMPAIGN, KEY, type ServedFloor, serveFloor } from '../dialer/served-floor.ts'
import { type DeskPages, type DeskPhonePage, serveDeskPages } from './desk-page.ts'

const DESK = '5550100'
const AGENT = { key: KEY, campaignId: CAMPAIGN }
const BEEP = 'sine 1000'

let floor: ServedFloor
let pages: DeskPages
let desk: DeskPhonePage

beforeAll(async () => {
  floor = await serveFloor()
  pages = await serveDeskPages(floor.url)
}, 60_000)
afterAll(async () => {
  await pages.close()
  await floor.close()
})
beforeEach(async () => {
  await floor.control('reset', { clock: 'manual' })
  desk = await pages.open(DESK)
  await desk.says('Ready')
})
afterEach(() => desk.page.close())

const pass = (seconds: number) => floor.control('advance', { ms: seconds * 1000 })

async function ring(): Promise<void> {
  await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'ann', phoneNumber: DESK })
  await pass(1)
  await desk.says('Ringing: 212 555 0100')
}

async function answer(): Promise<string> {
  await desk.press('Answer')
  await desk.says('Silence')
  await pass(1)
  await desk.says('Your agent id is')
  return desk.page.$eval('>>> .line', ({ textContent }) => textContent ?? '')
}

async function logIn(): Promise<string> {
  const agentId = await answer()
  await floor.soap.loginAgentAsync({ ...AGENT, agentId, userId: 'ann' })
  await desk.says('Hold music')
  return agentId
}

async function connect(): Promise<void> {
  await pass(12)
  await desk.says('Rosa Delgado')
}

describe('<desk-phone>', () => {
  it('passes the accessibility audit in every state, light and dark, 320 px wide', async () => {
    const flaws = await desk.flaws()
    for (const step of [ring, logIn, connect]) {
      await step()
      flaws.push(...(await desk.flaws()))
    }
    expect(flaws).toEqual([])
    const wider = await desk.page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    )
    expect(wider).toBe(false)
  })

  it('rings, shows the agent id, plays music, and shows who is on the line', async () => {
    await ring()
    const agentId = await logIn()
    expect(agentId).toMatch(/^\d{4}$/)
    await connect()
    await desk.press('Hang up')
    await desk.says('You hung up')
  })

  it('says the id digit by digit, plays hold music, and beeps once when a person comes', async () => {
    await ring()
    const agentId = await logIn()
    expect(await desk.played()).toContain(`Your agent id is ${[...agentId].join(', ')}.`)
    expect((await desk.played()).some((sound) => sound.startsWith('triangle'))).toBe(true)
    expect(await desk.played()).not.toContain(BEEP)
    await connect()
    expect((await desk.played()).filter((sound) => sound === BEEP)).toEqual([BEEP])
  })

  it('is silent before the first click, and when it is muted', async () => {
    await ring()
    expect(await desk.played()).toEqual([])
    await desk.press('Mute')
    await logIn()
    await connect()
    expect(await desk.played()).toEqual([])
  })

  it('is the same phone after a reload', async () => {
    await ring()
    await logIn()
    await connect()
    await desk.page.reload()
    await desk.says('Rosa Delgado')
  })

  it('does not beep for somebody who was on the line before it looked', async () => {
    await ring()
    await logIn()
    await connect()
    for (const [number, words] of [
      ['5550111', 'Ready'],
      [DESK, 'Rosa Delgado'],
    ] as const) {
      await desk.page.$eval('desk-phone', (phone, to) => phone.setAttribute('number', to), number)
      await desk.says(words)
    }
    expect((await desk.played()).filter((sound) => sound === BEEP)).toEqual([BEEP])
  })

  it('can be worked with the keyboard alone', async () => {
    await ring()
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Enter')
    await desk.says('Silence')
    await pass(1)
    await desk.says('Your agent id is')
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Space')
    await desk.says('You hung up')
  })

  it('takes another number, and says what is wrong with one that is none', async () => {
    const field = await desk.page.$('>>> input')
    await field?.click({ count: 3 })
    await field?.type('call me\n')
    await desk.page.waitForSelector('>>> [role=alert]:not([hidden])')
    expect(await desk.page.$eval('desk-phone', (phone) => phone.getAttribute('number'))).toBe(DESK)
    await field?.click({ count: 3 })
    await field?.type('212-555-0177\n')
    await desk.page.waitForSelector('desk-phone[number="2125550177"]')
    await desk.says('Ready')
    await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'a', phoneNumber: '2125550177' })
    await pass(1)
    await desk.says('Ringing')
  })

  it('without a number gives itself one, which a reload keeps', async () => {
    const other = await pages.open('')
    await other.says('Ready')
    const number = () => other.page.$eval('desk-phone', (phone) => phone.getAttribute('number'))
    const given = await number()
    expect(given).toMatch(/^55501\d\d$/)
    await other.page.reload()
    await other.says('Ready')
    expect(await number()).toBe(given)
    await other.page.close()
  })

  it('says that there is no line while the dialer cannot be reached', async () => {
    await desk.page.setOfflineMode(true)
    await desk.page.$eval('desk-phone', (phone) => phone.setAttribute('number', '5550111'))
    await desk.says('No line')
    await desk.page.setOfflineMode(false)
    await desk.says('Ready')
  })
})
