import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, SOMEONE, waiting } from './browser/snapshots.ts'

describe('what was typed just before a call ends', () => {
  afterEach(unmount)

  it('goes before the finish, and never after it', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.choose('Renewed')
    page.press('Next call')
    await page.worker.accept('finish')
    page.worker.show(waiting())
    page.worker.show(onCall({ call: SOMEONE }))
    await page.shows('(646) 555-0188')
    page.type('#notes', 'about the next one')
    await until(
      () => page.worker.frames.some((each) => 'draft' in each && each.callId === SOMEONE.id),
      'what is typed about the next call',
    )
    const sent = page.worker.frames.flatMap((each) =>
      'draft' in each ? [`${each.type} ${each.callId}`] : [],
    )
    assert.deepEqual(sent, [
      `save-draft ${MARIA.id}`,
      `finish ${MARIA.id}`,
      `save-draft ${SOMEONE.id}`,
    ])
    assert.isFalse(page.find('#notes').hasAttribute('aria-invalid'))
  })

  it('is no trouble when another tab has finished the call', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const codes: string[] = []
    page.element.addEventListener('agent-error', ({ error }) => codes.push(error.code))
    page.type('#notes', 'too late')
    page.worker.show(waiting())
    page.worker.show(onCall({ call: SOMEONE }))
    await page.shows('(646) 555-0188')
    page.choose('Renewed')
    assert.equal((await page.worker.accept('save-draft')).callId, SOMEONE.id)
    assert.deepEqual(codes, [])
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, '')
  })

  it('goes before the call is left without an answer', async () => {
    const gone = onCall({ phone: 'gone', goneWhy: 'phone-gone' })
    const page = await mount((worker) => worker.show(gone))
    page.type('#notes', 'half a sen')
    page.press('Leave without an answer')
    await page.worker.accept('leave-unfinished')
    const types = page.worker.frames.flatMap((each) => ('callId' in each ? [each.type] : []))
    assert.deepEqual(types, ['save-draft', 'leave-unfinished'])
  })

  it('goes to a card that has just got a name, or not, without a word about it', async () => {
    const nameless = { ...SOMEONE, kind: 'unidentified', phoneNumber: null } as const
    const page = await mount((worker) => worker.show(onCall({ call: nameless })))
    const codes: string[] = []
    page.element.addEventListener('agent-error', ({ error }) => codes.push(error.code))
    page.type('#notes', 'who is th')
    page.worker.show(onCall({ draft: { dispositions: [], notes: 'who is' } }))
    await page.shows('Maria Alvarez')
    await page.worker.refuse('save-draft', 'wrong-call')
    const saved = page.worker.frames.flatMap((each) => ('draft' in each ? [each.callId] : []))
    assert.deepEqual(saved, [nameless.id])
    page.worker.show(onCall({ draft: { dispositions: [], notes: 'who is th' } }))
    const notes = page.find<HTMLTextAreaElement>('#notes')
    notes.blur()
    await until(() => notes.value === 'who is th', 'what was typed')
    assert.deepEqual(codes, [])
  })

  it('is kept when the finish is refused', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#notes', 'important')
    page.press('Next call')
    assert.equal((await page.worker.accept('save-draft')).draft.notes, 'important')
    await page.worker.refuse('finish', 'disposition-required', { field: 'dispositions' })
    await page.shows('Choose how the call went first.')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'important')
  })
})

describe('a screen pop', () => {
  afterEach(unmount)

  it('that the worker asks for again after a broken line fires once, and is confirmed again', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const calls: string[] = []
    page.element.addEventListener('agent-call', ({ call }) => calls.push(call.id))
    page.worker.pop(MARIA)
    page.worker.show(onCall())
    await page.worker.next('popped')
    const [first] = page.worker.lines
    page.worker.cut({ accepting: true })
    await until(() => page.worker.lines.some((line) => line !== first), 'a new line')
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    assert.deepEqual(calls, [MARIA.id])
    page.worker.pop(SOMEONE)
    await page.worker.next('popped')
    assert.deepEqual(calls, [MARIA.id, SOMEONE.id])
  })

  it('fires once when its own handler has left for another page with a console', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const calls: string[] = []
    const listener = ({ call }: { call: { id: string } }) => void calls.push(call.id)
    document.addEventListener('agent-call', listener)
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    page.element.remove()
    const next = document.createElement('agent-console')
    const { endpoint, campaign } = page.worker
    Object.assign(next, { endpoint, campaign, token: 'a.test.token' })
    page.worker.show(onCall())
    document.body.append(next)
    await until(() => next.session !== null, 'the next page’s console')
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    document.removeEventListener('agent-call', listener)
    next.remove()
    assert.deepEqual(calls, [MARIA.id])
  })
})
