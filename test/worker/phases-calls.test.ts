import { describe, expect, it } from 'vitest'
import { step } from '../../worker/session-machine.ts'
import type { State } from '../../worker/session-state.ts'
import {
  ANN,
  AT,
  arrive,
  arrived,
  BEN,
  doings,
  finish,
  NOW,
  STATES,
  TYPED,
} from './session-fixtures.ts'

describe('a person on the line', () => {
  it('replaces an unfinished call, whose card is kept', () => {
    const taken = step(STATES['on-call'], arrived(BEN), AT)
    expect(doings(taken)).toEqual(['leave', 'open'])
    expect(taken.state).toMatchObject({ call: BEN })
  })

  it('who had no name gets it with what was typed, and their card without one is over', () => {
    const nameless = { ...STATES['on-call'], call: { ...ANN, kind: 'unreadable' as const } }
    const taken = step(nameless, arrived(BEN), AT)
    expect(doings(taken)).toEqual(['named', 'open'])
    expect(taken.state).toMatchObject({ call: BEN, draft: TYPED })
    const late = {
      type: 'save-draft',
      callId: ANN.id,
      draft: { ...TYPED, notes: 'last words' },
    } as const
    expect(step(taken.state, late, AT).state).toMatchObject({ draft: { notes: 'last words' } })
    const gone = step({ ...nameless, phone: 'gone' }, arrived(BEN), AT)
    expect(doings(gone)).toEqual(['cut-off'])
    expect(gone.state).toMatchObject({ call: nameless.call, draft: TYPED, phone: 'gone' })
  })

  it('whom the agent is done with is asked for again after pauses that grow to five seconds', () => {
    let state: State = STATES.waiting
    const pauses: number[] = []
    for (let tries = 0; tries < 5; tries++) {
      state = step(state, arrived(ANN, 'finished'), AT).state
      if (state.phase === 'waiting') pauses.push((state.nextTryAt ?? 0) - NOW)
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 5_000, 5_000])
    const { state: next } = step(state, arrived(BEN), AT)
    expect(next).toMatchObject({ phase: 'on-call', call: BEN })
    expect(arrive(next, finish(BEN.id)).state).toMatchObject({ tries: 0 })
  })

  it('is the same when told twice', () => {
    expect(step(STATES['on-call'], arrived(ANN), AT)).toEqual({
      state: STATES['on-call'],
      effects: [],
    })
  })

  it('who arrives after the kick was sent is logged as cut off, never popped', () => {
    const taken = arrive(STATES.waiting, { type: 'log-off' }, arrived(BEN))
    expect(doings(taken)).toEqual(['cut-off'])
  })

  it('who arrives before log-off wins', () => {
    const taken = arrive(STATES.waiting, arrived(BEN), { type: 'log-off' })
    expect(taken.state.phase).toBe('on-call')
    expect(taken.reply).toEqual({ refused: 'not-now', retryAt: undefined })
  })

  it('who arrives for an agent id of an earlier session is hung up on', () => {
    const late = { type: 'late-call', call: BEN, agentId: '4000' } as const
    for (const state of Object.values(STATES)) {
      expect(step(state, late, AT).effects).toMatchObject([
        { do: 'cut-off' },
        { do: 'kick', agentId: '4000', campaignId: BEN.campaignId },
      ])
    }
  })

  it('nobody can name gets a blank card five seconds after the agent says so', () => {
    const searching = step(STATES.waiting, { type: 'no-screen' }, AT)
    expect(doings(searching)).toEqual(['search'])
    const tick = { type: 'tick', noTabSince: null, shown: false, graceMs: 1, abandonMs: 1 } as const
    const { state } = step(searching.state, tick, { ...AT, now: NOW + 5_000 })
    expect(state).toMatchObject({ phase: 'on-call', call: { kind: 'unidentified' } })
  })
})
