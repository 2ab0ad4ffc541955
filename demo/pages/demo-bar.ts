/**
 * `<demo-bar>`: what belongs to the demo and not to the page below it: the other doors, the story,
 * and the switch of the drawer.
 * @module
 */

import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { FIRST_STORY, STORIES, type StoryName } from '../stage/stories.ts'
import { styles } from './bar/demo-bar.styles.ts'
import { DOORS } from './bar/doors.ts'
import type { HopDrawer } from './hop-drawer.ts'
import './hop-drawer.ts'
import { begin } from './room/room.ts'
import { stage } from './room/stage-line.ts'

/** Where a window keeps whether the drawer is open. */
const KEEP_OPEN = 'agent-console-demo-drawer'

/**
 * The demo's own bar.
 *
 * @summary Leads to the demo's other pages, and tells its stories.
 */
export class DemoBar extends LitElement {
  static override styles = styles

  /** The page it stands on, by its address. */
  @property() here = ''

  @state() private problem = ''

  #drawer: HopDrawer | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.#drawer = document.querySelector('hop-drawer')
    stage.addEventListener('change', this.#changed)
    if (this.#drawer) this.#drawer.open = sessionStorage.getItem(KEEP_OPEN) !== null
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    stage.removeEventListener('change', this.#changed)
  }

  #changed = (): void => {
    this.requestUpdate()
  }

  protected override render(): TemplateResult {
    return html`<header>
      <a class="home" href="/" aria-current=${this.here === '' ? 'page' : nothing}>
        agent-console <small>demo</small>
      </a>
      <nav aria-label="Doors">
        ${DOORS.map(
          ({ href, name }) =>
            html`<a href=${href} aria-current=${this.here === href ? 'page' : nothing}>${name}</a>`,
        )}
      </nav>
      ${stage.there ? this.#renderStory() : nothing}
      ${this.#drawer && this.#renderSwitch(this.#drawer)}
    </header>`
  }

  #renderStory(): TemplateResult {
    const story = stage.scene?.story ?? FIRST_STORY
    return html`<label>
        Story
        <select .value=${story} @change=${this.#choose}>
          ${Object.entries(STORIES).map(
            ([name, { title }]) =>
              html`<option value=${name} .selected=${name === story}>${title}</option>`,
          )}
        </select>
      </label>
      <button type="button" @click=${() => void this.#begin(story)}>Start over</button>
      <p role="status">${this.problem || stage.scene?.says}</p>
      ${
        stage.scene?.more
          ? html`<button type="button" @click=${() => stage.goOn()}>Go on</button>`
          : nothing
      }`
  }

  #choose({ target }: Event): void {
    void this.#begin((target as HTMLSelectElement).value as StoryName)
  }

  async #begin(story: StoryName): Promise<void> {
    try {
      await begin(story)
    } catch {
      this.problem = 'The story could not begin: is the demo still running?'
    }
  }

  #renderSwitch({ open }: HopDrawer): TemplateResult {
    return html`<button type="button" aria-expanded=${open} @click=${this.#toggleDrawer}>
      What just happened
    </button>`
  }

  /** The drawer stays open from page to page. */
  #toggleDrawer(): void {
    if (this.#drawer === null) return
    this.#drawer.open = !this.#drawer.open
    if (this.#drawer.open) sessionStorage.setItem(KEEP_OPEN, '')
    else sessionStorage.removeItem(KEEP_OPEN)
    this.requestUpdate()
  }
}

if (customElements.get('demo-bar') === undefined) customElements.define('demo-bar', DemoBar)

declare global {
  interface HTMLElementTagNameMap {
    'demo-bar': DemoBar
  }
}
