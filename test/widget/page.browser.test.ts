import { sendKeys } from '@web/test-runner-commands'
import { assert } from 'chai'
import '../../widget/define.ts'
import { mount, unmount } from './browser/mount.ts'
import { ScriptedWorker, until } from './browser/scripted-worker.ts'
import { callingBack, MARIA, onCall, SOMEONE, waiting } from './browser/snapshots.ts'

describe('a page with <agent-console>', () => {
  afterEach(unmount)

  it('hears of a call once, confirms it, and finds the keyboard on it', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const calls: string[] = []
    const listener = ({ call }: { call: { id: string } }) => void calls.push(call.id)
    document.addEventListener('agent-call', listener)
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    assert.equal((await page.worker.next('popped')).callId, MARIA.id)
    await until(() => page.focused?.matches('h3') === true, 'the focus on the person')
    page.worker.show(onCall({ lastCall: true }))
    document.removeEventListener('agent-call', listener)
    assert.deepEqual(calls, [MARIA.id])
    assert.include(page.find('[role=status]').textContent, 'Maria Alvarez is on the line.')
  })

  it('keeps the keyboard while the agent is typing in it', async () => {
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    await page.element.updateComplete
    assert.isTrue(document.activeElement === field)
    field.remove()
  })

  it('that shows the person itself keeps the keyboard too', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.element.addEventListener('agent-call', (event) => event.preventDefault())
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    await page.element.updateComplete
    assert.isTrue(page.focused === null)
  })

  it('is left alone by a console that was taken away, whatever is set on it', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const { element, worker } = page
    element.remove()
    await until(() => worker.lines.length === 0, 'its line to go')
    let drawnAt = performance.now()
    element.addController({
      hostUpdated: () => {
        drawnAt = performance.now()
      },
    })
    // Files that were asked for before still come, and are drawn.
    await until(
      () => performance.now() - drawnAt > 1_500,
      'the clock to stand still: nobody sees it',
    )
    element.token = 'another.test.token'
    element.campaign = `${worker.campaign}-other`
    await element.updateComplete
    element.campaign = worker.campaign
    await element.updateComplete
    const neighbour = document.createElement('agent-console')
    const { campaign, endpoint, token } = element
    document.body.append(Object.assign(neighbour, { campaign, endpoint, token }))
    await until(() => neighbour.session !== null, 'the session of one that is in the page')
    assert.deepEqual(worker.lines, [2], 'and no other line')
    document.body.append(element)
    await until(() => worker.lines.length === 2, 'its line when it is back')
    neighbour.remove()
  })

  it('does not hear the keys that are typed in the console', async () => {
    const page = await mount((worker) => worker.show(callingBack()))
    let keys = 0
    const listener = () => keys++
    document.addEventListener('keydown', listener)
    page.find('#agentId').focus()
    await sendKeys({ type: '47' })
    assert.equal(page.find<HTMLInputElement>('#agentId').value, '47')
    document.body.focus()
    ;(document.activeElement as HTMLElement).blur()
    await sendKeys({ press: 'j' })
    document.removeEventListener('keydown', listener)
    assert.equal(keys, 1, 'the one that was pressed outside')
  })

  it('is told about every snapshot, which it cannot change', async () => {
    const page = await mount()
    const phases: string[] = []
    page.element.addEventListener('agent-state', ({ session }) => phases.push(session.state.phase))
    page.worker.show(callingBack())
    page.worker.show(waiting())
    await page.shows('Waiting for a call')
    assert.deepEqual(phases, ['calling-back', 'waiting'])
    const { session } = page.element
    assert.isTrue(Object.isFrozen(session))
    assert.isTrue(Object.isFrozen(session?.campaign.dispositionLists))
  })

  it('tells the worker that it is the one in use', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    window.dispatchEvent(new FocusEvent('focus'))
    await page.worker.next('active')
  })

  it('can load the script twice', async () => {
    const again = '../../widget/define.ts?again'
    const { AgentConsole } = await import(again)
    assert.isFunction(AgentConsole)
    assert.notEqual(customElements.get('agent-console'), undefined)
  })

  it('can move the element without breaking its line', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.type('#notes', 'kept')
    const box = document.createElement('div')
    document.body.append(box)
    box.append(page.element)
    await page.worker.accept('save-draft')
    assert.lengthOf(page.worker.lines, 1)
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'kept')
    box.remove()
    await until(() => page.worker.lines.length === 0, 'a closed line')
    document.body.append(page.element)
    await until(() => page.worker.lines.length === 1, 'a new line')
    page.worker.show(waiting())
    await page.shows('Waiting for a call')
  })

  it('can carry two consoles', async () => {
    const first = await mount((worker) => worker.show(onCall()))
    const worker = await ScriptedWorker.open()
    worker.show(onCall({ call: SOMEONE }))
    const second = document.createElement('agent-console')
    const { endpoint, campaign } = worker
    Object.assign(second, { endpoint, campaign, token: 'b.test.token' })
    document.body.append(second)
    await until(() => second.session !== null, 'the second session')
    await second.updateComplete
    first.choose('Renewed')
    assert.isNull(second.renderRoot.querySelector('input:checked'))
    await first.isAccessible()
    second.remove()
    worker.close()
  })
})

describe('the keyboard alone', () => {
  afterEach(unmount)

  it('works a call: number keys choose, Tab goes on, Enter presses', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await until(() => page.focused?.matches('h3') === true, 'the focus on the person')
    const tabTo = async (matches: string) => {
      for (let tries = 0; !page.focused?.matches(matches); tries++) {
        if (tries > 30) throw new Error(`Tab never came to ${matches}`)
        await sendKeys({ press: 'Tab' })
      }
    }
    await tabTo('input[name="list-0"]')
    await sendKeys({ press: '3' })
    assert.isTrue(page.has('input[value="Not interested"]:checked'))
    await tabTo('input[name="list-1"]')
    await sendKeys({ press: '1' })
    await tabTo('#notes')
    await sendKeys({ type: '2 boxes' })
    await tabTo('button.primary')
    await sendKeys({ press: 'Enter' })
    const { draft } = await page.worker.accept('finish')
    assert.deepEqual(draft, { dispositions: ['Not interested', 'Friendly'], notes: '2 boxes' })
    page.worker.show(waiting())
    await until(() => page.focused?.matches('h2') === true, 'the focus on the next phase')
  })

  it('signs in with Enter', async () => {
    const page = await mount()
    page.find('#phoneNumber').focus()
    await sendKeys({ type: '4155550122' })
    await sendKeys({ press: 'Enter' })
    assert.equal((await page.worker.accept('call-me')).phoneNumber, '4155550122')
    page.worker.show(callingBack())
    await until(() => page.focused?.matches('#agentId') === true, 'the focus on the agent id')
  })
})
