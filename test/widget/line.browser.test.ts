import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, SOMEONE, signedOut, snapshot, waiting } from './browser/snapshots.ts'

describe('a console whose line breaks', () => {
  afterEach(unmount)

  it('says so, switches its buttons off, and comes back with the newest truth', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.session = snapshot({ campaignId: page.worker.campaign, state: onCall() })
    page.worker.cut({ accepting: false })
    await page.shows('Connection lost.')
    assert.equal(page.button('Make the next call my last').getAttribute('aria-disabled'), 'true')
    await page.isAccessible()
    page.worker.acceptLines()
    page.press('Try now')
    await page.shows('Maria Alvarez')
    assert.notInclude(page.text, 'Connection lost.')
  })

  it('keeps what is typed meanwhile, and saves it afterwards', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.worker.cut({ accepting: false })
    await page.shows('What you type is kept here')
    page.type('#notes', 'typed in a tunnel')
    page.worker.acceptLines()
    page.press('Try now')
    const { draft } = await page.worker.accept('save-draft')
    assert.equal(draft.notes, 'typed in a tunnel')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'typed in a tunnel')
  })

  it('rejects a command that had no answer yet', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const outcome = page.element.logOff().catch((error) => error.code)
    await page.worker.next('log-off')
    page.worker.cut({ accepting: true })
    assert.equal(await outcome, 'connection-lost')
  })

  it('ignores a snapshot that is older than the one it shows', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const shown: number[] = []
    page.element.addEventListener('agent-state', ({ session }) => shown.push(session.version))
    const older = { ...snapshot({ campaignId: page.worker.campaign }), version: 1 }
    page.worker.update({ type: 'snapshot', session: older })
    page.worker.show(waiting({ lastCall: true }))
    await page.shows('The next call will be your last.')
    assert.deepEqual(shown, [3])
  })
})

describe('what is typed about a call', () => {
  afterEach(unmount)

  it('is saved soon, and at once when the page is left', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#notes', 'half a sen')
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    const { callId, draft } = await page.worker.accept('save-draft')
    assert.equal(callId, MARIA.id)
    assert.deepEqual(draft, { dispositions: [], notes: 'half a sen' })
    page.type('#notes', 'half a sentence')
    assert.equal((await page.worker.accept('save-draft')).draft.notes, 'half a sentence')
  })

  it('is not replaced by another tab while its field has the focus', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const notes = page.find<HTMLTextAreaElement>('#notes')
    page.type('#notes', 'mine')
    await page.worker.accept('save-draft')
    page.worker.show(onCall({ draft: { dispositions: ['Renewed'], notes: 'theirs' } }))
    await until(() => page.has('input[value="Renewed"]:checked'), 'the other tab’s choice')
    assert.equal(notes.value, 'mine')
    notes.blur()
    await until(() => notes.value === 'theirs', 'the other tab’s notes')
  })

  it('is never shown on another call', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#notes', 'about Maria')
    page.choose('Renewed')
    page.worker.show(onCall({ call: SOMEONE }))
    await page.shows('(646) 555-0188')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, '')
    assert.isFalse(page.has('input:checked'))
    const { callId, draft } = await page.worker.next('save-draft')
    assert.equal(callId, MARIA.id)
    assert.equal(draft.notes, 'about Maria')
  })

  it('is still there when the dialer has refused the finish', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.choose('Renewed')
    page.type('#notes', 'important')
    page.press('Next call')
    const { draft } = await page.worker.accept('finish')
    page.worker.show(waiting({ dialer: 'storing' }))
    await page.shows('Storing your answer…')
    page.worker.show(onCall({ draft, refusal: 'Call 9001 is not yours' }))
    await page.shows('Call 9001 is not yours')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'important')
    assert.isTrue(page.has('input[value="Renewed"]:checked'))
  })
})

describe('who is asking', () => {
  afterEach(unmount)

  it('is told by a passcode, which is checked and then not asked for again', async () => {
    const page = await mount(
      (worker) => {
        worker.session = null
      },
      { token: '', user: 'Ann' },
    )
    await page.shows('asks for its passcode')
    await page.isAccessible()
    assert.equal(page.find<HTMLInputElement>('#name').value, 'Ann')
    page.find<HTMLInputElement>('#passcode').value = 'wrong'
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 1, 'the first try')
    page.worker.answerSignIn(401, { code: 'wrong-passcode', field: 'passcode' })
    await page.shows('The campaign or the passcode is wrong.')
    assert.equal(page.find<HTMLInputElement>('#passcode').value, 'wrong')
    page.worker.session = snapshot({ campaignId: page.worker.campaign, state: signedOut() })
    page.find('#passcode').focus()
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 2, 'the second try')
    const { campaign } = page.worker
    assert.deepEqual(page.worker.signIns[1], { campaign, name: 'Ann', passcode: 'wrong' })
    page.worker.answerSignIn(200, { token: 'bought', expiresAt: Date.now() + 60_000 })
    await page.shows('Connecting…')
    assert.equal(page.focused?.textContent, 'Connecting…')
    await page.shows('Ready when you are')
    assert.equal(page.focused?.textContent, 'Ready when you are')
    assert.deepEqual(page.worker.protocols, ['agent-console.v1', 'bearer.bought'])

    const copy = document.createElement('agent-console')
    Object.assign(copy, { endpoint: page.worker.endpoint, campaign })
    document.body.append(copy)
    await until(() => copy.session !== null, 'the second console')
    copy.remove()
  })

  it('is told when the lock-out ends', async () => {
    const page = await mount(
      (worker) => {
        worker.session = null
      },
      { token: '', user: 'Ann' },
    )
    await page.shows('asks for its passcode')
    page.find<HTMLInputElement>('#passcode').value = 'wrong'
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 1, 'the try')
    const retryAt = new Date(2099, 0, 1, 14, 35, 10).getTime()
    page.worker.answerSignIn(429, { code: 'locked-out', retryAt })
    const time = new Date(2099, 0, 1, 14, 36).toLocaleTimeString([], {
      hour: 'numeric',
      minute: '2-digit',
    })
    await page.shows(`Locked after too many wrong tries. Try again at ${time}.`)
  })

  it('joins a session that is going on by the agent id they hear', async () => {
    const page = await mount(
      (worker) => {
        worker.session = null
      },
      { token: '', user: 'Ann' },
    )
    await page.shows('asks for its passcode')
    assert.isFalse(page.has('#agentId'))
    page.find<HTMLInputElement>('#passcode').value = 'right'
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 1, 'the first try')
    page.worker.answerSignIn(409, { code: 'session-live', field: 'agentId' })
    await page.shows('To join, type the agent id they hear.')
    await page.isAccessible()
    assert.isFalse(page.find('#passcode').hasAttribute('aria-invalid'))
    page.find<HTMLInputElement>('#agentId').value = '4721'
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 2, 'the second try')
    const typed = { name: 'Ann', passcode: 'right', agentId: '4721' }
    assert.deepEqual(page.worker.signIns[1], { campaign: page.worker.campaign, ...typed })
  })

  it('signs in anew where somebody else has begun a session by that name', async () => {
    const page = await mount(
      (worker) => {
        worker.session = null
      },
      { token: '', user: 'Ann' },
    )
    await page.shows('asks for its passcode')
    page.find<HTMLInputElement>('#passcode').value = 'right'
    page.press('Sign in')
    await until(() => page.worker.signIns.length === 1, 'the try')
    page.worker.session = snapshot({ campaignId: page.worker.campaign, state: signedOut() })
    page.worker.answerSignIn(200, { token: 'bought', expiresAt: Date.now() + 60_000 })
    await page.shows('Ready when you are')
    page.worker.refuseLine('session-live', 4403)
    await page.shows('To join, type the agent id they hear.')
    assert.isTrue(page.has('#passcode'))
  })

  it('is asked again when the token has run out', async () => {
    const asked: string[] = []
    const page = await mount(undefined, {
      getToken: () => {
        asked.push('token')
        return `token.${asked.length}`
      },
    })
    page.worker.refuseLine('token-expired', 4401)
    await until(() => page.worker.protocols[1] === 'bearer.token.2', 'the second token')
  })

  it('is told what is wrong in a sentence, with a way on', async () => {
    const page = await mount()
    page.worker.refuseLine('origin-refused', 4403)
    await page.shows('This site may not use the console.')
    await page.isAccessible()
    page.press('Try again')
    await page.shows('Ready when you are')
  })
})
