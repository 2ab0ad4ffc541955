/**
 * Whether the campaign dials. It shows what was last set from here: the dialer cannot be asked.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { BoardSnapshot } from '../../../shared/board.ts'
import type { BoardView } from '../board-view.ts'
import { moment } from '../format.ts'

/** The buttons that start and stop the campaign; both, while nobody here knows which is right. */
export function dialling(view: BoardView, board: BoardSnapshot): TemplateResult {
  const { t } = view
  // One that cannot be used keeps the focus and says so.
  const busy = view.busy('dial') ? 'true' : nothing
  const turn = (on: boolean) =>
    html`<button
      type="button"
      class=${on ? 'primary' : 'secondary'}
      part="button"
      aria-busy=${busy}
      aria-disabled=${busy}
      @click=${() => void view.run('dial', () => view.api.ask('POST', on ? '/start' : '/stop'))}
    >
      ${on ? t.start : t.stop}
    </button>`
  // Start turns into Stop where it stands: the keyboard stays on it.
  return html`<div class="actions">
    ${turn(!board.dialling?.value)} ${board.dialling ? nothing : turn(false)}
  </div>`
}

/** Why the campaign was not started or stopped. */
export function diallingProblem(view: BoardView): TemplateResult | typeof nothing {
  const error = view.problem('dial')
  return error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing
}

/** "Dialling", since when and by whom. */
export function runs({ t, now }: BoardView, { dialling: last }: BoardSnapshot): string {
  if (last === null) return t.unknownRun
  const by = t.lastSet(moment(last.at, now), last.by ?? t.itself)
  return `${last.value ? t.running : t.stopped} · ${by}`
}
