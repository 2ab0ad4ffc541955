/**
 * `<demo-bar>`: what belongs to the demo and not to the page below it. Here are the other doors.
 * @module
 */

import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { styles } from './bar/demo-bar.styles.ts'
import { DOORS } from './bar/doors.ts'

/**
 * The demo's own bar.
 *
 * @summary Leads to the demo's other pages.
 */
export class DemoBar extends LitElement {
  static override styles = styles

  /** The page it stands on, by its address. */
  @property() here = ''

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
    </header>`
  }
}

if (customElements.get('demo-bar') === undefined) customElements.define('demo-bar', DemoBar)

declare global {
  interface HTMLElementTagNameMap {
    'demo-bar': DemoBar
  }
}
