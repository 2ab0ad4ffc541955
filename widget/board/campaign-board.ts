/**
 * The supervisor's element: which part is shown, and what surrounds it. It knows nothing of sockets.
 * @module
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { BoardSnapshot } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { styles } from './board.styles.ts'
import { BoardController } from './board-controller.ts'
import { PANELS, type PanelName, Panels } from './panels.ts'
import type { BoardWords } from './strings.ts'
import { dialling, runs } from './views/dialling.ts'
import { team } from './views/team.ts'

const IDENTITY = ['campaign', 'endpoint', 'token', 'getToken'] as const

/** What needs no campaign that is set up here. */
const WITHOUT_CAMPAIGN: readonly PanelName[] = ['settings', 'create']

/**
 * A campaign's board, for its supervisors.
 *
 * @summary Shows every agent live; starts, stops, paces and creates campaigns; takes data home.
 * @fires {CampaignCreatedEvent} campaign-created - A campaign was created here.
 *
 * @csspart board - The whole of it, with its border.
 * @csspart header - The campaign's name and whether it dials.
 * @csspart button - Every button that asks the worker for something.
 *
 * @cssprop [--agent-console-accent=#2557c7] - The one accent colour.
 * @cssprop [--agent-console-font=system-ui, sans-serif] - The font family.
 * @cssprop [--agent-console-font-size=15px] - The size of plain text; everything else follows.
 * @cssprop [--agent-console-radius=8px] - How round buttons and fields are.
 */
export class CampaignBoard extends LitElement {
  static override styles = styles
  static override properties = {
    campaign: { reflect: true },
    token: {},
    endpoint: {},
    getToken: { attribute: false },
    strings: { attribute: false },
  }

  /** The campaign's id. */
  campaign = ''
  /** A supervisor's token for the worker, minted by the host page's back end. */
  token = ''
  /** The worker's origin; where the script came from, unless said otherwise. */
  endpoint = new URL(import.meta.url).origin
  /** Asked for a token before each connection; beats `token`. */
  getToken: (() => Promise<string> | string) | null = null
  /** Words to be shown instead of English ones. */
  strings: BoardWords | null = null

  readonly #view = new BoardController(this)
  readonly #panels = new Panels(this.#view, (sheet) => {
    ;(this.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet)
  })
  #shown: PanelName | 'team' = 'team'
  /** Whom the open question is about. */
  #removing: string | null = null
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    // A host page's hotkeys must not fire while a supervisor types in here.
    for (const type of ['keydown', 'keyup', 'keypress']) {
      this.addEventListener(type, (event) => event.stopPropagation())
    }
  }

  /** The newest snapshot; null before the first. */
  get board(): BoardSnapshot | null {
    return this.#view.board
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#ticking = setInterval(() => this.#tick(), 1_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#ticking)
  }

  /** The clocks on screen; nothing else is read from them. */
  #tick(): void {
    if (document.hidden) return
    if (this.#shown !== 'team') this.#panels.get(this.#shown)?.tick?.()
    this.requestUpdate()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!IDENTITY.some((name) => changed.has(name))) return
    this.#view.restart()
    this.#shown = 'team'
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog')
    if (this.#removing !== null && !dialog?.open) dialog?.showModal()
  }

  protected override render(): TemplateResult {
    const { t } = this.#view
    return html`<section class="board" part="board" aria-label=${t.title}>
      ${this.board ? this.#renderBoard(this.board) : this.#renderGate()} ${this.#renderQuestion()}
    </section>`
  }

  #renderBoard(board: BoardSnapshot): TemplateResult {
    const view = this.#view
    const running = board.dialling?.value
    return html`<header part="header" class=${running ? 'on' : nothing}>
        <span class="dot" aria-hidden="true"></span>
        <h2>${board.campaign.name}</h2>
        <span class="aside">${board.campaign.id}</span>
        <span class="sub">${runs(view, board)}</span>
      </header>
      <div class="body">
        ${view.online ? nothing : this.#renderNotice(view.t.offline)}
        ${dialling(view, board)} ${this.#renderMenu(['team', ...PANELS])}
        <div class="panel">${this.#renderShown(board)}</div>
      </div>`
  }

  #renderMenu(names: readonly (PanelName | 'team')[]): TemplateResult {
    const { t } = this.#view
    return html`<nav aria-label=${t.views}>
      ${names.map(
        (name) => html`<button
          type="button"
          aria-current=${name === this.#shown ? 'page' : nothing}
          @click=${() => this.#show(name)}
        >
          ${t.view[name]}
        </button>`,
      )}
    </nav>`
  }

  #renderShown(board: BoardSnapshot): unknown {
    if (this.#shown !== 'team') return this.#renderPanel(this.#shown)
    return html`${this.#panels.warnings.content?.render({ html, nothing })}
      ${team(this.#view, board, {
        ask: ({ userId }) => this.#ask(userId),
        byId: () => this.#renderById(),
      })}`
  }

  #renderPanel(name: PanelName): unknown {
    const panel = this.#panels.get(name)
    if (panel) return panel.render({ html, nothing })
    const { t } = this.#view
    return html`<p class="lead">${this.#panels.failed(name) ? t.viewFailed : t.connecting}</p>`
  }

  /** No board yet: connecting, refused, or nothing to show here so far. */
  #renderGate(): TemplateResult {
    const { t, line } = this.#view
    const code = line.state === 'refused' ? line.code : null
    const said = this.campaign === '' ? t.noCampaign : t.connecting
    const mayCreate = code === 'unknown-campaign' || (this.campaign === '' && this.token !== '')
    const shown = this.#shown
    return html`<header><span class="dot" aria-hidden="true"></span><h2>${t.title}</h2></header>
      <div class="body">
        ${
          code === null
            ? html`<p class="lead" role="status">${said}</p>`
            : this.#renderNotice(this.#view.explain(new ConsoleError(code)))
        }
        ${mayCreate ? this.#renderMenu(WITHOUT_CAMPAIGN) : nothing}
        ${mayCreate && shown !== 'team' ? this.#renderPanel(shown) : nothing}
      </div>`
  }

  /** Something about the line, and the way to try it again. */
  #renderNotice(words: string): TemplateResult {
    return html`<div class="notice" role="status">
      <p>${words}</p>
      <button type="button" class="quiet" @click=${() => this.#view.retry()}>
        ${this.#view.t.tryNow}
      </button>
    </div>`
  }

  #renderQuestion(): TemplateResult | typeof nothing {
    const row = this.board?.agents.find(({ userId }) => userId === this.#removing)
    const removal = row && this.#panels.removal.content
    if (!removal) return nothing
    const close = () => this.renderRoot.querySelector('dialog')?.close()
    return html`<dialog aria-labelledby="kick-title" @close=${() => this.#ask(null)}>
      ${removal.question({ html, nothing }, row, close)}
    </dialog>`
  }

  /** Loaded when its place is unfolded. */
  #renderById(): unknown {
    const open = this.renderRoot.querySelector('.more')?.hasAttribute('open')
    return open ? this.#panels.removal.content?.render({ html, nothing }) : nothing
  }

  #show(name: PanelName | 'team'): void {
    this.#shown = name
    if (name !== 'team') this.#panels.get(name)?.opened?.()
    this.requestUpdate()
  }

  #ask(userId: string | null): void {
    this.#removing = userId
    this.requestUpdate()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'campaign-board': CampaignBoard
  }
}
