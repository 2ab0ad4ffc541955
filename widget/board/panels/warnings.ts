/**
 * What a supervisor should act on, in words; loaded as soon as the board is on screen.
 * @module
 */

import { clock } from '../../clock.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { UNSENT, type Warning, warningsOf } from '../warnings.ts'

const ENGLISH = {
  title: 'Needs attention',
  help: (who: string, time: string) => `${who} asks for help, for ${time}.`,
  nobodyConnected: (waiting: number, time: string) =>
    `${waiting} waiting, nobody connected for ${time}: the campaign may be stopped or out of numbers.`,
  waitsLong: (who: string, time: string) =>
    `${who} has been waiting for ${time}, far longer than the others.`,
  phoneUp: (who: string) =>
    `${who} was removed, but their phone may still be up. Ask them to hang up.`,
  unsent: (who: string, what: string) => `Answers of ${who}: ${what}.`,
  kinds: {
    unconfirmed: (count: number) => `${count} maybe stored`,
    refused: (count: number) => `${count} refused by the dialer`,
    unfinished: (count: number) => `${count} never given`,
  },
  stopRefused: (words: string) =>
    `The campaign was to stop by itself, and the dialer refuses${words && `: “${words}”`}.`,
  webhooks: (count: number) =>
    `${count} ${count === 1 ? 'finish has' : 'finishes have'} not reached your CRM: see Deliveries.`,
}

function said(t: typeof ENGLISH, warning: Warning, now: number): string {
  switch (warning.type) {
    case 'help':
      return t.help(warning.row.userId, clock(now - warning.since))
    case 'nobody-connected':
      return t.nobodyConnected(warning.waiting, clock(now - warning.since))
    case 'waits-long':
      return t.waitsLong(warning.row.userId, clock(now - warning.since))
    case 'unsent': {
      const { userId, unsent } = warning.row
      const kinds = UNSENT.filter((kind) => unsent[kind] > 0)
      return t.unsent(userId, kinds.map((kind) => t.kinds[kind](unsent[kind])).join(', '))
    }
    case 'phone-up':
      return t.phoneUp(warning.row.userId)
    case 'stop-refused':
      return t.stopRefused(warning.words)
    case 'webhooks':
      return t.webhooks(warning.count)
  }
}

/** The list of warnings, and what is said aloud when one is new. */
export class Warnings implements Panel {
  readonly #view: BoardView
  #known: readonly string[] = []
  #news = ''

  constructor(view: BoardView) {
    this.#view = view
  }

  get #found(): Warning[] {
    const { board, now } = this.#view
    return board ? warningsOf(board, now) : []
  }

  /** How many there are. */
  get count(): number {
    return this.#found.length
  }

  render({ html, nothing }: Lent): unknown {
    const view = this.#view
    const t = view.words('warnings', ENGLISH)
    const found = this.#found
    if (found.length === 0) return nothing
    return html`<ul class="warnings" aria-label=${t.title}>
      ${found.map((each) => html`<li class=${each.type}>${said(t, each, view.now)}</li>`)}
    </ul>`
  }

  /** For ears, on every part of the board: clocks that count on are not news. */
  news({ html }: Lent): unknown {
    const view = this.#view
    const t = view.words('warnings', ENGLISH)
    const found = this.#found
    const fresh = found.filter((each) => !this.#known.includes(keyOf(each)))
    if (fresh.length > 0 || found.length === 0) {
      this.#news = fresh.map((each) => said(t, each, view.now)).join(' ')
    }
    this.#known = found.map(keyOf)
    return html`<p class="unseen" role="status">${this.#news}</p>`
  }
}

const keyOf = (warning: Warning) =>
  warning.type + ('row' in warning ? ` ${warning.row.userId}` : '')

/** Warnings, for a board. */
export const panel = (view: BoardView): Warnings => new Warnings(view)
