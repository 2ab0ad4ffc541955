/**
 * The parts of the board that are files of their own, loaded when they are first shown.
 * @module
 */

import { OnDemand } from '../on-demand.ts'
import type { BoardView, Panel } from './board-view.ts'
import type { Removal } from './panels/removal.ts'

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
  readonly #files: Readonly<Record<PanelName, OnDemand<Panel>>>
  readonly removal: OnDemand<Removal>
  readonly warnings: OnDemand<Panel>
  readonly #wear: (sheet: CSSStyleSheet) => void
  #dressed = false

  /** @param dress adds a sheet to the element's own */
  constructor(view: BoardView, dress: (sheet: CSSStyleSheet) => void) {
    this.#wear = dress
    const file = <Part extends Panel>(load: () => Promise<{ panel: (view: BoardView) => Part }>) =>
      new OnDemand(
        async () => {
          const [{ panel }, { LOOKS }] = await Promise.all([load(), looks()])
          this.#dress(LOOKS)
          const part = panel(view)
          part.opened?.()
          return part
        },
        () => view.refresh(),
      )
    this.warnings = file<Panel>(() => import('./panels/warnings.ts'))
    this.removal = file(() => import('./panels/removal.ts'))
    // The names are the table's; Object.fromEntries forgets them.
    this.#files = Object.fromEntries(
      PANELS.map((name) => [name, file<Panel>(FILES[name])]),
    ) as Record<PanelName, OnDemand<Panel>>
  }

  /** The parts bring their looks along, once. */
  #dress(text: string): void {
    if (this.#dressed) return
    this.#dressed = true
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    this.#wear(sheet)
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
