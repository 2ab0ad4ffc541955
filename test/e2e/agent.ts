/**
 * A person at the page: finds things by what they are called, as a screen reader would.
 * @module
 */

import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'

/** As much of a shadow root as is looked into; the tests in Node have no DOM types. */
interface Tree {
  querySelector(selector: string): { readonly textContent: string | null } | null
}

/** Starts the browser. */
export function startBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    // The library's own default would hide that browsers block windows no click asked for.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  })
}

/** Somebody who looks at one page and uses it. */
export class Agent {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Presses the button, radio or link of this name. */
  async press(name: string, role = 'button'): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click()
  }

  /**
   * Types into the field of this name, in place of what is there. It is gone to as Tab does: a click
   * where the field has just been may meet what stands there now, such as the button for the next call.
   */
  async type(name: string, text: string): Promise<void> {
    const field = await this.#field(name)
    await field.focus()
    await this.page.keyboard.down('Control')
    await this.page.keyboard.press('a')
    await this.page.keyboard.up('Control')
    await this.page.keyboard.type(text)
  }

  /** Puts a text into the field of this name as a paste does, characters no key types included. */
  async paste(name: string, text: string): Promise<void> {
    const field = await this.#field(name)
    await field.evaluate((found, pasted) => {
      Object.assign(found, { value: pasted })
      found.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    }, text)
  }

  /** What describes the field of this name: its hint, or what is wrong with it. */
  async describes(name: string): Promise<string> {
    const field = await this.#field(name)
    return field.evaluate((found) => {
      const ids = (found.getAttribute('aria-describedby') ?? '').split(' ')
      const root = found.getRootNode() as unknown as Tree
      return ids.map((id: string) => root.querySelector(`#${id}`)?.textContent ?? '').join(' ')
    })
  }

  /** What the field of this name holds. */
  async value(name: string): Promise<string> {
    const field = await this.#field(name)
    return field.evaluate((found) => (found as unknown as { value: string }).value)
  }

  #field(name: string) {
    return this.page.locator(`::-p-aria([name="${name}"][role="textbox"])`).waitHandle()
  }

  /** The visible text of an element, its shadow tree included. */
  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (found) =>
      (found.shadowRoot?.textContent ?? found.textContent ?? '').replace(/\s+/g, ' ').trim(),
    )
  }

  /** Waits until an element says this; resolves with the match, or says what it read instead. */
  async reads(selector: string, words: RegExp): Promise<RegExpExecArray> {
    // The text that matched comes along: a page may say something else a moment later.
    const inPage = `(() => { const text = (document.querySelector('${selector}')?.shadowRoot ?? document.querySelector('${selector}'))
        ?.textContent.replace(/\\s+/g, ' ').trim() ?? ''
      return new RegExp(${JSON.stringify(words.source)}, '${words.flags}').test(text) && [text] })()`
    const found = await this.page
      .waitForFunction(inPage, { polling: 50, timeout: 60_000 })
      .then((handle) => handle.jsonValue() as Promise<[string]>)
      .catch(() => [''])
    const match = words.exec(found[0] ?? '')
    if (match) return match
    throw new Error(`${selector} never read ${words}; it reads: ${await this.text(selector)}`)
  }

  /** Has their desk phone called, answers it and logs in with the id it says. */
  async signIn(): Promise<void> {
    await this.reads('desk-phone', /Ready/)
    await this.reads('agent-console', /Call my phone/)
    const number = await this.page.$eval('desk-phone', (phone) => phone.getAttribute('number'))
    await this.type('Your phone number', number ?? '')
    await this.press('Call my phone')
    await this.reads('desk-phone', /Ringing/)
    await this.press('Answer')
    const [, agentId = ''] = await this.reads('desk-phone', /agent id\D*(\d{4})/i)
    await this.type('Agent id', agentId)
    await this.press('Log in')
  }

  /** Chooses from the list of this name. */
  async choose(name: string, value: string): Promise<void> {
    const list = await this.page
      .locator(`::-p-aria([name="${name}"][role="combobox"])`)
      .waitHandle()
    await list.select(value)
  }

  /** The ids of the calls that popped on this page since it was loaded. */
  pops(): Promise<string[]> {
    return this.page.evaluate('window.pops') as Promise<string[]>
  }
}
