import { describe, expect, it } from 'vitest'
import { step } from '../../../worker/session-machine.ts'
import type { WaitingState } from '../../../worker/session-state.ts'
import {
  ANN,
  AT,
  arrive,
  arrived,
  BEN,
  doings,
  EVENTS,
  effectOf,
  NOW,
  STATES,
  stored,
  TYPED,
  waiting,
} from '../session-fixtures.ts'

const tick = { type: 'tick', noTabSince: null, shown: false, graceMs: 1, abandonMs: 1 } as const
const later = (ms: number) => ({ ...AT, now: NOW + ms })

it('A finish that the next call has proven stays proven, also while the agent is logging off', () => {
  const proof = { callId: ANN.id, since: NOW, askAt: NOW + 10_000, asked: false }
  const leaving = waiting({ proof, pending: { type: 'log-off' } })
  const next = step(leaving, arrived(BEN), AT)
  expect(effectOf(next, 'mark')).toMatchObject({ callId: ANN.id, state: 'stored-by-next-call' })
  const gone = step(
    next.state,
    { type: 'kick-done', agentId: '4721', outcome: { kind: 'answered' } },
    AT,
  )
  expect(gone.state.phase).toBe('signed-out')
  expect(doings(gone)).toEqual(['reply'])
})

describe('a dialer that was in trouble', () => {
  const trouble = waiting({ troubleSince: NOW - 4_000, nextTryAt: NOW, tries: 3, faults: 2 })

  it('is well again once it has held a wait for five seconds', () => {
    expect(step(trouble, tick, later(4_999)).state).toBe(trouble)
    expect(step(trouble, tick, later(5_000)).state).toMatchObject({
      troubleSince: null,
      nextTryAt: null,
      tries: 0,
    })
  })

  it('is not well while a finish cannot be sent', () => {
    const storing = { ...trouble, storing: { callId: '77', leaving: null } }
    expect(step(storing, tick, later(60_000)).state).toBe(storing)
  })
})

describe('logging off', () => {
  const leaving = step(STATES.waiting, { type: 'log-off' }, AT).state

  it('asks a dialer that tells the same call again and again with a pause in between', () => {
    expect(step(leaving, arrived(BEN), AT).state).toMatchObject({ nextTryAt: NOW + 1_000 })
  })

  it('ends signed out, also when the wait says so before the kick is answered', () => {
    const fault = { type: 'wait-fault', words: 'Agent 4721 is not logged in' } as const
    for (const unproven of [false, true]) {
      const state = step(waiting({ unproven }), { type: 'log-off' }, AT).state
      const taken = arrive(state, fault, fault, fault, fault, {
        type: 'kick-done',
        agentId: '4721',
        outcome: { kind: 'answered' },
      })
      expect(taken.state).toMatchObject({ phase: 'signed-out', why: 'log-off' })
      expect(doings(taken)).toEqual(['reply'])
    }
  })

  it('while a finish is refused opens the call again, whose phone is gone: the kick was sent', () => {
    const storing = { callId: ANN.id, leaving: null }
    const state = step(waiting({ storing }), { type: 'log-off' }, AT).state
    const taken = step(state, stored({ kind: 'fault', words: 'No' }), AT)
    expect(taken.state).toMatchObject({
      phase: 'on-call',
      draft: TYPED,
      refusal: 'No',
      phone: 'gone',
      goneWhy: 'phone-gone',
    })
    expect(effectOf(taken, 'reply')).toEqual({ do: 'reply', failure: null })
  })

  it('ends the search for somebody nobody can name: a card would come without a phone', () => {
    const state = step(waiting({ searchUntil: NOW + 5_000 }), { type: 'log-off' }, AT).state
    expect(step(state, tick, later(5_000)).state).toBe(state)
  })
})

describe('a finish whose answer was lost', () => {
  const proof = { callId: ANN.id, askAt: NOW, asked: false }

  it('is unconfirmed once the session goes on without a proof, however it does', () => {
    for (const event of EVENTS) {
      const taken = step(waiting({ proof }), event, later(5_000))
      const { state } = taken
      if (state.phase === 'waiting' && state.proof !== null) continue
      const verdicts = taken.effects.filter(
        (effect) => 'callId' in effect && effect.callId === ANN.id,
      )
      expect(verdicts, event.type).toHaveLength(1)
    }
  })

  it('is not proved by a person whom nobody can name', () => {
    const unreadable = { ...BEN, kind: 'unreadable' as const }
    const taken = step(waiting({ proof }), arrived(unreadable), AT)
    expect(effectOf(taken, 'mark')).toMatchObject({ callId: ANN.id, state: 'unconfirmed' })
    expect(taken.state).toMatchObject({ phase: 'on-call', call: unreadable })
  })

  it('is not disproved by what was asked before it was sent', () => {
    const late = step(waiting({ proof }), arrived(ANN, 'before'), AT)
    expect(late.effects).toEqual([])
    expect(late.state).toMatchObject({ proof, nextTryAt: NOW + 1_000 })
    expect(doings(step(waiting({ proof }), arrived(ANN, 'finished'), AT))).toEqual(['resend'])
  })

  it('is sent again only when the first one cannot be under way any more', () => {
    const lost = waiting({ proof: { ...proof, since: NOW - 2_999 } })
    expect(doings(step(lost, arrived(ANN, 'finished'), AT))).toEqual([])
    expect(doings(step(lost, arrived(ANN, 'finished'), later(1)))).toEqual(['resend'])
  })

  it('is sent again when the dialer tells the call that was taken for stored', () => {
    const taken = step(waiting({ proof }), arrived(BEN, 'assumed'), AT)
    expect(taken.state).toMatchObject({ storing: { callId: BEN.id }, proof: null })
    expect(taken.effects).toMatchObject([
      { do: 'resend', callId: BEN.id },
      { do: 'mark', callId: ANN.id, state: 'unconfirmed' },
    ])
  })
})

describe('hearing somebody and seeing nothing', () => {
  const proof = { callId: ANN.id, askAt: NOW, asked: false }
  const searching = (facts: Partial<WaitingState>) =>
    step(waiting({ proof, ...facts }), { type: 'no-screen' }, AT)

  it('is the last person, if nobody can say otherwise: their finish is sent again', () => {
    const taken = searching({})
    expect(doings(taken)).toEqual(['search'])
    const silent = step(taken.state, tick, later(5_000))
    expect(silent.effects).toMatchObject([{ do: 'resend', callId: ANN.id }])
    expect(silent.state).toMatchObject({ storing: { callId: ANN.id }, searchUntil: null })
  })

  it('is asked for as long as it takes of a dialer that repeats: a guess could end a call', () => {
    const { state } = searching({})
    const silent = step(state, tick, { ...later(5_000), repeats: true })
    expect(doings(silent)).toEqual(['search'])
    expect(silent.state).toMatchObject({ proof: { callId: ANN.id }, searchUntil: NOW + 10_000 })
  })

  it('proves nothing while no wait is held: the search goes on until one was', () => {
    const { state } = searching({})
    const cut = { type: 'wait-empty', early: true, trouble: true } as const
    const longer = step(state, cut, later(4_000)).state
    expect(step(longer, tick, later(5_000)).state).toMatchObject({ searchUntil: NOW + 9_750 })
    expect(effectOf(step(longer, tick, later(9_750)), 'resend')).toMatchObject({ callId: ANN.id })
  })
})

describe('the question about music', () => {
  const asked = waiting({ proof: { callId: ANN.id, askAt: NOW, asked: true } })
  const none = { type: 'hear-music', callId: ANN.id, yes: false } as const

  it('answered with no sends the finish again, unless the dialer itself will tell who is there', () => {
    expect(step(asked, none, AT).effects).toMatchObject([{ do: 'resend', callId: ANN.id }])
    const taken = step(asked, none, { ...AT, repeats: true })
    expect(doings(taken)).toEqual(['search'])
    expect(taken.state).toMatchObject({ proof: { callId: ANN.id, asked: false }, storing: null })
  })

  it('waits until a wait has been silent for ten seconds', () => {
    const proof = { callId: ANN.id, askAt: NOW + 10_000, asked: false }
    const fault = { type: 'wait-fault', words: 'Try again' } as const
    const cut = { type: 'wait-empty', early: true, trouble: true } as const
    for (const [event, pause] of [[fault, 1_000] as const, [cut, 750] as const]) {
      const { state } = step(waiting({ proof }), event, later(9_000))
      expect(state).toMatchObject({ proof: { askAt: NOW + 9_000 + pause + 10_000 } })
    }
  })
})
