import { assert } from 'chai'
import { ConsoleError } from '../../shared/errors.ts'
import { CampaignCreatedEvent } from '../../widget/board/events.ts'
import { type MountedBoard, mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'

const BAD = 'phone,name\n2135550143,Ann\noops,Cho\n12,Dee\n'

async function opened(): Promise<MountedBoard> {
  const page = await mountBoard()
  await page.open('New campaign', 'Create campaign')
  return page
}

/** Gives the form a file, as if it had been chosen. */
function choose(page: MountedBoard, file: File): void {
  const files = new DataTransfer()
  files.items.add(file)
  const field = page.field('CSV file')
  field.files = files.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

/** What was sent as the campaign's part of the form. */
function sent(page: MountedBoard) {
  const all = page.worker.asked.filter(
    ({ method, path }) => `${method} ${path}` === 'POST /v1/campaigns',
  )
  return all.map(({ body }) =>
    JSON.parse(/name="campaign"\s+(\{.*\})\s/.exec(String(body))?.[1] ?? ''),
  )
}

async function fillIn(page: MountedBoard): Promise<void> {
  page.fill('Name', 'Summer')
  page.fill('Caller id', '(212) 555-0100')
  page.fill('Choice 1', 'Sold')
  page.fill('Or paste rows', '2135550143\n2135550144\n')
  await page.shows('2 numbers in the pasted rows')
}

describe('a new campaign', () => {
  afterEach(unmountBoards)

  it('says what is missing by each field, sends nothing, and puts the keyboard there', async () => {
    const page = await opened()
    page.fill('Passcode', 'short')
    page.press('Create campaign')
    await page.shows('Nothing was sent.')
    assert.equal(page.problemOf('Name'), 'Give the campaign a name.')
    assert.include(page.problemOf('Caller id'), 'is not a phone number')
    assert.equal(page.problemOf('CSV file'), 'Choose a file or paste numbers.')
    assert.equal(page.problemOf('Passcode'), 'The passcode needs at least 8 characters.')
    await page.shows('Every list needs a name of its own, and at least one choice')
    assert.equal(page.focused, page.field('Name'))
    assert.lengthOf(page.worker.asked, 0)
    assert.equal(page.field('Passcode').value, 'short')
    await page.isAccessible()
  })

  it('names every bad row with its line and reason, and goes on without them if told to', async () => {
    const page = await opened()
    await fillIn(page)
    choose(page, new File([BAD], 'people.csv'))
    await page.shows('1 number in people.csv')
    await page.shows('2 rows cannot be dialled:')
    const rows = [...page.element.renderRoot.querySelectorAll('.bad li')].map((each) =>
      each.textContent?.replace(/\s+/g, ' ').trim(),
    )
    assert.deepEqual(rows, ['Line 3: oops is not a phone number', 'Line 4: 12 is too short'])
    page.press('Create campaign')
    await page.shows('Mend the rows above, or go on without them.')
    assert.lengthOf(page.worker.asked, 0)
    page.worker.answers = () => 'dialer-unreachable'
    page.field('Go on without these rows').click()
    page.press('Create campaign')
    await page.shows('The dialer cannot be reached. Nothing was changed.')
    assert.deepInclude(sent(page)[0], { name: 'Summer', skipBad: true, columns: ['name'] })
    assert.equal(page.field('Name').value, 'Summer', 'nothing is lost')
  })

  it('shows what only the worker knows: numbers that were marked, and what it finds wrong', async () => {
    const page = await opened()
    await fillIn(page)
    const rows = [{ line: 2, reason: 'do-not-call' as const, value: '2135550144' }]
    page.worker.answers = () => new ConsoleError('bad-rows', { field: 'numbers', rows })
    page.press('Create campaign')
    await page.shows('was marked as do-not-call by an agent')
    page.worker.answers = () => new ConsoleError('bad-request', { field: 'answeringMachineSound' })
    page.field('Go on without these rows').click()
    page.fill('Recording', 'loud')
    page.press('Create campaign')
    await until(() => page.problemOf('Recording') !== '', 'what is wrong')
    assert.equal(page.problemOf('Recording'), 'The recording is a number: the dialer’s sound id.')
    assert.equal(page.focused, page.field('Recording'))
    assert.deepInclude(sent(page)[1], { answeringMachineSound: 'loud', skipBad: true })
  })

  it('is shown once it is there, and the host page hears of it', async () => {
    const page = await opened()
    await fillIn(page)
    const next = await mountBoard()
    const heard: CampaignCreatedEvent[] = []
    page.element.addEventListener('campaign-created', (event) => heard.push(event))
    const id = next.worker.campaign
    page.worker.answers = () => ({ campaign: { id }, token: 'a.wider.token' })
    page.press('Create campaign')
    await until(() => page.element.board?.campaign.id === id, 'its board')
    assert.instanceOf(heard[0], CampaignCreatedEvent)
    assert.include(heard[0], { campaign: id, token: 'a.wider.token' })
    assert.include(next.worker.protocols, 'bearer.a.wider.token')
    assert.notProperty(sent(page)[0], 'answeringMachineSound')
  })

  it('tells a spreadsheet’s own format from text', async () => {
    const page = await opened()
    choose(page, new File([new Uint8Array([80, 75, 3, 4, 0, 0, 1])], 'people.xlsx'))
    await page.shows('save the table as CSV')
    choose(page, new File(['2135550143\n'], 'people.csv'))
    await page.shows('1 number in people.csv')
    assert.notInclude(page.text, 'save the table as CSV')
  })

  it('gives the keyboard a new line when one is added, and the button when one is taken', async () => {
    const page = await opened()
    page.press('Add a choice')
    await page.shows('Choice 3')
    await until(() => page.focused === page.field('Choice 3'), 'the new line')
    page.fill('Choice 3', 'Later')
    await until(() => page.has('[aria-label="Remove choice Later"]'), 'its own name')
    const remove = page.find<HTMLButtonElement>('[aria-label="Remove choice Later"]')
    remove.focus()
    remove.click()
    await until(() => page.focused?.textContent?.trim() === 'Add a choice', 'the button')
    assert.notInclude(page.text, 'Choice 3')
  })

  it('shows what a choice means that moves up, whatever was picked in its place before', async () => {
    const page = await opened()
    const picks = () => [
      ...page.element.renderRoot.querySelectorAll<HTMLSelectElement>('fieldset select'),
    ]
    const pick = (at: number, value: string) => {
      const select = picks()[at]
      if (!select) throw new Error(`there is no choice ${at}`)
      select.value = value
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }
    page.fill('Choice 1', 'Sold')
    page.fill('Choice 2', 'Talked')
    pick(0, 'contact')
    await page.element.updateComplete
    pick(0, 'sale')
    pick(1, 'contact')
    await until(() => page.has('[aria-label="Remove choice Sold"]'), 'its name')
    page.find<HTMLButtonElement>('[aria-label="Remove choice Sold"]').click()
    await until(() => page.field('Choice 1').value === 'Talked', 'the other to move up')
    assert.equal(picks()[0]?.value, 'contact')
  })

  it('reads a hundred thousand rows without freezing the page', async () => {
    const page = await opened()
    const line = (_: unknown, at: number) =>
      `21355${String(at).padStart(5, '0')},Person ${at},Fresno`
    const file = new File([Array.from({ length: 100_000 }, line).join('\n')], 'many.csv')
    const progress = new Set<string>()
    let longest = 0
    const began = performance.now()
    let last = began
    const beat = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      const shown = /Reading, \d+ %/.exec(page.text)
      if (shown) progress.add(shown[0])
    })
    choose(page, file)
    await until(() => page.text.includes('100,000 numbers in many.csv'), 'all of them', 60_000)
    clearInterval(beat)
    assert.isAbove(progress.size, 2, 'progress is shown')
    // However slow the machine: a page that reads them all at once stands still all the time.
    assert.isBelow(longest, (performance.now() - began) / 2)
  })
})

describe('a campaign’s settings', () => {
  afterEach(unmountBoards)

  it('for one that was made elsewhere are set up here, and its board is shown then', async () => {
    const page = await mountBoard((script) => {
      script.shown = 'unknown-campaign'
    })
    await page.shows('Nobody has set this campaign up here yet.')
    await page.open('Settings', `Campaign ${page.worker.campaign} was made elsewhere`)
    page.press('Save')
    await page.shows('Nothing was saved.')
    assert.equal(page.problemOf('Name'), 'Give the campaign a name.')
    page.fill('Name', 'Elsewhere')
    page.fill('Choice 1', 'Sold')
    page.script.shown = page.script.snapshot()
    page.press('Save')
    await until(() => page.element.board !== null, 'the board')
    const [put] = page.script.asked('PUT', '')
    assert.deepInclude(put?.body, { name: 'Elsewhere', dispositionRequired: true })
  })

  it('are not overwritten unseen when two supervisors change them', async () => {
    const page = await mountBoard()
    await page.open('Settings', 'Save')
    assert.equal(page.field('Name').value, 'Spring renewals')
    const campaign = { ...page.script.snapshot().campaign, name: 'By another' }
    const change = () => {
      const shown = { ...page.script.snapshot(), campaign }
      page.script.shown = shown
      page.worker.update({ type: 'board', board: shown })
    }
    change()
    await until(() => page.field('Name').value === 'By another', 'theirs, while nothing is typed')
    page.fill('Name', 'Mine')
    campaign.name = 'By another again'
    change()
    await page.shows('Somebody else has changed these settings meanwhile.')
    assert.equal(page.field('Name').value, 'Mine')
    await page.isAccessible()
    page.press('Show theirs')
    await until(() => page.field('Name').value === 'By another again', 'theirs')
    assert.notInclude(page.text, 'Somebody else has changed')
  })

  it('that the worker refuses stay typed, with what is wrong', async () => {
    const page = await mountBoard()
    await page.open('Settings', 'Save')
    page.worker.answers = () => new ConsoleError('bad-request', { field: 'questions.0.label' })
    page.fill('Question 1', ' ')
    page.press('Save')
    await page.shows('Every question needs a label of its own')
    page.worker.answers = () => ({})
    page.fill('Question 1', 'Boxes?')
    page.press('Save')
    await page.shows('Saved. Open consoles show it.')
  })
})
