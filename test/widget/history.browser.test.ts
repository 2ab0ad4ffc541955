import { assert } from 'chai'
import type { LoggedCall } from '../../shared/board.ts'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, signedOut } from './browser/snapshots.ts'

const STORED: LoggedCall = {
  callId: '8001',
  userId: 'ben@acme.example',
  agentId: '4720',
  shown: true,
  phoneNumber: MARIA.phoneNumber,
  name: MARIA.name,
  openedAt: Date.UTC(2026, 4, 1, 15, 30),
  finishedAt: Date.UTC(2026, 4, 1, 15, 33),
  fields: [],
  dispositions: ['Call back', 'Neutral'],
  meanings: ['callback'],
  notes: 'Asked for <b>May</b>.',
  response: '{}',
  leftMessage: false,
  state: 'stored',
  words: null,
  sentAgain: false,
}

describe('what was before', () => {
  afterEach(unmount)

  it('with the person on the line is shown on their card', async () => {
    const page = await mount((worker) => {
      const guest = { ...STORED, callId: '8002', userId: `passcode:${worker.campaign}:Cho` }
      worker.answers = () => ({ calls: [STORED, guest] })
      worker.show(onCall({ call: { ...MARIA, campaignId: worker.campaign } }))
    })
    await page.shows('Before with this person')
    await page.shows('Asked for <b>May</b>.')
    await page.shows('by ben@acme.example')
    await page.shows('by Cho')
    await page.isAccessible()
    const [request] = page.worker.asked
    assert.equal(request?.path, '/v1/session/contacts')
    assert.deepEqual(request?.query, { campaign: page.worker.campaign, call: MARIA.id })
    assert.equal(request?.authorization, 'Bearer a.test.token')
    page.worker.show(
      onCall({ call: { ...MARIA, campaignId: page.worker.campaign }, lastCall: true }),
    )
    await until(() => page.element.session?.version === 3, 'another snapshot')
    await page.element.updateComplete
    assert.lengthOf(page.worker.asked, 1, 'once per call')
  })

  it('is left out where there is nothing, or no answer', async () => {
    const page = await mount((worker) => {
      worker.answers = () => 'internal'
      worker.show(onCall({ call: { ...MARIA, campaignId: worker.campaign } }))
    })
    await until(() => page.worker.asked.length === 1, 'the request')
    await page.element.updateComplete
    assert.notInclude(page.text, 'Before with this person')
    assert.isFalse(page.has('.problem'))
  })
})

describe('the last calls', () => {
  afterEach(unmount)

  const open = async (answers: LoggedCall[]) => {
    const page = await mount()
    page.worker.answers = () => ({ calls: answers })
    page.worker.show(signedOut({ why: 'log-off' }), { today: { calls: 1, handleSeconds: 60 } })
    await page.shows('Last calls')
    page.find('summary', 'Last calls').click()
    return page
  }

  it('are listed when somebody looks', async () => {
    const page = await open([STORED, { ...STORED, callId: '8002', name: null, state: 'refused' }])
    await page.shows('Maria Alvarez')
    await page.shows('(213) 555-0143')
    await page.shows('refused')
    await page.isAccessible()
    assert.deepEqual(page.worker.asked[0]?.query, { campaign: page.worker.campaign })
  })

  it('can be corrected, and say that nothing is replaced', async () => {
    const page = await open([STORED])
    await page.shows('Maria Alvarez')
    page.press('Correct')
    await page.shows('it cannot be changed. Your correction is added to our log')
    await page.isAccessible()
    const field = page.find<HTMLTextAreaElement>('form.sheet textarea')
    field.value = 'It was her brother.'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    const mood = page.element.renderRoot.querySelectorAll<HTMLSelectElement>('form.sheet select')[1]
    if (mood) mood.value = 'Cross'
    mood?.dispatchEvent(new Event('change', { bubbles: true }))

    page.worker.answers = () => 'wrong-call'
    page.press('Add correction')
    await page.shows('This belongs to another call.')
    assert.equal(page.find<HTMLTextAreaElement>('form.sheet textarea').value, 'It was her brother.')

    const correction = { at: 1, dispositions: ['', 'Cross'], notes: 'It was her brother.' }
    page.worker.answers = ({ body }) =>
      body ? { corrected: true } : { calls: [{ ...STORED, corrections: [correction] }] }
    page.press('Add correction')
    await page.shows('Cross, It was her brother.')
    assert.isFalse(page.has('form.sheet'))
    const { campaign } = page.worker
    const { at: _, ...sent } = correction
    const posted = page.worker.asked.filter(({ body }) => body !== null).at(-1)
    assert.equal(posted?.path, '/v1/session/corrections')
    assert.deepEqual(posted?.body, { campaign, callId: '8001', ...sent })
  })

  it('keep the keyboard when a correction is begun, refused, given up and added', async () => {
    const page = await open([STORED])
    await page.shows('Maria Alvarez')
    const held = (selector: string) =>
      until(() => page.focused?.matches(selector) === true, `the keyboard on ${selector}`)
    const press = (label: string) => {
      page.button(label).focus()
      page.press(label)
    }
    press('Correct')
    await held('form.sheet select')
    press('Cancel')
    await held('.before button')
    press('Correct')
    await held('form.sheet select')
    page.worker.answers = () => 'wrong-call'
    press('Add correction')
    await page.shows('This belongs to another call.')
    assert.equal(page.focused, page.button('Add correction'))
    page.worker.answers = ({ body }) => (body ? { corrected: true } : { calls: [STORED] })
    press('Add correction')
    await held('.before button')
  })

  it('say what is wrong when they cannot be had', async () => {
    const page = await mount()
    page.worker.answers = () => 'token-invalid'
    page.worker.show(signedOut({ why: 'log-off' }), { today: { calls: 1, handleSeconds: 60 } })
    await page.shows('Last calls')
    page.find('summary', 'Last calls').click()
    await page.shows('Your sign-in is not valid.')
  })
})
