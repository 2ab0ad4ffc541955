import { assert } from 'chai'
import { ConsoleError } from '../../shared/errors.ts'
import type { AgentReport } from '../../shared/report.ts'
import { CALLS, logged, OUTCOMES, REPORT } from './browser/boards.ts'
import { type MountedBoard, mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'

/** A board whose campaign's routes answer this, whatever is asked. */
async function opened(part: string, answer: object, words: string): Promise<MountedBoard> {
  const page = await mountBoard()
  page.worker.answers = () => answer
  await page.open(part, words)
  return page
}

const texts = (page: MountedBoard, selector: string) =>
  [...page.element.renderRoot.querySelectorAll(selector)].map((each) => each.textContent?.trim())

describe('the report', () => {
  const asked = (page: MountedBoard) => page.script.asked('GET', '/agents').length
  const now = Date.now
  // Pages of other tests may lie over this one.
  const hidden = (value: boolean) =>
    Object.defineProperty(document, 'hidden', { configurable: true, value })
  const later = (seconds: number) => {
    Date.now = () => now() + seconds * 1_000
  }
  beforeEach(() => hidden(false))
  afterEach(() => {
    Date.now = now
    Reflect.deleteProperty(document, 'hidden')
    unmountBoards()
  })

  it('has the documented columns by their names, what else a dialer tells, and totals', async () => {
    const page = await opened('Report', REPORT, 'Total')
    const names =
      'ID, Campaign ID, Phone Number, User ID, Logged In, Logged Out, Calls, Duration, Calls (Sec), Avg Call (Sec), Resp. Time, %Response, Mood'
    assert.deepEqual(texts(page, 'thead th'), names.split(', '))
    assert.deepEqual(texts(page, 'tfoot .count, tfoot .percent'), ['35', '10.1'])
  })

  it('is sorted by any column, numbers as numbers, and what is not told comes last', async () => {
    const row = (id: string, calls: number | null) =>
      REPORT.columns.map((_, at) => (at === 0 ? id : at === 6 ? calls : null))
    const rows = [row('9', 10), row('10', null), row('08', 9)]
    const page = await opened('Report', { ...REPORT, rows } satisfies AgentReport, 'Total')
    const ids = () => texts(page, 'tbody th')
    const sort = async (name: string) => {
      page.find<HTMLButtonElement>('thead button', name).click()
      await page.element.updateComplete
    }
    await sort('Calls')
    assert.deepEqual(ids(), ['08', '9', '10'])
    assert.equal(page.find('th[aria-sort]').getAttribute('aria-sort'), 'ascending')
    await sort('Calls')
    assert.deepEqual(ids(), ['9', '08', '10'])
    assert.equal(page.find('th[aria-sort]').getAttribute('aria-sort'), 'descending')
    await sort('ID')
    assert.deepEqual(ids(), ['08', '9', '10'])
  })

  it('is asked for by itself once a minute, not more, and whenever somebody presses', async () => {
    const page = await opened('Report', REPORT, 'Total')
    assert.equal(asked(page), 1)
    later(50)
    await page.open('Team', 'Remove by agent id')
    await page.open('Report', 'Total')
    assert.equal(asked(page), 1)
    page.press('Refresh')
    await until(() => asked(page) === 2, 'the second')
    later(115)
    await until(() => asked(page) === 3, 'one by itself')
    hidden(true)
    later(180)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    assert.equal(asked(page), 3, 'none while the page is not seen')
    hidden(false)
    await page.open('Team', 'Remove by agent id')
    const clock = page.find('.timer').textContent
    await until(() => page.find('.timer').textContent !== clock, 'a second')
    assert.equal(asked(page), 3, 'none while another part is shown')
  })

  it('that does not come is explained; the last one stays', async () => {
    const page = await opened('Report', REPORT, 'Total')
    page.worker.answers = () => 'dialer-unreachable'
    page.press('Refresh')
    await page.shows('The dialer cannot be reached.')
    await page.shows('Total')
    page.worker.answers = () => ({ ...REPORT, rows: [] })
    page.press('Refresh')
    await page.shows('The dialer knows no logins in this campaign.')
  })
})

describe('the call log', () => {
  afterEach(unmountBoards)
  const queries = (page: MountedBoard) =>
    page.script.asked('GET', '/calls').map(({ query }) => query)

  it('shows all that is known of a call', async () => {
    const page = await opened('Calls', { calls: CALLS, next: null }, 'maybe stored')
    page.find<HTMLDetailsElement>('.call:nth-child(2)').open = true
    const facts = texts(page, '.call:nth-child(2) dl > div')
    for (const fact of [/Number\s*2135550143/, /Meaning\s*sale/, /boxes\?\s*14/, /time\s*3:00/]) {
      assert.isTrue(
        facts.some((each) => fact.test(each ?? '')),
        `${fact} in ${facts}`,
      )
    }
    assert.deepEqual(texts(page, '.call .trouble'), ['maybe stored', 'refused by the dialer'])
  })

  it('says how many consoles are still being asked to forget a number', async () => {
    const page = await opened('Calls', { calls: CALLS, next: null }, 'maybe stored')
    assert.notInclude(page.text, 'still being asked')
    page.script.show({ erasing: 1_950 })
    await page.shows('Consoles that are still being asked: 1950.')
    page.script.show({ erasing: 0 })
    await until(() => !page.text.includes('still being asked'), 'the end of it')
  })

  it('is searched by words and days, and goes on where a page ended', async () => {
    const page = await opened('Calls', { calls: CALLS, next: '7-1' }, 'maybe stored')
    page.fill('Search', 'boxes')
    page.fill('From', '2026-11-02')
    page.fill('Until', '2026-11-03')
    page.press('Find')
    await until(() => queries(page).length === 2, 'the search')
    assert.deepEqual(queries(page)[1], {
      search: 'boxes',
      from: new Date('2026-11-02T00:00').toISOString(),
      to: new Date('2026-11-04T00:00').toISOString(),
    })
    const older = [logged('12', { name: 'Older' })]
    page.worker.answers = () => ({ calls: older, next: null })
    await until(() => !page.has('[aria-busy]'), 'its answer')
    page.press('More')
    await page.shows('Older')
    assert.equal(queries(page)[2]?.after, '7-1')
    assert.equal(queries(page)[2]?.search, 'boxes')
    assert.lengthOf(texts(page, '.call'), CALLS.length + 1)
    assert.notInclude(page.text, 'More')
  })

  it('is still what was searched for when it is opened again', async () => {
    const page = await opened('Calls', { calls: CALLS, next: null }, 'maybe stored')
    page.fill('Search', 'boxes')
    page.fill('From', '2026-11-02')
    page.press('Find')
    await until(() => queries(page).length === 2 && !page.has('[aria-busy]'), 'the search')
    await page.open('Team', 'Remove by agent id')
    await page.open('Calls', 'maybe stored')
    await until(() => queries(page).length === 3, 'the same search')
    assert.equal(queries(page)[2]?.search, 'boxes')
    assert.deepEqual(
      ['Search', 'From', 'Until'].map((label) => page.field(label).value),
      ['boxes', '2026-11-02', ''],
    )
  })

  it('is searched for what was asked last, also while it was being read', async () => {
    const page = await opened('Calls', { calls: CALLS, next: null }, 'maybe stored')
    page.fill('Search', 'first')
    page.press('Find')
    page.fill('Search', 'second')
    page.press('Find')
    await until(() => queries(page).at(-1)?.search === 'second', 'the second search')
    await until(() => !page.has('[aria-busy]'), 'its answer')
    assert.equal(queries(page).length, 3)
  })

  it('says so when the days are the wrong way round, and asks nothing', async () => {
    const page = await opened('Calls', { calls: [], next: null }, 'No calls fit.')
    page.fill('From', '2026-11-03')
    page.fill('Until', '2026-11-02')
    page.press('Find')
    await page.shows('The first day is after the last.')
    assert.lengthOf(queries(page), 1)
    assert.equal(page.field('From').value, '2026-11-03')
  })
})

describe('outcomes', () => {
  afterEach(unmountBoards)

  it('are counted by hour, oldest first, and by agent, with a bar for each', async () => {
    const page = await opened('Outcomes', { outcomes: OUTCOMES.toReversed() }, 'Today by agent')
    const [hours, agents] = [...page.element.renderRoot.querySelectorAll('table')]
    const lines = (table: Element | undefined, cell: string) =>
      [...(table?.querySelectorAll(`tbody ${cell}`) ?? [])].map((each) => each.textContent?.trim())
    assert.deepEqual(lines(hours, 'td:nth-child(3)'), ['21', '25', '5'])
    assert.deepEqual(lines(agents, 'th'), ['ann@acme.example', 'ben@acme.example'])
    assert.deepEqual(lines(agents, 'td:nth-child(8)'), ['19 %', '25 %'])
    const bars = [...(agents?.querySelectorAll('svg') ?? [])].map((svg) =>
      [...svg.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('width'))),
    )
    assert.deepEqual(bars, [
      [31, 6],
      [20, 5],
    ])
    assert.isTrue([...(agents?.querySelectorAll('svg') ?? [])].every((svg) => svg.ariaHidden))
  })
})

describe('deliveries', () => {
  afterEach(unmountBoards)
  const webhook = {
    id: '1.79',
    callId: '79',
    userId: 'ann@acme.example',
    state: 'failed',
    tries: 11,
    nextTryAt: null,
    trouble: 'HTTP 503',
    at: Date.now(),
  }

  it('that were given up can be tried again, and say if that did not work', async () => {
    const answer = { on: true, webhooks: [webhook] }
    const page = await opened('Deliveries', answer, 'given up, after 11 tries: HTTP 503')
    page.worker.answers = ({ method }) => (method === 'POST' ? 'not-now' : answer)
    page.find<HTMLButtonElement>('td button').click()
    await until(() => page.has('.panel .problem'), 'why not')
    page.worker.answers = ({ method }) =>
      method === 'POST'
        ? { retried: true }
        : { on: true, webhooks: [{ ...webhook, state: 'delivered', trouble: null }] }
    page.find<HTMLButtonElement>('td button').click()
    await page.shows('arrived')
    assert.lengthOf(page.script.asked('POST', '/webhooks/1.79/retry'), 2)
    assert.isFalse(page.has('.panel .problem'))
  })

  it('that nobody has set up say how', async () => {
    await opened('Deliveries', { on: false, webhooks: [] }, 'FINISH_WEBHOOK_URL is not set')
  })
})

describe('pacing', () => {
  afterEach(unmountBoards)

  it('says which ratios there are and what a high one does, without claiming to enforce it', async () => {
    const page = await opened('Pacing', {}, 'Lines dialled per idle agent, 0.1 to 10')
    await page.shows('at most 3 % of answered calls may be abandoned')
    await page.shows('this page neither measures nor limits it')
    await page.shows('1.5, last set here at')
  })

  it('refuses a ratio by the field and keeps it; shows the dialer’s words', async () => {
    const page = await opened('Pacing', {}, 'Lines dialled')
    const label = 'Lines dialled per idle agent'
    page.worker.answers = () => new ConsoleError('bad-request', { field: 'ratio' })
    page.fill(label, '11')
    page.find<HTMLButtonElement>('form button', 'Set').click()
    await until(() => page.problemOf(label) !== '', 'why not')
    assert.equal(page.problemOf(label), 'Type a number from 0.1 to 10.')
    assert.equal(page.field(label).value, '11')
    page.worker.answers = () => new ConsoleError('dialer-fault', { words: 'Too fast' })
    page.fill(label, '2,5')
    page.find<HTMLButtonElement>('form button', 'Set').click()
    await page.shows('The dialer says: “Too fast”')
    assert.deepEqual(page.script.asked('PUT', '/ratio').at(-1)?.body, { ratio: 2.5 })
    await page.shows('1.5, last set here at')
  })

  it('stops by itself when it was told to', async () => {
    const page = await opened('Pacing', {}, 'Stop dialling by itself')
    page.fill('every day at', '19:30')
    page.find<HTMLInputElement>('[name=empty]').click()
    page.press('Save')
    await page.shows('Saved.')
    const zone = 'America/New_York'
    const body = { whenEmpty: false, time: '19:30', zone }
    assert.deepEqual(page.script.asked('PUT', '/closing')[0]?.body, body)
  })
})
