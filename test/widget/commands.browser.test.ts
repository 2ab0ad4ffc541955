import { assert } from 'chai'
import type { ConsoleError } from '../../shared/errors.ts'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { callingBack, MARIA, onCall, REFUSED, signedOut, waiting } from './browser/snapshots.ts'

const rejection = (promise: Promise<void>) =>
  promise.then(
    () => null,
    (error: ConsoleError) => error,
  )

describe('a command given in <agent-console>', () => {
  afterEach(unmount)

  it('is pending until its answer, and changes nothing by itself', async () => {
    const page = await mount()
    page.type('#phoneNumber', '4155550122')
    page.press('Call my phone')
    await page.element.updateComplete
    assert.equal(page.button('Call my phone').getAttribute('aria-busy'), 'true')
    page.press('Call my phone')
    const frame = await page.worker.next('call-me')
    page.worker.answer(frame)
    await until(() => !page.button('Call my phone').hasAttribute('aria-busy'), 'the answer')
    assert.include(page.text, 'Ready when you are')
    assert.lengthOf(
      page.worker.frames.filter(({ type }) => type === 'call-me'),
      1,
    )
  })

  it('is the next call as the last one, chosen ahead and taken back', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const label = 'Make the next call my last'
    for (const on of [true, false]) {
      page.press(label)
      const { type, ...rest } = await page.worker.accept('last-call')
      assert.deepInclude(rest, { on })
      page.worker.show(waiting({ lastCall: on }))
      const pressed = () => page.button(label).getAttribute('aria-pressed') === String(on)
      await until(pressed, `${type} to be ${on}`)
      assert.equal(page.text.includes('The next call will be your last.'), on)
    }
  })

  it('is pending when another tab has given it', async () => {
    const page = await mount()
    page.worker.show(callingBack(), { pending: 'log-in' })
    await page.shows('Your phone is ringing')
    assert.equal(page.button('Log in').getAttribute('aria-busy'), 'true')
  })

  it('is refused beside its field also where it is the session that tells of it', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.show(callingBack({ refusal: 'No agent 4721' }))
    await page.shows('No agent 4721')
    const field = page.find('#agentId')
    assert.equal(field.getAttribute('aria-invalid'), 'true')
    const said = page.find(`#${field.getAttribute('aria-describedby')}`)
    assert.include(said.textContent, 'The dialer says: “No agent 4721”')
    assert.equal(said.getAttribute('role'), 'alert')
    await page.isAccessible()
    page.type('#agentId', 'none')
    page.press('Log in')
    await page.worker.refuse('log-in', 'bad-agent-id', { field: 'agentId' })
    await page.shows('Type the id you hear: digits only.')
    assert.notInclude(page.text, 'No agent 4721')
  })

  it('is refused beside its field, and keeps what was typed', async () => {
    const page = await mount()
    page.type('#phoneNumber', 'my phone')
    page.press('Call my phone')
    await page.worker.refuse('call-me', 'bad-phone-number', { field: 'phoneNumber' })
    await page.shows('This is not a phone number.')
    const field = page.find<HTMLInputElement>('#phoneNumber')
    assert.equal(field.value, 'my phone')
    assert.equal(field.getAttribute('aria-invalid'), 'true')
    assert.equal(field.getAttribute('aria-describedby'), page.find('.problem').id)
    await page.isAccessible()
  })

  it('quotes the dialer as text, whatever it says', async () => {
    const page = await mount((worker) => worker.show(callingBack()))
    page.type('#agentId', '9')
    page.press('Log in')
    const words = '<img src=x onerror="document.title=1"> no agent 9'
    await page.worker.refuse('log-in', 'dialer-fault', { words })
    await page.shows(`The dialer says: “${words}”`)
    assert.isFalse(page.has('img'))
    assert.equal(page.find<HTMLInputElement>('#agentId').value, '9')
  })

  it('needs a disposition, and says so above the notes', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#notes', 'She is out.')
    page.press('Next call')
    await page.worker.refuse('finish', 'disposition-required', { field: 'dispositions' })
    await page.shows('Choose how the call went first.')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'She is out.')
    assert.equal(
      page.find('fieldset').getAttribute('aria-describedby'),
      page.find('.problem').getAttribute('id'),
    )
    page.choose('Renewed')
    await until(() => !page.has('.problem'), 'the problem to be solved')
  })

  it('tells the host page that it failed, with a code', async () => {
    const page = await mount()
    const codes: string[] = []
    page.element.addEventListener('agent-error', ({ error }) => codes.push(error.code))
    const outcome = rejection(page.element.callMe('4155550122'))
    await page.worker.refuse('call-me', 'dialer-unreachable')
    assert.equal((await outcome)?.code, 'dialer-unreachable')
    assert.deepEqual(codes, ['dialer-unreachable'])
    await page.shows('The dialer cannot be reached.')
  })

  it('by a method settles as well', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const accepted = rejection(page.element.lastCall())
    const frame = await page.worker.accept('last-call')
    assert.equal(frame.on, true)
    assert.isNull(await accepted)
    assert.equal((await rejection(page.element.finish()))?.code, 'not-now')
  })

  it('can be stopped or changed by the host page before a finish', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.element.addEventListener('agent-finish', (event) => event.preventDefault(), { once: true })
    page.choose('Renewed')
    page.press('Next call')
    await page.shows('The page around this console stopped that.')
    page.element.addEventListener('agent-finish', (event) => {
      event.notes = `${event.notes} [ticket 7]`
    })
    page.type('#notes', 'Wants more.')
    page.press('Leave message, next')
    const { draft, leaveMessage } = await page.worker.accept('finish')
    assert.deepEqual(draft, { dispositions: ['Renewed', ''], notes: 'Wants more. [ticket 7]' })
    assert.isTrue(leaveMessage)
  })
})

describe('every other button', () => {
  afterEach(unmount)

  it('of the callback', async () => {
    const page = await mount((worker) => worker.show(callingBack({ againAt: Date.now() - 1 })))
    page.press('Call again')
    assert.equal((await page.worker.accept('call-me')).phoneNumber, '4155550122')
    page.press('Cancel')
    await page.worker.accept('cancel')
  })

  it('of the wait', async () => {
    const page = await mount((worker) => worker.show(waiting({ askMusicFor: MARIA.id })))
    page.press('Yes')
    assert.deepInclude(await page.worker.accept('hear-music'), { callId: MARIA.id, yes: true })
    page.press('After one more call')
    assert.isTrue((await page.worker.accept('last-call')).on)
    page.press('Hang up now')
    await page.worker.accept('log-off')
    page.press('I hear someone but see nothing')
    await page.worker.accept('no-screen')
    page.press('My phone has hung up')
    await page.worker.accept('phone-gone')
  })

  it('of the call', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#reason', 'Lunch')
    page.press('Start break')
    assert.equal((await page.worker.accept('hold-finish')).reason, 'Lunch')
    page.worker.show(onCall({ held: { reason: 'Lunch', since: Date.now() } }))
    await page.shows('On a break: Lunch')
    assert.include(page.find('.unseen').textContent, 'On a break')
    page.find('[data-command=end-hold]').focus()
    page.press('I am back')
    await page.worker.accept('end-hold')
    page.worker.show(onCall())
    await until(() => page.has('#reason'), 'the menu')
    assert.include(page.find('.unseen').textContent, 'Maria Alvarez')
    assert.equal(page.focused?.textContent, 'Maria Alvarez')
    page.find<HTMLFormElement>('.menu form').requestSubmit()
    assert.equal((await page.worker.accept('hold-finish')).reason, '')
    page.worker.show(onCall({ phone: 'gone', goneWhy: 'kicked' }))
    await page.shows('A supervisor hung up your phone.')
    assert.equal(page.find('h2').textContent, 'After the call')
    assert.equal(page.find('.timer').textContent, '', 'nobody knows since when')
    page.press('Leave without an answer')
    await page.worker.accept('leave-unfinished')
    page.press('Save and log off')
    assert.isTrue((await page.worker.accept('finish')).lastCall)
  })

  it('of a call whose person has gone: it is over, but not finished', async () => {
    const page = await mount((worker) => worker.show(onCall({ since: Date.now() - 70_000 })))
    await page.shows('1:1')
    page.press('The caller has gone')
    const said = await page.worker.accept('caller-gone')
    assert.deepInclude(said, { callId: MARIA.id, on: true })
    assert.include(page.find('h2').textContent, 'On a call')
    page.worker.show(onCall({ callerGoneAt: Date.now() - 5_000 }))
    await page.shows('After the call')
    await page.shows('No call comes until you finish this one.')
    assert.match(page.find('.timer').textContent ?? '', /0:0\d/)
    assert.equal(page.button('The caller has gone').getAttribute('aria-pressed'), 'true')
    await page.isAccessible()
    page.press('The caller has gone')
    assert.isFalse((await page.worker.accept('caller-gone')).on)
    page.press('Next call')
    assert.equal((await page.worker.accept('finish')).callId, MARIA.id)
  })

  it('of what is unsent', async () => {
    const page = await mount()
    page.worker.show(signedOut({ why: 'dialer' }), { unsent: [REFUSED] })
    await until(() => page.has('.unsent button'), 'the list')
    await page.isAccessible()
    page.press('Send again')
    assert.equal((await page.worker.accept('retry')).callId, REFUSED.call.id)
  })

  it('of what is unsent: a refusal stands at its list, and none is sent beside an open call', async () => {
    const page = await mount()
    page.worker.show(signedOut({ why: 'dialer' }), { unsent: [REFUSED] })
    await until(() => page.has('.unsent button'), 'the list')
    page.press('Send again')
    await page.worker.refuse('retry', 'disposition-required', { field: 'dispositions' })
    await until(() => page.has('.unsent .problem'), 'why not')
    assert.include(page.find('.unsent .problem').textContent, 'Choose how the call went')
    page.worker.show(onCall())
    await page.shows('On a call')
    await until(() => page.has('.unsent'), 'the list')
    assert.isFalse(page.has('.unsent button'))
    assert.isFalse(page.has('.problem'))
  })

  it('of a call that was left: how it went can be said before it is sent', async () => {
    const page = await mount()
    const call = { ...REFUSED.call, campaignId: page.worker.campaign }
    const left = { ...REFUSED, call, state: 'unfinished', words: null } as const
    const draft = { dispositions: [], notes: 'was cut off' }
    page.worker.show(waiting(), { unsent: [{ ...left, draft }] })
    await until(() => page.has('.unsent select'), 'the choices')
    await page.isAccessible()
    assert.isFalse(page.has('.unsent button'))
    const choice = page.find<HTMLSelectElement>('.unsent select')
    choice.value = 'Renewed'
    choice.dispatchEvent(new Event('change'))
    const saved = await page.worker.accept('save-draft')
    assert.equal(saved.callId, call.id)
    assert.deepEqual(saved.draft, { dispositions: ['Renewed', ''], notes: 'was cut off' })
    page.worker.show(waiting(), { unsent: [{ ...left, draft: saved.draft }] })
    await until(() => page.has('.unsent button'), 'the button')
    choice.dispatchEvent(new Event('change'))
    await page.worker.refuse('save-draft', 'not-now')
    await until(() => page.has('.unsent .problem'), 'why it was not kept')
    page.worker.show(waiting(), { unsent: [{ ...left, call: REFUSED.call }] })
    await until(() => !page.has('.unsent select'), 'a call of a campaign whose lists are not known')
  })
})
