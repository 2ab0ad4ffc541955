import { describe, expect, it } from 'vitest'
import type { BoardSnapshot, RosterRow } from '../../shared/board.ts'
import { warningsOf } from '../../widget/board/warnings.ts'
import { agent, BEN, board } from './browser/boards.ts'

const NOW = Date.now()
const ago = (minutes: number) => NOW - minutes * 60_000
const CALM = { webhooks: { waiting: 0, failed: 0 }, lastCallAt: NOW }

/** What a board with these agents warns of. */
function warned(agents: readonly RosterRow[], more: Partial<BoardSnapshot> = {}) {
  return warningsOf(board({ ...CALM, agents, ...more }), NOW).map((warning) =>
    'row' in warning ? `${warning.type} ${warning.row.userId}` : warning.type,
  )
}

const waits = (userId: string, minutes: number) => agent(userId, { since: ago(minutes) })

describe('a supervisor is warned', () => {
  it('of nothing on a calm floor', () => {
    expect(warned([])).toEqual([])
    expect(warned([waits('ann', 1), waits('ben', 2), BEN])).toEqual([])
  })

  it('of an agent who waits far longer than the others', () => {
    const others = [waits('ann', 1), waits('ben', 1.5), waits('cho', 2)]
    expect(warned([...others, waits('dee', 9)])).toEqual(['waits-long dee'])
    expect(warned([...others, waits('dee', 4.9)])).toEqual([])
    expect(warned([waits('ann', 6), waits('ben', 7), waits('dee', 9)])).toEqual([])
  })

  it('of nobody being connected: the campaign may be stopped or out of numbers', () => {
    const all = [waits('ann', 7), waits('ben', 8)]
    expect(warned(all, { lastCallAt: ago(6.5) })).toEqual(['nobody-connected'])
    expect(warned(all, { lastCallAt: null })).toEqual(['nobody-connected'])
    const [warning] = warningsOf(board({ ...CALM, agents: all, lastCallAt: ago(6.5) }), NOW)
    expect(warning).toMatchObject({ waiting: 2, since: ago(6.5) })
    expect(warned(all, { lastCallAt: ago(2) })).toEqual([])
    expect(warned([waits('ann', 1)], { lastCallAt: ago(60) })).toEqual([])
    expect(warned([...all, BEN], { lastCallAt: ago(6.5) })).toEqual([])
  })

  it('of help, of answers nobody has, of a phone that is still up, of a dialer that does not stop and of a CRM that is away', () => {
    const none = { sending: 0, unconfirmed: 0, refused: 0, unfinished: 0 }
    const agents = [
      agent('ann', { unsent: { ...none, sending: 3 } }),
      agent('ben', { unsent: { ...none, unfinished: 1 } }),
      agent('cho', { phase: 'signed-out', why: 'kicked', phoneUp: true }),
      agent('dee', { helpSince: ago(1) }),
    ]
    const stopRefused = { value: { words: 'No such campaign', tries: 3 }, at: ago(1), by: null }
    expect(warned(agents, { stopRefused, webhooks: { waiting: 1, failed: 1 } })).toEqual([
      'help dee',
      'phone-up cho',
      'unsent ben',
      'stop-refused',
      'webhooks',
    ])
  })
})
