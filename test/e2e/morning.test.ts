import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN } from '../worker/live-worker.ts'
import { startBrowser } from './agent.ts'
import { flaws } from './axe.ts'
import { finish, work } from './floor-agents.ts'
import { type SupervisorPage, seatSupervisor, startSupervisorPage } from './supervisor-page.ts'
import { startWorkingFloor, type WorkingFloor } from './working-floor.ts'

const BOARD = 'campaign-board'
const RATIO = 'Lines dialled per idle agent, 0.1 to 10'

let host: SupervisorPage
let working: WorkingFloor
let browser: Browser
let folder: string

beforeAll(async () => {
  host = await startSupervisorPage()
  working = await startWorkingFloor({ ALLOWED_ORIGINS: `${host.origin} ${ORIGIN}` })
  host.ask(working.worker.url)
  browser = await startBrowser()
  folder = await mkdtemp(join(tmpdir(), 'morning-'))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await working?.stop()
  host?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function open() {
  const seat = await seatSupervisor(browser, folder)
  await seat.page.goto(host.origin)
  return seat
}

describe('a supervisor’s morning, with the keyboard alone', () => {
  it('creates a campaign, starts it, watches three agents, paces, removes one, takes the log home', async () => {
    const { page, sue, keys } = await open()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await sue.reads(BOARD, /Nobody has signed in today/)
    expect(await flaws(page)).toEqual([])

    // create from a file with one row that cannot be dialled
    const file = join(folder, 'numbers.csv')
    const people = Array.from({ length: 30 }, (_, n) => `21255501${n + 10},Person ${n},Fresno`)
    await writeFile(file, `phone,name,city\n${people.join('\n')}\noops,Nobody,Nowhere\n`)
    await keys.press('New campaign')
    await sue.reads(BOARD, /Create campaign/)
    await keys.type('Name', 'Summer renewals')
    await keys.type('Caller id', '(212) 555-0100')
    await keys.tabTo('CSV file')
    const choosing = page.waitForFileChooser()
    // The browser answers in order: once it has, it will hand the chooser over, not open it.
    await keys.focused()
    await page.keyboard.press('Enter')
    await (await choosing).accept([file])
    await sue.reads(BOARD, /30 numbers.*columns: name, city.*1 row cannot be dialled/)
    await sue.reads(BOARD, /Line 32:.*oops.*is not a phone number/)
    expect(await flaws(page)).toEqual([])
    await keys.type('Choice 1', 'Renewed')
    await keys.tabTo('Meaning')
    await page.keyboard.type('sale')
    await keys.type('Choice 2', 'Not interested')
    await keys.press('Create campaign')
    await sue.reads(BOARD, /Mend the rows above, or go on without them/)
    await keys.press('Go on without these rows', 'Space')
    await keys.press('Create campaign')
    const [, campaign = ''] = await sue.reads(BOARD, /Summer renewals (\d+)/)
    await sue.reads(BOARD, /Never started from here/)

    // start, and watch three agents work
    await keys.press('Start dialling')
    await sue.reads(BOARD, /Dialling · last set here at .* by sue/)
    const place = { ...working, campaign }
    const ann = await work(place, 'ann@acme.example', '2135550101')
    const ben = await work(place, 'ben@acme.example', '2135550102')
    const cho = await work(place, 'cho@acme.example', '2135550103')
    await sue.reads(BOARD, /3 on a call/)
    await sue.reads(BOARD, /ann@acme\.example.*On a call with Person \d+/)
    expect(await flaws(page)).toEqual([])
    const callId = await finish(ann, 'Renewed', '=1+1 boxes')
    await finish(ben, 'Not interested', 'maybe next year')
    await sue.reads(BOARD, /Not signed in.*ann@acme\.example/)

    // the ratio
    await keys.press('Pacing')
    await keys.type(RATIO, 'many')
    await page.keyboard.press('Enter')
    await sue.reads(BOARD, /Type a number from 0\.1 to 10/)
    await keys.type(RATIO, '2.5')
    await page.keyboard.press('Enter')
    await sue.reads(BOARD, /2\.5, last set here at .* by sue/)
    expect(await flaws(page)).toEqual([])

    // remove one
    await keys.press('Team')
    await keys.press('Remove cho@acme.example')
    await sue.reads(BOARD, /Remove cho@acme\.example\?.*They have been speaking with Person \d+/)
    expect(await keys.focused()).toBe('Keep')
    expect(await flaws(page)).toEqual([])
    await keys.press('Remove cho@acme.example')
    await cho.inPhase('on-call', ({ phone, goneWhy }) => phone === 'gone' && goneWhy === 'kicked')
    await sue.reads(BOARD, /cho@acme\.example.*phone has hung up/)
    const { id } = (await cho.inPhase('on-call')).call
    await cho.command({ type: 'leave-unfinished', callId: id })
    await sue.reads(BOARD, /cho@acme\.example.*Removed/)
    await sue.reads(BOARD, /Answers of cho@acme\.example: 1 never given/)

    // the log goes home, without a formula
    await keys.press('Calls')
    await sue.reads(BOARD, /Person \d+/)
    await keys.type('Search', 'boxes')
    await page.keyboard.press('Enter')
    await sue.reads(BOARD, /Renewed/)
    expect(await flaws(page)).toEqual([])
    await keys.press('Download CSV')
    const saved = `calls-${campaign}.csv`
    await expect.poll(() => readdir(folder)).toContain(saved)
    const csv = await readFile(join(folder, saved), 'utf8')
    expect(csv).toContain('Phone Number,Name,name,city')
    expect(csv).toContain(`,'=1+1 boxes,`)

    // and every finish has arrived at the CRM's server
    await expect
      .poll(() => working.crm.received.map((each) => each.id))
      .toContain(`${campaign}.${callId}`)
    expect(working.crm.forged).toEqual([])
    await keys.press('Deliveries')
    await sue.reads(BOARD, /ann@acme\.example arrived/)
    await keys.press('Report')
    await sue.reads(BOARD, /Avg Call \(Sec\).*ann@acme\.example/)
    await keys.press('Outcomes')
    await sue.reads(BOARD, /Today by agent.*ann@acme\.example/)
    expect(await flaws(page)).toEqual([])
    await keys.press('Settings')
    await sue.reads(BOARD, /Save/)
    expect(await flaws(page)).toEqual([])
    await keys.press('Stop dialling')
    await sue.reads(BOARD, /Stopped · last set here/)
    expect(errors).toEqual([])
    await Promise.all([ann, ben, cho].map((agent) => agent.close()))
  }, 180_000)
})
