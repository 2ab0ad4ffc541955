import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Phase } from '../../shared/session.ts'
import type { SessionEvent } from '../../worker/session-events.ts'
import { PHASES, step } from '../../worker/session-machine.ts'
import type { State } from '../../worker/session-state.ts'
import {
  ANN,
  AT,
  arrive,
  arrived,
  BEN,
  doings,
  EVENTS,
  effectOf,
  STATES,
  TYPED,
} from './session-fixtures.ts'

describe('the session machine', () => {
  it('does the same in every phase with every event as when it was last looked at', async () => {
    const rows = Object.values(STATES).flatMap((state) =>
      EVENTS.map((event) => {
        const { state: after, effects, reply } = step(state, event, AT)
        const { type, ...rest } = event
        const facts = JSON.stringify(rest, [
          'outcome',
          'kind',
          'early',
          'trouble',
          'seen',
          'lastCall',
          'on',
          'noTabSince',
        ])
        const answer = typeof reply === 'object' ? `refused ${reply.refused}` : (reply ?? '')
        const change = after === state ? 'same' : after.phase
        return `${state.phase} | ${type} ${facts} | ${change} | ${effects.map((e) => e.do).join(' ')} | ${answer}`
      }),
    )
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('./session-machine.table.txt')
  })

  it('refuses a command that does not fit and changes nothing', () => {
    for (const state of Object.values(STATES)) {
      for (const event of EVENTS) {
        const { commands, facts } = PHASES[state.phase]
        if (event.type in commands || event.type in facts) continue
        expect(step(state, event, AT)).toEqual({
          state,
          effects: [],
          reply: { refused: 'not-now', retryAt: undefined },
        })
      }
    }
  })

  it('never leaves an agent in a state from which they cannot sign out', () => {
    const ways: { readonly [P in Phase]: readonly SessionEvent[] } = {
      'signed-out': [],
      'calling-back': [{ type: 'cancel' }],
      waiting: [{ type: 'phone-gone' }],
      'on-call': [
        { type: 'phone-gone' },
        { type: 'leave-unfinished', callId: ANN.id },
        { type: 'leave-unfinished', callId: BEN.id },
      ],
    }
    const done: readonly SessionEvent[] = [
      {
        type: 'callback-done',
        at: AT.now,
        phoneNumber: '2135550100',
        outcome: { kind: 'unreachable' },
      },
      {
        type: 'login-done',
        campaignId: '874100',
        agentId: '4721',
        outcome: { kind: 'unreachable' },
      },
      { type: 'kick-done', agentId: '4721', outcome: { kind: 'unreachable' } },
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        const { state } = arrive(STATES['signed-out'], ...events, ...done)
        expect(arrive(state, ...ways[state.phase]).state.phase).toBe('signed-out')
      }),
      { numRuns: 500 },
    )
  })

  it('answers every pending command exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        let state: State = STATES['calling-back']
        for (const event of events) {
          const taken = step(state, event, AT)
          const replies = doings(taken).filter((what) => what === 'reply').length
          const ended = state.pending !== null && taken.state.pending !== state.pending
          expect(replies).toBe(ended ? 1 : 0)
          state = taken.state
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never drops a person: each is shown, kept as unfinished, or logged as cut off', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        const { state } = arrive(STATES.waiting, ...events)
        if (state.phase !== 'waiting' && state.phase !== 'on-call') return
        const carol = { ...ANN, id: 'carol' }
        const taken = step(state, arrived(carol), AT)
        expect(doings(taken).some((what) => what === 'open' || what === 'cut-off')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('never loses what was typed: leaving an open call always keeps its draft', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        const from = { ...STATES['on-call'], draft: TYPED }
        let state: State = from
        for (const event of events) {
          if (event.type === 'save-draft') continue
          const taken = step(state, event, AT)
          const gone = taken.state.phase !== 'on-call' || taken.state.call.id !== from.call.id
          if (gone) {
            const kept = effectOf(taken, 'finish') ?? effectOf(taken, 'leave')
            expect(kept?.draft).toEqual(TYPED)
            return
          }
          state = taken.state
        }
      }),
      { numRuns: 500 },
    )
  })
})
