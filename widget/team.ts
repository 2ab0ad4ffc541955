/**
 * The board inside a supervisor's console. Loaded for supervisors; the board's own script comes when
 * it is first opened.
 * @module
 */

import { type Lent, OnDemand } from './on-demand.ts'
import type { AllWords, Strings } from './strings.ts'

/** What the console around the board lends to it. */
export interface TeamPorts {
  /** Where the console's worker is, and for which campaign. */
  readonly place: { readonly endpoint: string; readonly campaign: string }
  getToken(): Promise<string>
  /** Loads the board's script. */
  load(): Promise<unknown>
  /** There is something else to show. */
  changed(): void
}

/** One console's board. */
export class Team {
  readonly #lent: Lent
  readonly #ports: TeamPorts
  readonly #script: OnDemand<unknown>
  #shown = false

  constructor(lent: Lent, ports: TeamPorts) {
    this.#lent = lent
    this.#ports = ports
    this.#script = new OnDemand(ports.load, ports.changed)
  }

  /** The button that opens and closes it. */
  button(t: Strings): unknown {
    const { team } = t as AllWords
    return this.#lent.html`<button type="button" class="quiet small" part="button team"
      aria-expanded=${this.#shown} @click=${this.#toggle}>${team}</button>`
  }

  readonly #toggle = () => {
    this.#shown = !this.#shown
    this.#ports.changed()
  }

  render(t: Strings): unknown {
    const { html, nothing } = this.#lent
    const { place, getToken } = this.#ports
    if (!this.#shown) return nothing
    if (this.#script.content) {
      return html`<campaign-board .endpoint=${place.endpoint} .campaign=${place.campaign}
        .getToken=${getToken}></campaign-board>`
    }
    return this.#script.failed ? html`<p class="notice" role="status">${t.notLoaded}</p>` : nothing
  }
}
