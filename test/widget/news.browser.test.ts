import { assert } from 'chai'
import type { SessionSnapshot, SessionState } from '../../shared/session.ts'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { onCall, REFUSED, SOMEONE, waiting } from './browser/snapshots.ts'

const said = (page: Mounted) => page.find('.unseen').textContent?.trim() ?? ''

const hears = (page: Mounted, words: string) =>
  until(() => said(page).includes(words), `“${words}” to be said, and not “${said(page)}”`)

/** A console that has all it says things with. */
async function listen(state: SessionState, more: Partial<SessionSnapshot> = {}): Promise<Mounted> {
  const page = await mount((worker) => worker.show(state, more))
  await Promise.all([import('../../widget/news.ts'), import('../../widget/languages/en.ts')])
  await new Promise((resolve) => setTimeout(resolve, 100))
  await page.element.updateComplete
  return page
}

describe('who cannot see the console', () => {
  afterEach(unmount)

  it('hears that the line is down, and that it is back', async () => {
    const page = await listen(waiting())
    assert.equal(said(page), '')
    for (const _ of ['once', 'and again']) {
      page.worker.cut({ accepting: false })
      await hears(page, 'Connection lost. Trying again…')
      page.worker.acceptLines()
      page.press('Try now')
      await hears(page, 'The connection is back.')
    }
    page.worker.show(onCall())
    await hears(page, 'Maria Alvarez is on the line.')
    page.worker.cut({ accepting: true })
    await hears(page, 'What you type is kept here')
    assert.isNull(page.find('.line').getAttribute('role'), 'nothing is said twice')
  })

  it('hears that the dialer is away, once, and that it is back', async () => {
    const page = await listen(waiting())
    const away = { dialer: 'retrying', troubleSince: Date.now() - 1_000 } as const
    page.worker.show(waiting({ ...away, nextTryAt: Date.now() + 9_000 }))
    await hears(page, 'The dialer does not answer.')
    const region = page.find('.unseen')
    let changes = 0
    const watch = new MutationObserver(() => changes++)
    watch.observe(region, { subtree: true, childList: true, characterData: true })
    page.worker.show(waiting(away))
    await page.shows('Trying now…')
    assert.equal(changes, 0, 'a countdown is no news')
    page.worker.show(waiting())
    await hears(page, 'The dialer answers again.')
    watch.disconnect()
  })

  it('hears of an answer that the dialer does not have, but not of one on its way', async () => {
    const known = { ...REFUSED, call: { ...SOMEONE, id: '1' } }
    const page = await listen(waiting(), { unsent: [known] })
    assert.equal(said(page), '', 'what was there before is no news')
    const sending = { ...REFUSED, state: 'sending', words: null } as const
    page.worker.show(waiting({ lastCall: true }), { unsent: [known, sending] })
    await page.shows('being sent')
    assert.equal(said(page), '')
    page.worker.show(waiting(), { unsent: [known, REFUSED] })
    await hears(page, 'Not with the dialer yet: (646) 555-0188, refused')
    assert.notInclude(said(page), ';', 'only of the new one')
  })
})
