import { assert } from 'chai'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, SOMEONE, signedOut } from './browser/snapshots.ts'

const WORDS = 'typed in a tunnel'

const drafts = () =>
  Object.keys(sessionStorage).filter((name) => /^agent-console draft /.test(name))

/** All that is kept in this tab, and in this browser. */
const everything = () => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])

/** The same tab's next page. */
function nextPage({ worker }: Mounted, prepare: () => void = () => {}): HTMLElement {
  document.querySelector('agent-console')?.remove()
  prepare()
  worker.acceptLines()
  const next = document.createElement('agent-console')
  const { endpoint, campaign } = worker
  Object.assign(next, { endpoint, campaign, token: 'a.test.token' })
  document.body.append(next)
  return next
}

const notesOf = (element: Element) =>
  element.shadowRoot?.querySelector<HTMLTextAreaElement>('#notes')?.value

/** Somebody types about Maria while there is no line. */
async function typedOffline(): Promise<Mounted> {
  const page = await mount((worker) => worker.show(onCall()))
  page.type('#notes', 'online')
  await until(() => drafts().length === 1 || !crypto.subtle, 'a place for it')
  await page.worker.accept('save-draft')
  await until(() => drafts().length === 0, 'what is saved to go')
  page.worker.cut({ accepting: false })
  await page.shows('What you type is kept here')
  page.type('#notes', WORDS)
  return page
}

/** What has been saved; the first was typed while there was a line. */
const savesOf = ({ worker }: Mounted) => worker.frames.filter(({ type }) => type === 'save-draft')

/** The next page has looked at what was left: nothing is there any more, nothing was brought back. */
async function findsNothing(next: Element): Promise<void> {
  await until(() => drafts().length === 0, 'the last page’s words to go')
  await until(() => notesOf(next) === '', 'the empty notes')
}

describe('what is typed while the line is down', () => {
  afterEach(() => {
    document.querySelector('agent-console')?.remove()
    unmount()
  })

  it('is in the tab, sealed, and on the next page of the same call', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    assert.notInclude(everything(), WORDS)
    assert.notInclude(everything(), btoa(WORDS).slice(0, 8))
    assert.notInclude(everything(), MARIA.id)
    sessionStorage.setItem('planted', WORDS)
    assert.include(everything(), WORDS)
    sessionStorage.removeItem('planted')
    const next = nextPage(page)
    assert.equal((await page.worker.accept('save-draft')).draft.notes, WORDS)
    assert.equal(notesOf(next), WORDS)
    await until(() => drafts().length === 0, 'what is saved to go')
  })

  it('is kept with the letter, not when the page goes', async () => {
    const page = await typedOffline()
    for (const letter of ' for long') {
      const last = everything()
      page.type('#notes', page.find<HTMLTextAreaElement>('#notes').value + letter)
      await until(() => everything() !== last, `the letter ${letter}`)
    }
    const next = nextPage(page)
    await page.worker.next('save-draft')
    assert.equal(notesOf(next), `${WORDS} for long`)
  })

  it('loses nothing to whoever types on the next page before it is back', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    const next = nextPage(page) as Mounted['element']
    await until(() => next.session !== null, 'the session')
    void next.saveDraft({ notes: 'at once' }).catch(() => undefined)
    await until(() => notesOf(next)?.includes('tunnel') === true, 'the last page’s words')
    assert.include(notesOf(next), 'at once')
  })

  it('is for a page with the session’s key only: another user sees none of it', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    const next = nextPage(page, () => page.worker.changeKey())
    await findsNothing(next)
    assert.lengthOf(savesOf(page), 1)
  })

  it('is for the same call only', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    const next = nextPage(page, () => page.worker.show(onCall({ call: SOMEONE })))
    await findsNothing(next)
    assert.lengthOf(savesOf(page), 1)
  })

  it('is saved with a call that was left since', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    const draft = { dispositions: ['Renewed'], notes: 'before' }
    const left = {
      call: MARIA,
      draft,
      state: 'unfinished',
      words: null,
      nextTryAt: null,
      lastCall: false,
    } as const
    nextPage(page, () => page.worker.show(signedOut({ why: 'idle' }), { unsent: [left] }))
    const saved = await page.worker.accept('save-draft')
    assert.equal(saved.callId, MARIA.id)
    assert.deepEqual(saved.draft, { dispositions: ['Renewed'], notes: WORDS })
  })

  it('is not kept where the page has no WebCrypto, and the page works on', async () => {
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
    const page = await typedOffline().finally(() => Reflect.deleteProperty(crypto, 'subtle'))
    page.worker.acceptLines()
    page.press('Try now')
    assert.equal((await page.worker.accept('save-draft')).draft.notes, WORDS)
    assert.lengthOf(drafts(), 0)
    assert.notInclude(everything(), WORDS)
  })

  it('is not kept with a worker that gives no key, and what was left goes', async () => {
    const page = await typedOffline()
    await until(() => drafts().length === 1, 'something kept')
    const next = nextPage(page, () => page.worker.changeKey(null))
    await findsNothing(next)
    page.worker.cut({ accepting: false })
    const notes = next.shadowRoot?.querySelector<HTMLTextAreaElement>('#notes')
    Object.assign(notes ?? {}, { value: WORDS })
    notes?.dispatchEvent(new InputEvent('input', { bubbles: true }))
    page.worker.acceptLines()
    assert.equal((await page.worker.accept('save-draft')).draft.notes, WORDS)
    assert.lengthOf(drafts(), 0)
  })
})
