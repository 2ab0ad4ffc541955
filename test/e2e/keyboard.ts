/**
 * A person without a mouse: goes from thing to thing with Tab, and knows where they are by what a
 * screen reader would say.
 * @module
 */

import type { Page } from 'puppeteer-core'

/** What has the focus, however deep, by name. */
const FOCUSED = `(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  if (!element || element === document.body) return 'nothing'
  const label = element.labels?.[0]
  const words = [...(label?.childNodes ?? [])].filter(
    (each) => each.nodeType === Node.TEXT_NODE || each.localName === 'span',
  )
  const own = words.map((each) => each.textContent).join(' ')
  const name = element.getAttribute('aria-label') || own || element.textContent || ''
  return name.replace(/\\s+/g, ' ').trim() || element.type || element.localName
})()`

/** More stops than any page of ours has. */
const MOST_TABS = 150

/** The keyboard at one page. */
export class Keyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** What has the focus, by name. */
  focused(): Promise<string> {
    return this.#page.evaluate(FOCUSED) as Promise<string>
  }

  /** Goes on with Tab until the thing of this name has the focus. */
  async tabTo(name: string): Promise<void> {
    const seen: string[] = []
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await this.#page.keyboard.press('Tab')
      const focused = await this.focused()
      if (focused === name) return
      seen.push(focused)
    }
    throw new Error(`Tab never came to ${name}, but to: ${[...new Set(seen)].join(' | ')}`)
  }

  /** Goes to a thing and presses it. */
  async press(name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(name)
    await this.#page.keyboard.press(key)
  }

  /** Goes to a field and types, in place of what is there. */
  async type(name: string, text: string): Promise<void> {
    await this.tabTo(name)
    await this.#page.keyboard.down('Control')
    await this.#page.keyboard.press('a')
    await this.#page.keyboard.up('Control')
    await this.#page.keyboard.type(text)
  }
}
