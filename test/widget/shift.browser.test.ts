import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { callingBack, MARIA, onCall, SOMEONE, signedOut, waiting } from './browser/snapshots.ts'

describe('an agent’s shift in <agent-console>', () => {
  afterEach(unmount)

  it('shows its token to the worker as a subprotocol', async () => {
    const { worker } = await mount()
    assert.deepEqual(worker.protocols, ['agent-console.v1', 'bearer.a.test.token'])
  })

  it('works the ten steps', async () => {
    const page = await mount()
    page.type('#phoneNumber', '4155550122')
    page.press('Call my phone')
    assert.equal(page.button('Call my phone').getAttribute('aria-disabled'), null)
    const callMe = await page.worker.accept('call-me')
    assert.equal(callMe.phoneNumber, '4155550122')

    page.worker.show(callingBack())
    await page.shows('Your phone is ringing')
    page.type('#agentId', '4721')
    page.press('Log in')
    assert.equal((await page.worker.accept('log-in')).agentId, '4721')

    page.worker.show(waiting())
    await page.shows('Waiting for a call')
    page.worker.show(onCall())
    await page.shows('Maria Alvarez')
    page.choose('Renewed')
    page.choose('Friendly')
    page.type('#notes', 'Sends the form today.')
    page.press('Next call')
    const finish = await page.worker.accept('finish')
    assert.deepInclude(finish, {
      callId: MARIA.id,
      draft: { dispositions: ['Renewed', 'Friendly'], notes: 'Sends the form today.' },
      lastCall: false,
      leaveMessage: false,
    })

    page.worker.show(waiting())
    await page.shows('Waiting for a call')
    page.worker.show(onCall({ call: SOMEONE }))
    await page.shows('(646) 555-0188')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, '', 'nothing of Maria is left')
    page.choose('Wrong number')
    page.choose('Neutral')
    page.press('Log off')
    assert.equal((await page.worker.accept('finish')).lastCall, true)
    page.worker.show(signedOut({ why: 'log-off', hangUp: true }))
    await page.shows('You can hang up your phone now.')
  })

  it('has nothing for axe to find in any phase', async () => {
    const page = await mount()
    for (const state of [
      signedOut({ why: 'dialer', words: 'Invalid key', hangUp: true }),
      callingBack({ since: Date.now() - 70_000 }),
      waiting({ dialer: 'retrying', nextTryAt: Date.now() + 3_000, askMusicFor: '9001' }),
      onCall({ refusal: 'No such call' }),
      onCall({ phone: 'gone', goneWhy: 'kicked' }),
      onCall({ held: { reason: 'Lunch', since: Date.now() } }),
    ]) {
      page.worker.show(state)
      await until(() => page.element.session?.state.phase === state.phase, state.phase)
      await page.isAccessible()
    }
  })
})
