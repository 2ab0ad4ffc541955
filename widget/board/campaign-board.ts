/**
 * The supervisor's element: which part is shown, and what surrounds it. It knows nothing of sockets.
 * @module
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { BoardSnapshot, RosterRow } from '../../shared/board.ts'
import { ConsoleError, type ErrorCode } from '../../shared/errors.ts'
import { OnDemand } from '../on-demand.ts'
import { styles } from './board.styles.ts'
import { BoardController } from './board-controller.ts'
import { PANELS, type PanelName, Panels } from './panels.ts'
import type { BoardWords } from './strings.ts'
import { dialling, diallingProblem, runs } from './views/dialling.ts'
import { team } from './views/team.ts'

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
    const root = this.renderRoot as ShadowRoot
    root.adoptedStyleSheets = [...new Set(root.adoptedStyleSheets).add(sheet)]
  })
  readonly #focus = new OnDemand(
    async () => (await import('./panels/focus.ts')).keepFocus(this),
    () => {},
  )
  #shown: PanelName | 'team' = 'team'
  /** Whom the open question is about. */
  #removing: string | null = null
  /** The question is to be opened, once its file is there. */
  #asking = false
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
    if (changed.has('campaign') || changed.has('endpoint')) {
      this.#view.restart()
      this.#panels.begin()
      this.#shown = 'team'
    } else if (changed.has('token') || changed.has('getToken')) this.#view.takeToken()
    // Somebody who has left the roster must not be asked about when they come back.
    if (!this.#asked) this.#removing = null
  }

  protected override updated(): void {
    if (this.board) void this.#focus.load()
    const dialog = this.#asking && this.#dialog
    if (!dialog) return
    this.#asking = false
    if (!dialog.open) dialog.showModal()
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog.ask')
  }

  get #asked(): RosterRow | undefined {
    return this.board?.agents.find(({ userId }) => userId === this.#removing)
  }

  protected override render(): TemplateResult {
    const { t } = this.#view
    return html`<section class="board" part="board" lang=${t.lang} aria-label=${t.title}>
      ${this.board ? this.#renderBoard(this.board) : this.#renderGate()} ${this.#renderQuestion()}
    </section>`
  }

  #renderBoard(board: BoardSnapshot): TemplateResult {
    const view = this.#view
    const { line, t } = view
    const trouble = line.state === 'refused' ? view.explain(new ConsoleError(line.code)) : t.offline
    return html`<header part="header" class=${board.dialling?.value ? 'on' : nothing}>
        <span class="dot" aria-hidden="true"></span>
        <h2>${board.campaign.name} <span class="aside">${board.campaign.id}</span></h2>
        <span class="sub" role="status">${runs(view, board)}</span>
        ${dialling(view, board)}
      </header>
      <div class="body">
        ${this.#panels.warnings.content?.news({ html, nothing })}
        ${diallingProblem(view)} ${view.online ? nothing : this.#renderNotice(trouble)}
        ${this.#renderMenu(['team', ...PANELS])}
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
          data-count=${(name === 'team' && this.#panels.warnings.loaded?.count) || nothing}
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
        again: (row) => this.#panels.removal.content?.again({ html, nothing }, row),
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
    const parts = this.#partsWithoutBoard(code)
    const shown = this.#shown
    return html`<header><span class="dot" aria-hidden="true"></span><h2>${t.title}</h2></header>
      <div class="body">
        ${
          code === null
            ? html`<p class="lead" role="status">${said}</p>`
            : this.#renderNotice(this.#view.explain(new ConsoleError(code)))
        }
        ${parts.length > 0 ? this.#renderMenu(parts) : nothing}
        ${shown !== 'team' && parts.includes(shown) ? this.#renderPanel(shown) : nothing}
      </div>`
  }

  /** What can be done while there is no board: register the campaign, or make one. */
  #partsWithoutBoard(code: ErrorCode | null): readonly PanelName[] {
    if (code === 'unknown-campaign') return ['settings', 'create']
    return this.campaign === '' && (this.token || this.getToken) ? ['create'] : []
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
    const row = this.#asked
    const removal = row && this.#panels.removal.content
    if (!removal) return nothing
    const close = () => this.#dialog?.close()
    return html`<dialog class="ask" aria-labelledby="kick-title" @close=${() => this.#dialog?.open || this.#ask(null)}>
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
    this.#asking = userId !== null
    this.requestUpdate()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'campaign-board': CampaignBoard
  }
}
