/**
 * Holds what the agent has switched on, and the sheet in which they do; its content is a file of
 * its own, loaded when it is first opened.
 * @module
 */

import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit'
import { dress, OnDemand } from './on-demand.ts'
import { loadPreferences, type Preferences, savePreferences } from './preferences.ts'
import type { Strings } from './strings.ts'

/** The element, as far as the sheet knows it. */
export type SheetHost = ReactiveControllerHost & { readonly renderRoot: ParentNode }

/** One element's sheet. */
export class Sheet implements ReactiveController {
  #wanted = false
  preferences: Preferences = loadPreferences()
  readonly #host: SheetHost
  readonly #content: OnDemand<typeof import('./views/sheet.ts')>

  /** `withWords` waits for a file and for the words it shows. */
  constructor(host: SheetHost, withWords: <Content>(file: Promise<Content>) => Promise<Content>) {
    this.#host = host
    this.#content = new OnDemand(
      async () => {
        const content = await withWords(import('./views/sheet.ts'))
        dress(host.renderRoot, content.SHEET_STYLES)
        return content
      },
      () => host.requestUpdate(),
    )
    host.addController(this)
  }

  hostConnected(): void {
    this.preferences = loadPreferences()
  }

  /**
   * Opens the sheet; the browser keeps the keyboard in it, and gives it back afterwards. False when
   * its file did not come.
   */
  async open(): Promise<boolean> {
    this.#wanted = true
    await this.#content.load()
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#host.renderRoot.querySelector('dialog')?.showModal()
    return !this.#content.failed
  }

  /** Tells an agent who looks elsewhere, if they have switched that on. */
  alert(words: string): void {
    const { notification, sound } = this.preferences
    if (!notification && !sound) return
    void import('./pop-alert.ts').then(({ alertPop }) => alertPop(this.preferences, words))
  }

  render(t: Strings): unknown {
    const content = (this.#wanted ? this.#content.content : null)?.sheet(
      { html, nothing },
      {
        t,
        preferences: this.preferences,
        set: (change) => this.#set(change),
      },
    )
    return content === undefined
      ? nothing
      : html`<dialog part="sheet" aria-labelledby="sheet-title">${content}</dialog>`
  }

  #set(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change }
    savePreferences(this.preferences)
    this.#host.requestUpdate()
  }
}
