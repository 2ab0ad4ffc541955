/**
 * What a supervisor should act on, read out of the board: pure, so that it can be tried.
 * @module
 */

import type { BoardSnapshot, RosterRow } from '../../shared/board.ts'

/** Something to act on. `since` is a moment in milliseconds since 1970. */
export type Warning =
  | { readonly type: 'help'; readonly row: RosterRow; readonly since: number }
  | { readonly type: 'nobody-connected'; readonly waiting: number; readonly since: number }
  | { readonly type: 'waits-long'; readonly row: RosterRow; readonly since: number }
  /** Answers that the dialer does not have and will not get by itself. */
  | { readonly type: 'unsent'; readonly row: RosterRow }
  | { readonly type: 'phone-up'; readonly row: RosterRow }
  /** The dialer's words, on a stop that was due. */
  | { readonly type: 'stop-refused'; readonly words: string }
  | { readonly type: 'webhooks'; readonly count: number }

/** Where an answer stands that somebody has to look after. */
export const UNSENT = ['unconfirmed', 'refused', 'unfinished'] as const

/** A wait that somebody notices. */
const LONG_MS = 300_000

/** Far longer: this many times as long as the middle one of the others. */
const FAR_LONGER = 3

/** Whoever waits longer than this while nobody is connected waits in vain. */
const NOBODY_MS = 360_000

/** Everything to act on, what is most urgent first. */
export function warningsOf(board: BoardSnapshot, now: number): Warning[] {
  const { agents, stopRefused, webhooks } = board
  return [
    ...agents.flatMap((row) =>
      row.helpSince ? [{ type: 'help' as const, row, since: row.helpSince }] : [],
    ),
    ...inVain(board, now),
    ...agents
      .filter((row) => row.phoneUp && row.why === 'kicked')
      .map((row) => ({ type: 'phone-up' as const, row })),
    ...agents
      .filter(({ unsent }) => UNSENT.some((kind) => unsent[kind] > 0))
      .map((row) => ({ type: 'unsent' as const, row })),
    ...(stopRefused ? [{ type: 'stop-refused' as const, words: stopRefused.value.words }] : []),
    ...(webhooks.waiting + webhooks.failed > 0
      ? [{ type: 'webhooks' as const, count: webhooks.waiting + webhooks.failed }]
      : []),
  ]
}

/** Either nobody gets anybody, or one agent gets nobody while others do. */
function inVain({ agents, lastCallAt }: BoardSnapshot, now: number): Warning[] {
  const waiting = agents.filter(({ phase }) => phase === 'waiting')
  const waits = waiting.map(({ since }) => now - since).sort((one, other) => one - other)
  const shortest = waits[0]
  if (shortest === undefined) return []
  const idle = now - (lastCallAt ?? 0)
  if (Math.min(waits.at(-1) ?? 0, idle) > NOBODY_MS && agents.every(({ call }) => call === null)) {
    const since = Math.max(lastCallAt ?? 0, now - (waits.at(-1) ?? 0))
    return [{ type: 'nobody-connected', waiting: waiting.length, since }]
  }
  const middle = waits[Math.floor((waits.length - 1) / 2)] ?? 0
  return waiting
    .filter(({ since }) => now - since > Math.max(LONG_MS, FAR_LONGER * middle) && waits.length > 1)
    .map((row) => ({ type: 'waits-long', row, since: row.since }))
}
