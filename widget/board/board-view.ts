/**
 * What the board's views are given, and what a part that is loaded on demand offers.
 * @module
 */

import type { BoardSnapshot } from '../../shared/board.ts'
import type { ConsoleError } from '../../shared/errors.ts'
import type { HttpApi } from '../http-api.ts'
import type { Lent } from '../on-demand.ts'
import type { CampaignCreatedEvent } from './events.ts'
import type { BoardStrings } from './strings.ts'

/** The board as a view sees it. */
export interface BoardView {
  readonly t: BoardStrings
  /** Null while nobody has set the campaign up, or the line has never been up. */
  readonly board: BoardSnapshot | null
  readonly campaign: string
  /** The worker's clock, in milliseconds since 1970. */
  readonly now: number
  readonly online: boolean
  readonly api: HttpApi
  /** The words of a part that is loaded on demand, in the language that the host page gave. */
  words<Words extends object>(part: string, english: Words): Words
  busy(name: string): boolean
  problem(name: string): ConsoleError | undefined
  /** What went wrong, in our words and the dialer's. */
  explain(error: ConsoleError): string
  /** Makes a request under a name; resolves with whether it worked. */
  run(name: string, work: () => Promise<unknown>): Promise<boolean>
  /** Something of the view's own has changed. */
  refresh(): void
  /** Tries to see the board, after a refusal or before the next try is due. */
  retry(): void
  /** A campaign was created: uses its token, shows its board and tells the host page. */
  created(event: CampaignCreatedEvent): void
}

/** One part of the board, with what it has loaded and what is typed in it. */
export interface Panel {
  render(lent: Lent): unknown
  /** It has come on screen. */
  opened?(): void
  /** Time has passed while it is on screen. */
  tick?(): void
}
