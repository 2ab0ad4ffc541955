import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'
import { REFUSED, waiting } from './browser/snapshots.ts'
import { systemWishes } from './browser/system.ts'

const widthOf = (element: Element | null | undefined) => element?.getBoundingClientRect().width ?? 0

describe('in 320 pixels', () => {
  afterEach(async () => {
    unmount()
    unmountBoards()
    await systemWishes()
  })

  it('what the dialer says of an answer has the whole width, above its button', async () => {
    const page = await mount((worker) => worker.show(waiting(), { unsent: [REFUSED] }))
    page.element.style.inlineSize = '320px'
    await until(() => page.has('.unsent .words'), 'the list')
    assert.equal(widthOf(page.find('.unsent .words')), widthOf(page.find('.unsent')))
    assert.isAbove(
      page.button('Send again').getBoundingClientRect().top,
      page.find('.unsent .words').getBoundingClientRect().top,
    )
  })

  it('a question of the campaign has a line of its own in the board’s settings', async () => {
    const page = await mountBoard()
    page.element.style.inlineSize = '320px'
    await page.open('Settings', 'Save')
    const field = page.field('Question 1')
    assert.equal(widthOf(field), widthOf(field.closest('.row')))
  })

  it('nothing lies over the line below the board’s menu in forced colours', async () => {
    await systemWishes({ forcedColors: 'active' })
    const page = await mountBoard()
    page.element.style.inlineSize = '320px'
    await page.shows('New campaign')
    const line = page.find('nav').getBoundingClientRect().bottom - 1
    const items = [...page.element.renderRoot.querySelectorAll('nav button')]
    assert.isAtMost(Math.max(...items.map((each) => each.getBoundingClientRect().bottom)), line)
  })
})
