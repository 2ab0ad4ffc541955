/** Clocks that were set back: what was to happen soon must not wait for hours. */
import { describe, expect, it } from 'vitest'
import { isDue } from '../../worker/phases/phase.ts'
import { step } from '../../worker/session-machine.ts'
import { ANN, AT, doings, NOW, STATES, waiting } from './session-fixtures.ts'

const HOURS = 5 * 3_600_000
const tick = { type: 'tick', noTabSince: null, shown: false, graceMs: 1, abandonMs: 1 } as const

describe('a moment', () => {
  it('has come when it is past, and when it is further away than any pause', () => {
    expect([-1, 0, 1, 59_000, 61_000, HOURS].map((ms) => isDue(NOW + ms, NOW))).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ])
  })
})

describe('a session whose clock was set back by hours', () => {
  it('still asks about music, still gives a blank card, still calms down', () => {
    const proof = { callId: ANN.id, askAt: NOW + HOURS, asked: false }
    expect(step(waiting({ proof }), tick, AT).state).toMatchObject({ proof: { asked: true } })
    expect(step(waiting({ searchUntil: NOW + HOURS }), tick, AT).state.phase).toBe('on-call')
    const trouble = waiting({ troubleSince: NOW + HOURS, nextTryAt: NOW + HOURS })
    expect(step(trouble, tick, AT).state).toMatchObject({ troubleSince: null, nextTryAt: null })
  })

  it('does not count log-ins of a time to come', () => {
    const logIns = Array.from({ length: 5 }, () => NOW + HOURS)
    const state = { ...STATES['calling-back'], logIns }
    expect(doings(step(state, { type: 'log-in', agentId: '4721' }, AT))).toEqual(['log-in'])
  })
})
