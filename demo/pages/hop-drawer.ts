/**
 * `<hop-drawer>`: what just happened, hop by hop, from the page to the dialer and back.
 * @module
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { stage } from './room/stage-line.ts'
import type { Hop, Way } from './watch/hop.ts'
import { styles } from './watch/hop-drawer.styles.ts'
import { hopLog } from './watch/hop-log.ts'
import { prettyXml } from './watch/pretty-xml.ts'

/** The visitor's own time, to the millisecond. */
const CLOCK = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

/** Which stretch a way is on, and how its arrow points. */
const ARROWS: Readonly<Record<Way, { readonly stretch: string; readonly arrow: string }>> = {
  'console-page': { stretch: 'page', arrow: '←' },
  'console-worker': { stretch: 'socket', arrow: '→' },
  'worker-console': { stretch: 'socket', arrow: '←' },
  'worker-dialer': { stretch: 'soap', arrow: '→' },
  'dialer-worker': { stretch: 'soap', arrow: '←' },
}

/**
 * The drawer.
 *
 * @summary Shows every command, SOAP request, answer and event as it happens.
 */
export class HopDrawer extends LitElement {
  static override styles = styles

  /** Whether it is shown. */
  @property({ type: Boolean, reflect: true }) open = false

  /** Whether it shows what other people do, too. */
  @property({ type: Boolean }) everybody = false

  override connectedCallback(): void {
    super.connectedCallback()
    hopLog.addEventListener('change', this.#changed)
    stage.addEventListener('change', this.#changed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    hopLog.removeEventListener('change', this.#changed)
    stage.removeEventListener('change', this.#changed)
  }

  /** Nobody sees what a closed drawer shows, except that it is closed. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    return this.open || changed.has('open')
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector('ol')
    if (this.#following) list?.scrollTo({ top: list.scrollHeight })
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">
      <header>
        <h2 id="title">What just happened</h2>
        <label>
          <input type="checkbox" .checked=${this.everybody} @change=${this.#toggleEverybody} />
          everybody
        </label>
        <button type="button" @click=${() => hopLog.clear()}>Clear</button>
      </header>
      <div class="stretches" aria-hidden="true">
        <span>Page ⇄ console</span><span>Console ⇄ worker</span><span>Worker ⇄ dialer</span>
      </div>
      <ol tabindex="0" aria-label="Hops, the newest last" @scroll=${this.#scrolled}>
        ${hopLog.hops(this.everybody).map(row)}
      </ol>
      ${stage.there ? nothing : html`<p>The dialer’s side cannot be watched from this page.</p>`}
    </section>`
  }

  /** Whoever has scrolled up is reading. */
  #following = true

  #scrolled({ target }: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = target as HTMLElement
    this.#following = scrollTop + clientHeight > scrollHeight - 24
  }

  #toggleEverybody({ target }: Event): void {
    this.everybody = (target as HTMLInputElement).checked
  }

  #changed = (): void => {
    this.requestUpdate()
  }
}

function row({ way, at, title, note, text, bad }: Hop): TemplateResult {
  const { stretch, arrow } = ARROWS[way]
  const [from, to] = way.split('-')
  return html`<li>
    <details>
      <summary class=${bad ? 'bad' : ''}>
        <time>${CLOCK.format(at)}</time>
        <span class="hop ${stretch}">
          <i aria-hidden="true">${arrow}</i>
          <span class="unseen">${from} to ${to}:</span>
          <b>${breakable(title)}</b> <small>${breakable(note)}</small>
        </span>
      </summary>
      <pre>${prettyXml(text)}</pre>
    </details>
  </li>`
}

/** A name of an operation or a path may go on in the next line where a word of it begins. */
function breakable(title: string): string {
  return title.replace(/(?<=[a-z])(?=[A-Z])|(?<=\/)/g, '\u200b')
}

if (customElements.get('hop-drawer') === undefined) customElements.define('hop-drawer', HopDrawer)

declare global {
  interface HTMLElementTagNameMap {
    'hop-drawer': HopDrawer
  }
}
