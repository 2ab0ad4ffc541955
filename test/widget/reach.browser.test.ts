import { sendKeys, setViewport } from '@web/test-runner-commands'
import { assert } from 'chai'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, onCall } from './browser/snapshots.ts'

const LONG = {
  ...CAMPAIGN,
  script: Array.from({ length: 12 }, (_, at) => `Line ${at + 1} of what to say.`).join('\n'),
  questions: Array.from({ length: 6 }, (_, at) => ({
    label: `Question ${at + 1}`,
    kind: 'text' as const,
    required: false,
  })),
}

/** The side column of a CRM: a little over a fourth of a usual screen, scrolled by itself. */
async function inColumn(width: number): Promise<{ page: Mounted; column: HTMLElement }> {
  const page = await mount()
  const column = document.createElement('aside')
  column.style.cssText = `position: fixed; inset: 0 0 0 auto; inline-size: ${width}px;
    overflow-y: auto; padding: 16px; box-sizing: border-box`
  document.body.append(column)
  column.append(page.element)
  page.worker.show(onCall(), { campaign: { ...LONG, id: page.worker.campaign } })
  await until(() => page.has('#answer-5') && page.has('.script'), 'the questions and the script')
  return { page, column }
}

/** Whether all of an element can be seen and pressed. */
function isInReach(page: Mounted, found: HTMLElement): boolean {
  const { left, right, top, bottom } = found.getBoundingClientRect()
  if (top < 0 || bottom > window.innerHeight) return false
  const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y]))
  const root = page.element.renderRoot as ShadowRoot
  return corners.every(([x = 0, y = 0]) => found.contains(root.elementFromPoint(x, y)))
}

describe('what ends a call', () => {
  afterEach(async () => {
    unmount()
    document.querySelector('aside')?.remove()
    await setViewport({ width: 800, height: 600 })
  })

  for (const width of [320, 360, 480, 900]) {
    it(`is in reach wherever a long call is scrolled to, in a column of ${width} px`, async () => {
      await setViewport({ width: 1280, height: 900 })
      const { page, column } = await inColumn(width)
      assert.isAbove(column.scrollHeight, 900, 'the call is longer than the window')
      for (const at of [0, 0.5, 1]) {
        column.scrollTop = at * (column.scrollHeight - column.clientHeight)
        for (const button of ['Next call', 'Leave message, next', 'Log off']) {
          assert.isTrue(isInReach(page, page.button(button)), `${button} at ${at}`)
        }
      }
      column.scrollTop = 0
      const gone = onCall({ phone: 'gone', goneWhy: 'phone-gone' })
      for (const [state, button] of [
        [onCall({ held: { reason: 'Lunch', since: Date.now() } }), 'I am back'],
        [gone, 'Leave without an answer'],
      ] as const) {
        page.worker.show(state)
        await page.shows(button)
        assert.isTrue(isInReach(page, page.button(button)), button)
      }
    })
  }

  it('hides nothing that the keyboard goes to', async () => {
    await setViewport({ width: 1280, height: 700 })
    const { page } = await inColumn(360)
    page.find('h3').focus()
    for (let tabs = 0; page.focused?.id !== 'notes'; tabs++) {
      assert.isBelow(tabs, 60, 'Tab never came to the notes')
      await sendKeys({ press: 'Tab' })
      const { focused } = page
      if (!(focused instanceof HTMLElement) || page.find('.foot').contains(focused)) continue
      const { bottom } = focused.getBoundingClientRect()
      const { top } = page.find('.foot').getBoundingClientRect()
      assert.isAtMost(bottom, top, `${focused.outerHTML.slice(0, 80)} is behind the buttons`)
    }
  })

  it('leaves a very low window to the form', async () => {
    await setViewport({ width: 640, height: 320 })
    const { page } = await inColumn(360)
    assert.equal(getComputedStyle(page.find('.foot')).position, 'static')
  })

  it('was refused for something that is brought into sight', async () => {
    await setViewport({ width: 1280, height: 600 })
    const { page } = await inColumn(360)
    page.press('Next call')
    await page.worker.refuse('finish', 'answer-required', { field: 'answer-5' })
    await page.shows('This needs an answer.')
    await until(() => isInReach(page, page.find('.problem')), 'the problem in sight')
  })
})
