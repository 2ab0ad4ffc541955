import { describe, expect, it } from 'vitest'
import type { Call } from '../../../shared/session.ts'
import { step } from '../../../worker/session-machine.ts'
import type { OnCallState } from '../../../worker/session-state.ts'
import { ANN, AT, arrived, BEN, doings, effectOf, STATES, TYPED } from '../session-fixtures.ts'

const nameless: Call = { ...ANN, id: 'unidentified-4721-1', kind: 'unidentified' }
const unreadable: Call = { ...ANN, id: 'unreadable-4721-1', kind: 'unreadable' }
const blank: OnCallState = { ...STATES['on-call'], call: nameless, draft: TYPED }

describe('somebody without a name', () => {
  it('keeps what was typed about them when the dialer names them', () => {
    const taken = step(blank, arrived(BEN), AT)
    expect(taken.state).toMatchObject({ phase: 'on-call', call: BEN, draft: TYPED })
    expect(doings(taken)).toEqual(['leave', 'open'])
    expect(effectOf(taken, 'leave')).toMatchObject({ call: nameless, draft: TYPED })
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
