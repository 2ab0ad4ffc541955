/**
 * The board inside a supervisor's console: its script is loaded when it is first opened.
 * @module
 */

import { html, nothing } from 'lit'
import { OnDemand } from './on-demand.ts'
import type { Strings } from './strings.ts'

/** What the board is told by the console around it. */
export interface TeamHost {
  readonly endpoint: string
  readonly campaign: string
  requestUpdate(): void
}

/** One console's board. */
export class Team {
  readonly #host: TeamHost
  readonly #getToken: () => Promise<string>
  readonly #script = new OnDemand(
    () => import('./board/define.ts'),
    () => this.#host.requestUpdate(),
  )
  #shown = false

  constructor(host: TeamHost, getToken: () => Promise<string>) {
    this.#host = host
    this.#getToken = getToken
  }

  /** The button that opens and closes it. */
  button({ team }: Strings): unknown {
    return html`<button type="button" class="quiet small" part="button team"
      aria-expanded=${this.#shown} @click=${this.#toggle}>${team}</button>`
  }

  readonly #toggle = () => {
    this.#shown = !this.#shown
    this.#host.requestUpdate()
  }

  render(): unknown {
    const { endpoint, campaign } = this.#host
    return this.#shown && this.#script.content
      ? html`<campaign-board .endpoint=${endpoint} .campaign=${campaign}
          .getToken=${this.#getToken}></campaign-board>`
      : nothing
  }
}
