import { describe, expect, it } from 'vitest'
import type { Call } from '../../../shared/session.ts'
import type { SessionEvent } from '../../../worker/session-events.ts'
import { step } from '../../../worker/session-machine.ts'
import type { OnCallState } from '../../../worker/session-state.ts'
import {
  ANN,
  AT,
  arrive,
  arrived,
  BEN,
  doings,
  effectOf,
  STATES,
  TYPED,
} from '../session-fixtures.ts'

const nameless: Call = { ...ANN, id: 'unidentified-4721-1', kind: 'unidentified' }
const unreadable: Call = { ...ANN, id: 'unreadable-4721-1', kind: 'unreadable' }
const blank: OnCallState = { ...STATES['on-call'], call: nameless, draft: TYPED }

describe('a person who has gone, by the agent’s word', () => {
  const gone = (on: boolean) => ({ type: 'caller-gone', callId: ANN.id, on }) as const
  const later = { ...AT, now: AT.now + 5_000 }

  it('leaves the call open, and the line the agent’s, until a finish', () => {
    const { state, effects } = step(STATES['on-call'], gone(true), AT)
    expect(state).toEqual({ ...STATES['on-call'], callerGoneAt: AT.now })
    expect(effects).toEqual([{ do: 'note', call: STATES['on-call'].call, callerGoneAt: AT.now }])
  })

  it('has gone since it was said first, and has not if that was a mistake', () => {
    const { state } = arrive(STATES['on-call'], gone(true))
    expect(step(state, gone(true), later).state).toMatchObject({ callerGoneAt: AT.now })
    expect(step(state, gone(false), later).state).toMatchObject({ callerGoneAt: null })
  })

  it('is still gone when the dialer refuses the finish, and not on the next call', () => {
    const { call } = STATES['on-call']
    const draft = TYPED
    const finish = { type: 'finish', callId: call.id, draft, lastCall: false, leaveMessage: false }
    const { state } = arrive(STATES['on-call'], gone(true), finish as SessionEvent)
    const store = { type: 'store-done', call, draft, tries: 1, lostBefore: false, lastCall: false }
    const refused = { ...store, outcome: { kind: 'fault', words: 'No' } } as SessionEvent
    expect(arrive(state, refused).state).toMatchObject({ phase: 'on-call', callerGoneAt: AT.now })
    const stored = { ...store, outcome: { kind: 'answered' } } as SessionEvent
    const next = arrive(state, stored, arrived(BEN)).state
    expect(next).toMatchObject({ phase: 'on-call', call: BEN })
    expect(next).not.toHaveProperty('callerGoneAt', AT.now)
  })

  it('is somebody else’s business when the call on screen is another', () => {
    const taken = step(STATES['on-call'], { ...gone(true), callId: 'another' }, AT)
    expect(taken).toMatchObject({ state: STATES['on-call'], reply: { refused: 'wrong-call' } })
  })
})

describe('somebody without a name', () => {
  it('keeps what was typed about them when the dialer names them', () => {
    const taken = step(blank, arrived(BEN), AT)
    expect(taken.state).toMatchObject({ phase: 'on-call', call: BEN, draft: TYPED })
    expect(doings(taken)).toEqual(['named', 'open'])
    expect(effectOf(taken, 'named')).toMatchObject({ call: nameless, draft: TYPED })
  })

  it('does not give their notes to a call that has notes of its own', () => {
    const draft = { dispositions: [], notes: 'typed before' }
    const known = { type: 'call-arrived', call: BEN, seen: 'new', draft } as const
    expect(step(blank, known, AT).state).toMatchObject({ call: BEN, draft })
  })

  it('is whoever is on the line already, named or not', () => {
    for (const state of [blank, STATES['on-call']]) {
      expect(step(state, arrived(unreadable), AT)).toEqual({ state, effects: [] })
    }
  })
})
