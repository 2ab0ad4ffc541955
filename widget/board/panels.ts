/**
 * The parts of the board that are files of their own, loaded when they are first shown.
 * @module
 */

import { OnDemand } from '../on-demand.ts'
import type { BoardView, Panel } from './board-view.ts'
import type { Removal } from './panels/removal.ts'
import type { Warnings } from './panels/warnings.ts'

/** Each part of the menu, in its order, and the way to its file. */
const FILES = {
  report: () => import('./panels/report.ts'),
  calls: () => import('./panels/calls.ts'),
  outcomes: () => import('./panels/outcomes.ts'),
  webhooks: () => import('./panels/webhooks.ts'),
  pace: () => import('./panels/pace.ts'),
  settings: () => import('./panels/settings.ts'),
  create: () => import('./panels/create.ts'),
} satisfies Record<string, () => Promise<{ readonly panel: (view: BoardView) => Panel }>>

const looks = () => import('./panels/looks.styles.ts')

/** The name of a part that is loaded on demand. */
export type PanelName = keyof typeof FILES

/** Every part that is loaded on demand, in the order of the menu. */
export const PANELS = Object.keys(FILES) as PanelName[]

/** The parts of one board, with what has been loaded and typed in them. */
export class Panels {
  readonly #view: BoardView
  readonly #dress: (sheet: CSSStyleSheet) => void
  readonly #looks = new CSSStyleSheet()
  #files!: Readonly<Record<PanelName, OnDemand<Panel>>>
  removal!: OnDemand<Removal>
  warnings!: OnDemand<Warnings>

  /** @param dress adds a sheet to the element's own, unless it is there */
  constructor(view: BoardView, dress: (sheet: CSSStyleSheet) => void) {
    this.#view = view
    this.#dress = dress
    this.begin()
  }

  /** Begins anew: what was loaded and typed for one campaign is not another's. */
  begin(): void {
    const view = this.#view
    const file = <Part extends Panel>(load: () => Promise<{ panel: (view: BoardView) => Part }>) =>
      new OnDemand(
        async () => {
          const [{ panel }, { LOOKS }] = await Promise.all([load(), looks()])
          this.#looks.replaceSync(LOOKS)
          this.#dress(this.#looks)
          const part = panel(view)
          part.opened?.()
          return part
        },
        () => view.refresh(),
      )
    this.warnings = file(() => import('./panels/warnings.ts'))
    this.removal = file(() => import('./panels/removal.ts'))
    // The names are the table's; Object.fromEntries forgets them.
    this.#files = Object.fromEntries(
      PANELS.map((name) => [name, file<Panel>(FILES[name])]),
    ) as Record<PanelName, OnDemand<Panel>>
  }

  /** A part, once it is there. */
  get(name: PanelName): Panel | null {
    return this.#files[name].content
  }

  /** Whether a part's file did not come. */
  failed(name: PanelName): boolean {
    return this.#files[name].failed
  }
}
