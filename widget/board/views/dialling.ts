/**
 * Whether the campaign dials. It shows what was last set from here: the dialer cannot be asked.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { BoardSnapshot } from '../../../shared/board.ts'
import type { BoardView } from '../board-view.ts'
import { moment } from '../format.ts'
import { button, problem } from './parts.ts'

/** The buttons that start and stop the campaign; both, while nobody here knows which is right. */
export function dialling(view: BoardView, board: BoardSnapshot): TemplateResult {
  const { t } = view
  const running = board.dialling?.value
  const turn = (on: boolean) => () =>
    void view.run('dial', () => view.api.ask('POST', on ? '/start' : '/stop'))
  const start = { label: t.start, name: 'dial', kind: 'primary', press: turn(true) }
  const stop = { label: t.stop, name: 'dial', press: turn(false) }
  return html`<div class="actions">
      ${running ? nothing : button(view, start)} ${running === false ? nothing : button(view, stop)}
    </div>
    ${problem(view, 'dial')}`
}

/** "Dialling", since when and by whom. */
export function runs({ t, now }: BoardView, { dialling: last }: BoardSnapshot): string {
  if (last === null) return t.unknownRun
  const by = t.lastSet(moment(last.at, now), last.by ?? t.itself)
  return `${last.value ? t.running : t.stopped} · ${by}`
}
