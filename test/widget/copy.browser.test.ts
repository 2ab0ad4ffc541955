import { assert } from 'chai'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { onCall } from './browser/snapshots.ts'
import { systemWishes } from './browser/system.ts'

/** What the page's clipboard does from now on; `undefined` for a page that has none. */
function clipboard(writeText: (() => Promise<void>) | undefined): void {
  const value = writeText && { writeText }
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value })
}

const says = (page: Mounted, words: string) =>
  until(() => page.has(`.person > .who button[aria-label="${words}"]`), words)

describe('a text that cannot be copied', () => {
  afterEach(() => {
    unmount()
    Reflect.deleteProperty(navigator, 'clipboard')
  })

  it('says so where it was to be copied, to eyes and ears', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const button = page.find('.who button')
    clipboard(() => Promise.reject(new DOMException('blocked', 'NotAllowedError')))
    button.click()
    await says(page, 'Not copied')
    assert.equal(button.textContent?.trim(), 'Not copied')
    await page.isAccessible()
    clipboard(() => Promise.resolve())
    button.click()
    await says(page, 'Copied')
  })

  it('says so in a page that has no clipboard', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    clipboard(undefined)
    page.find('.who button').click()
    await says(page, 'Not copied')
  })
})

describe('a text that is copied', () => {
  const { setTimeout } = window
  afterEach(() => {
    unmount()
    Object.assign(window, { setTimeout })
    Reflect.deleteProperty(navigator, 'clipboard')
  })

  it('is said to be as long as the first, if another was copied a moment before', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const ends: (() => void)[] = []
    const later = (end: () => void, ms: number) =>
      ms === 2_000 ? ends.push(end) : setTimeout(end, ms)
    Object.assign(window, { setTimeout: later })
    clipboard(() => Promise.resolve())
    page.find('dl .copy').click()
    await until(() => ends.length === 1, 'the first copy')
    page.find('.who button').click()
    await until(() => ends.length === 2, 'the second copy')
    ends[0]?.()
    await page.element.updateComplete
    await says(page, 'Copied')
    ends[1]?.()
    await until(() => !page.has('button[aria-label="Copied"]'), 'the end of that')
  })
})

describe('a copy button', () => {
  afterEach(async () => {
    unmount()
    await systemWishes()
  })

  it('shows two sheets, in forced colours, too: one alone is a box to be ticked', async () => {
    await systemWishes({ forcedColors: 'active' })
    const page = await mount((worker) => worker.show(onCall()))
    const { boxShadow, color } = getComputedStyle(page.find('.copy'), '::before')
    assert.include(boxShadow, color)
    assert.equal(color, getComputedStyle(page.find('.copy')).color)
  })
})
