import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { onCall, waiting } from './browser/snapshots.ts'

describe('a token of the page', () => {
  afterEach(unmount)

  it('keeps its line when the page brings another function for tokens, and asks that one next', async () => {
    const page = await mount((worker) => worker.show(onCall()), { getToken: () => 'first.token' })
    page.element.getToken = () => 'second.token'
    await page.element.updateComplete
    assert.include(page.text, 'Maria Alvarez')
    assert.deepEqual(page.worker.lines, [1])
    page.worker.refuseLine('token-expired', 4401)
    await until(() => page.worker.protocols[1] === 'bearer.second.token', 'the second token')
  })

  it('may have a line’s end behind it, as a server’s answer can', async () => {
    const page = await mount((worker) => worker.show(waiting()), { getToken: () => 'a.token\r\n' })
    assert.deepEqual(page.worker.protocols, ['agent-console.v1', 'bearer.a.token'])
  })

  it('renews a token before it ends', async () => {
    let count = 0
    const page = await mount(undefined, { getToken: () => `token.${++count}` })
    page.worker.update({ type: 'hello', protocol: 1, expiresAt: Date.now() + 61_000 })
    page.worker.show(waiting())
    assert.equal((await page.worker.next('renew')).token, 'token.2')
  })

  it('takes another token of the page without a new connection', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.element.token = 'another.test.token'
    assert.equal((await page.worker.next('renew')).token, 'another.test.token')
    assert.lengthOf(page.worker.lines, 1)
    assert.deepEqual(page.worker.protocols, ['agent-console.v1', 'bearer.a.test.token'])
    await page.shows('Waiting for a call')
  })

  it('keeps an open call on screen when another token comes while the line is down', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.worker.cut({ accepting: false })
    await page.shows('Connection lost')
    page.type('#notes', 'half a sentence')
    page.element.token = 'another.test.token'
    await page.element.updateComplete
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'half a sentence')
    page.worker.acceptLines()
    await until(() => page.worker.protocols[1] === 'bearer.another.test.token', 'the new token')
    assert.equal((await page.worker.accept('save-draft')).draft.notes, 'half a sentence')
  })

  it('connects with another token where its line may not take it', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.element.token = 'another.users.token'
    await page.worker.next('renew')
    page.worker.refuseLine('token-invalid', 4401)
    await until(() => page.worker.protocols[1] === 'bearer.another.users.token', 'the new line')
    await page.shows('Waiting for a call')
  })

  it('asks for a passcode when its token is taken away, and for a campaign without one', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.element.removeAttribute('token')
    page.element.token = null as unknown as string
    await page.shows('Passcode')
    page.element.campaign = null as unknown as string
    await until(() => !page.has('#passcode'), 'the end of that')
    assert.lengthOf(page.worker.reports('renew'), 0)
  })

  it('signs in again when a token ends that nobody renews', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.session = null
    page.worker.update({ type: 'hello', protocol: 1, expiresAt: Date.now() + 500 })
    await until(() => page.worker.lines[0] === 2, 'a new line')
    page.worker.refuseLine('token-expired', 4401)
    await page.shows('Your sign-in has run out.')
    await page.isAccessible()
  })

  it('keeps an open call on screen, whatever becomes of the token', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.worker.update({ type: 'hello', protocol: 1, expiresAt: Date.now() + 500 })
    page.press('Next call')
    await page.worker.refuse('finish', 'token-expired')
    await page.shows('Your sign-in has run out.')
    page.type('#notes', 'still here')
    assert.equal((await page.worker.accept('save-draft')).draft.notes, 'still here')
    assert.deepEqual(page.worker.lines, [1])
  })
})
