import { assert } from 'chai'
import type { Question } from '../../shared/campaign.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, MARIA, onCall, SOMEONE, waiting } from './browser/snapshots.ts'

const QUESTIONS: readonly Question[] = [
  { label: 'Seats', kind: 'number', required: true },
  { label: 'Heard of us', kind: 'choice', choices: ['Fair', 'Friend'], required: false },
]

async function mountAsked(): Promise<Mounted> {
  const page = await mount()
  const script = 'Hello {name} of {COMPANY}, {nobody knows}this is Acme.'
  const campaign = { ...CAMPAIGN, id: page.worker.campaign, questions: QUESTIONS, script }
  page.worker.show(onCall(), { campaign })
  await until(() => page.has('#answer-1'), 'the questions')
  return page
}

function pick(page: Mounted, selector: string, value: string): void {
  const select = page.find<HTMLSelectElement>(selector)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

describe('a campaign’s questions', () => {
  afterEach(unmount)

  it('are answered, drafted, finished, and gone with the next call', async () => {
    const page = await mountAsked()
    await page.isAccessible()
    page.type('#answer-0', '12')
    pick(page, '#answer-1', 'Friend')
    const { draft } = await page.worker.accept('save-draft')
    assert.deepEqual(draft.answers, { Seats: '12', 'Heard of us': 'Friend' })
    page.press('Next call')
    const finish = await page.worker.accept('finish')
    assert.deepEqual(finish.draft.answers, draft.answers)
    page.worker.show(waiting())
    page.worker.show(onCall({ call: SOMEONE }))
    await page.shows('(646) 555-0188')
    assert.equal(page.find<HTMLInputElement>('#answer-0').value, '')
    assert.equal(page.find<HTMLSelectElement>('#answer-1').value, '')
  })

  it('are shown as another tab has answered them', async () => {
    const page = await mountAsked()
    const draft = { dispositions: [], notes: '', answers: { Seats: '7', 'Heard of us': 'Fair' } }
    page.worker.show(onCall({ draft }))
    await until(() => page.find<HTMLInputElement>('#answer-0').value === '7', 'the other answer')
    assert.equal(page.find<HTMLSelectElement>('#answer-1').value, 'Fair')
  })

  it('say beside the field what is wrong with an answer', async () => {
    const page = await mountAsked()
    page.type('#answer-0', 'a dozen')
    page.press('Next call')
    await page.worker.refuse('finish', 'bad-answer', { field: 'answer-0' })
    await page.shows('This answer does not fit the question.')
    const field = page.find<HTMLInputElement>('#answer-0')
    assert.equal(field.getAttribute('aria-invalid'), 'true')
    assert.equal(field.value, 'a dozen')
    await page.isAccessible()
    page.type('#answer-0', '12')
    await until(() => !page.has('.problem'), 'the problem to be solved')
  })

  it('come with a script in which the person’s own words stand', async () => {
    const page = await mountAsked()
    await page.shows('Hello Maria Alvarez of Alvarez & Daughters, this is Acme.')
    const own = document.createElement('p')
    own.slot = 'script'
    page.element.append(own)
    assert.isFalse(page.find('.script').checkVisibility())
  })

  it('ask when to call back, once the disposition says so', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    assert.isFalse(page.has('#callbackAt'))
    page.choose('Call back')
    await until(() => page.has('#callbackAt'), 'the time')
    await page.isAccessible()
    const field = page.find<HTMLInputElement>('#callbackAt')
    field.value = '2030-01-02T15:30'
    field.dispatchEvent(new Event('change', { bubbles: true }))
    await until(
      () => page.worker.frames.some((frame) => 'draft' in frame && frame.draft.callbackAt),
      'the saved time',
    )
    page.press('Next call')
    const { draft } = await page.worker.accept('finish')
    assert.match(draft.callbackAt ?? '', /^2030-01-02T15:30[+-]\d\d:\d\d$/)
    assert.equal(Date.parse(draft.callbackAt ?? ''), new Date('2030-01-02T15:30').getTime())
  })

  it('send no time for another outcome, and show it again with its own', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.choose('Call back')
    await until(() => page.has('#callbackAt'), 'the time')
    const field = page.find<HTMLInputElement>('#callbackAt')
    field.value = '2030-01-02T15:30'
    field.dispatchEvent(new Event('change', { bubbles: true }))
    page.choose('Do not call')
    await until(() => !page.has('#callbackAt'), 'the field to go')
    page.press('Next call')
    const { draft } = await page.worker.next('finish')
    assert.deepEqual(draft, { dispositions: ['Do not call', ''], notes: '' })
    page.choose('Call back')
    await until(() => page.has('#callbackAt'), 'the time')
    assert.equal(page.find<HTMLInputElement>('#callbackAt').value, '2030-01-02T15:30')
  })

  it('leave a time alone that the host page sets, whatever the outcome', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const callbackAt = '2030-01-02T15:30+00:00'
    const finish = { dispositions: ['Renewed', ''], notes: '' }
    void page.element.finish({ ...finish, callbackAt }).catch(() => undefined)
    assert.equal((await page.worker.accept('finish')).draft.callbackAt, callbackAt)
    page.element.addEventListener('agent-finish', (event) => {
      event.callbackAt = callbackAt
    })
    void page.element.finish(finish).catch(() => undefined)
    assert.equal((await page.worker.accept('finish')).draft.callbackAt, callbackAt)
  })
})

describe('the host page’s own form', () => {
  afterEach(unmount)

  it('joins the answers, and is checked before anything is sent', async () => {
    const page = await mount((worker) => worker.show(onCall({ call: MARIA })))
    const box = document.createElement('div')
    box.slot = 'form'
    box.innerHTML = `<label>Ticket <input name="Ticket" required></label>
      <label><input type="checkbox" name="Sent" value="offer"> Offer</label>
      <label><input type="checkbox" name="Sent" value="invoice"> Invoice</label>
      <select name="Region"><option>North</option></select>
      <input type="password" name="secret" value="hidden">`
    page.element.append(box)
    page.choose('Renewed')
    page.press('Next call')
    await page.shows('This answer does not fit the question.')
    const [ticket, offer, invoice] = box.querySelectorAll('input')
    if (ticket) ticket.value = 'T-7'
    offer?.click()
    invoice?.click()
    page.press('Next call')
    const { draft } = await page.worker.accept('finish')
    assert.deepEqual(draft.answers, { Ticket: 'T-7', Sent: 'offer, invoice', Region: 'North' })
  })

  it('that cannot be read is a failure like any other, and the button works again', async () => {
    const page = await mount((worker) => worker.show(onCall({ call: MARIA })))
    page.element.innerHTML = '<input slot="form" name="Ticket">'
    const ticket = page.element.querySelector('input') as HTMLInputElement
    ticket.reportValidity = () => {
      throw new TypeError('Failed to fetch')
    }
    const codes: string[] = []
    page.element.addEventListener('agent-error', ({ error }) => codes.push(error.code))
    page.press('Next call')
    await page.shows('Something went wrong on our side.')
    const error = await page.element.finish().catch((problem: unknown) => problem)
    assert.instanceOf(error, ConsoleError)
    assert.deepEqual(codes, ['internal', 'internal'])
    Reflect.deleteProperty(ticket, 'reportValidity')
    page.press('Next call')
    await page.worker.accept('finish')
  })

  it('is read once, however often the button is pressed', async () => {
    const page = await mount((worker) => worker.show(onCall({ call: MARIA })))
    page.element.innerHTML = '<input slot="form" name="Ticket">'
    let asked = 0
    page.element.addEventListener('agent-finish', () => asked++)
    page.press('Next call')
    await page.element.updateComplete
    page.press('Next call')
    await page.worker.accept('finish')
    assert.equal(asked, 1)
    assert.lengthOf(
      page.worker.frames.filter(({ type }) => type === 'finish'),
      1,
    )
  })

  it('joins the answers inside a shadow root that is closed', async () => {
    const page = await mount((worker) => worker.show(onCall({ call: MARIA })))
    const outer = document.createElement('div')
    document.body.append(outer)
    try {
      outer.attachShadow({ mode: 'closed' }).append(page.element)
      await page.shows('Maria Alvarez')
      page.element.innerHTML = '<label slot="form">Ticket <input name="Ticket" value="T-8"></label>'
      page.choose('Renewed')
      page.press('Next call')
      const { draft } = await page.worker.accept('finish')
      assert.deepEqual(draft.answers, { Ticket: 'T-8' })
    } finally {
      outer.remove()
    }
  })
})
