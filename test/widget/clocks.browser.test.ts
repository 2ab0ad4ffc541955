/** The page's clock and the worker's differ by hours: what is on screen goes by the worker's. */
import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { onCall, signedOut, snapshot, waiting } from './browser/snapshots.ts'

const HOUR = 3_600_000
const SECOND = 1_000

for (const [how, ahead] of [
  ['five hours ahead of', 5 * HOUR],
  ['five hours behind', -5 * HOUR],
] as const) {
  describe(`a console whose worker's clock is ${how} its own`, () => {
    afterEach(unmount)

    it('counts from when the agent began to wait, and until the next try', async () => {
      const page = await mount((worker) => {
        const at = Date.now() + ahead
        const state = waiting({
          since: at - 125 * SECOND,
          dialer: 'retrying',
          troubleSince: at - 65 * SECOND,
          nextTryAt: at + 20 * SECOND,
        })
        worker.session = snapshot({ campaignId: worker.campaign, at, state })
      })
      assert.match(page.find('.timer').textContent ?? '', /^2:0[5-9]$/)
      assert.match(page.text, /1:0[5-9]/)
      assert.match(page.text, /(20|1[5-9]) s/)
    })

    it('times the call, counts on, and saves what is typed', async () => {
      const page = await mount((worker) => {
        const at = Date.now() + ahead
        const state = onCall({ since: at - 42 * SECOND })
        worker.session = snapshot({ campaignId: worker.campaign, at, state })
      })
      const first = page.find('.timer').textContent ?? ''
      assert.match(first, /^0:4[2-6]$/)
      page.type('#notes', 'call back in May')
      assert.equal((await page.worker.accept('save-draft')).draft.notes, 'call back in May')
      await until(() => page.find('.timer').textContent !== first, 'a second')
      assert.match(page.find('.timer').textContent ?? '', /^0:4[3-9]$/)
    })

    it('asks for another token a minute before the end by the worker’s clock, not sooner', async () => {
      let asked = 0
      const at = () => Date.now() + ahead
      const page = await mount(
        (worker) => {
          worker.session = null
        },
        { getToken: () => `token.${++asked}` },
      )
      const { worker } = page
      await until(() => worker.lines.length === 1, 'a line')
      worker.update({ type: 'hello', protocol: 1, expiresAt: at() + HOUR })
      worker.show(waiting({ since: at() }), { at: at() })
      await until(() => page.element.session !== null, 'the first snapshot')
      // A renewal that is overdue comes after a second.
      await until(() => /^0:0[2-9]$/.test(page.find('.timer').textContent ?? ''), 'two seconds')
      assert.lengthOf(worker.reports('renew'), 0)
      worker.update({ type: 'hello', protocol: 1, expiresAt: at() + 61 * SECOND })
      worker.show(waiting(), { at: at() })
      assert.equal((await worker.next('renew')).token, 'token.2')
    })

    it('does not give a line up for the token’s end before the first snapshot has told the time', async () => {
      const page = await mount((worker) => {
        worker.session = null
        worker.greeting = () => [{ ...worker.hello, expiresAt: Date.now() + ahead + HOUR }]
      })
      const { worker } = page
      await until(() => worker.lines.length === 1, 'a line')
      const [line] = worker.lines
      // A token that has ended is given up after a second.
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      assert.deepEqual(worker.lines, [line])
      worker.show(waiting(), { at: Date.now() + ahead })
      await page.shows('Waiting for a call')
    })

    it('keeps a passcode’s token until the worker says that it has run out', async () => {
      const page = await mount(
        (worker) => {
          worker.session = null
        },
        { token: '', user: 'Ann' },
      )
      const { worker } = page
      const at = () => Date.now() + ahead
      const hello = () => ({ ...worker.hello, expiresAt: at() + 4 * HOUR })
      const session = snapshot({ campaignId: worker.campaign, at: at(), state: signedOut() })
      worker.greeting = () => [hello(), { type: 'snapshot', session }]
      await page.shows('asks for its passcode')
      page.find<HTMLInputElement>('#passcode').value = 'right'
      page.press('Sign in')
      await until(() => worker.signIns.length === 1, 'the try')
      worker.answerSignIn(200, { token: 'bought', expiresAt: at() + 4 * HOUR })
      await page.shows('Ready when you are')

      // As after a reload: what is kept is all that this one has.
      const { endpoint, campaign } = worker
      const copy = Object.assign(document.createElement('agent-console'), { endpoint, campaign })
      document.body.append(copy)
      await until(() => copy.session !== null, 'the second console')
      assert.include(worker.protocols, 'bearer.bought')
      copy.remove()

      worker.refuseLine('token-expired', 4401, worker.lines[0])
      await page.shows('Your sign-in has run out.')
      assert.isTrue(page.has('#passcode'))
      assert.lengthOf(worker.signIns, 1)
    })
  })
}
