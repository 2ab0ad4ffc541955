import { describe, expect, it } from 'vitest'
import { type DeadlineFacts, nextLook } from '../../worker/deadlines.ts'
import type { State } from '../../worker/session-state.ts'
import { ANN, NOW, STATES, waiting } from './session-fixtures.ts'

const FACTS: DeadlineFacts = {
  now: NOW,
  noTabSince: null,
  shown: true,
  patience: { holdMs: 300_000, repeats: true, graceMs: 180_000, abandonMs: 3_600_000 },
}

const look = (state: State, facts: Partial<DeadlineFacts> = {}) =>
  nextLook(state, { ...FACTS, ...facts })

describe('the next look', () => {
  it('comes within half a minute while somebody waits, and hourly while a page is only open', () => {
    expect(look(waiting())).toBe(NOW + 25_000)
    expect(look(STATES['signed-out'])).toBe(NOW + 3_600_000)
    expect(look(STATES['signed-out'], { noTabSince: NOW - 1 })).toBeNull()
  })

  it('comes when the dialer is to be asked again, and when that has held for a while', () => {
    const trouble = { troubleSince: NOW - 9_000, nextTryAt: NOW + 3_000 }
    expect(look(waiting(trouble))).toBe(NOW + 3_000)
    expect(look(waiting({ ...trouble, nextTryAt: NOW - 1_000 }))).toBe(NOW + 4_000)
  })

  it('is never in the past for something that waits for an answer', () => {
    const pending = { type: 'log-off' } as const
    const asked: readonly State[] = [
      waiting({ nextTryAt: NOW - 1 }),
      waiting({ nextTryAt: NOW - 60_000, troubleSince: NOW - 61_000 }),
      waiting({ pending }),
      waiting({ storing: { callId: '77', leaving: null }, nextTryAt: NOW - 1 }),
    ]
    for (const state of asked) {
      expect(look(state, { noTabSince: state.pending && NOW - 999_999 })).toBe(NOW + 25_000)
    }
    const calling = {
      ...STATES['calling-back'],
      pending: { type: 'log-in', agentId: '1' },
    } as const
    expect(look({ ...calling, expiresAt: NOW - 1 })).toBeNull()
  })

  it('ends the grace of an empty chair on time', () => {
    expect(look(waiting(), { noTabSince: NOW - 170_000 })).toBe(NOW + 10_000)
    expect(look(STATES['on-call'], { noTabSince: NOW })).toBe(NOW + 3_600_000)
    expect(look(STATES['on-call'], { noTabSince: NOW, shown: false })).toBe(NOW + 180_000)
  })
})

it('A card without a name is looked at every two seconds at first, alone or not', () => {
  const call = { ...ANN, kind: 'unidentified' as const }
  const state = { ...STATES['on-call'], call, since: NOW }
  expect(look(state)).toBe(NOW + 2_000)
  expect(look({ ...state, since: NOW - 60_000 })).toBe(NOW + 6_000)
  expect(look({ ...state, since: NOW - 3_600_000 })).toBe(NOW + 30_000)
  // Nobody is on the line whom the dialer could name.
  expect(look({ ...state, phone: 'gone' })).toBe(look(STATES['on-call']))
  expect(look(state, { noTabSince: NOW })).toBe(NOW + 2_000)
  expect(look(state, { noTabSince: NOW - 3_599_000 })).toBe(NOW + 1_000)
})
