/**
 * The small things all of the board's views are made of.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { BoardView } from '../board-view.ts'

/** A button that makes a request. */
export interface ButtonOptions {
  readonly label: string
  /** The request's name: the button is pending while it is under way. */
  readonly name: string
  readonly kind?: string
  readonly press: () => void
}

/** A button. One that cannot be used keeps the focus and says so. */
export function button(view: BoardView, options: ButtonOptions): TemplateResult {
  const { label, name, kind = 'secondary', press } = options
  const busy = view.busy(name) ? 'true' : nothing
  const click = () => {
    if (busy === nothing) press()
  }
  return html`<button
    type="button"
    class=${kind}
    part="button"
    aria-busy=${busy}
    aria-disabled=${busy}
    @click=${click}
  >
    ${label}
  </button>`
}

/** What went wrong with a request, beside what asked for it. */
export function problem(view: BoardView, name: string): TemplateResult | typeof nothing {
  const error = view.problem(name)
  if (error === undefined) return nothing
  return html`<p class="problem" role="alert" id="${name}-problem">${view.explain(error)}</p>`
}
