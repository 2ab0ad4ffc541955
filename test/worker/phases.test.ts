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
  effectOf,
  finish,
  NOW,
  STATES,
  stored,
  TYPED,
  waiting,
} from './session-fixtures.ts'

describe('signing in', () => {
  it('takes a lost answer to a callback as sent, for the phone may ring', () => {
    const { state } = arrive(
      STATES['signed-out'],
      { type: 'call-me', phoneNumber: '2135550100' },
      { type: 'callback-done', at: NOW, phoneNumber: '2135550100', outcome: { kind: 'lost' } },
    )
    expect(state).toMatchObject({ phase: 'calling-back', phoneNumber: '2135550100' })
  })

  it('stays signed out with the dialer’s words when it will not call', () => {
    const taken = arrive(
      STATES['signed-out'],
      { type: 'call-me', phoneNumber: '2135550100' },
      {
        type: 'callback-done',
        at: NOW,
        phoneNumber: '2135550100',
        outcome: { kind: 'fault', words: 'Invalid key' },
      },
    )
    expect(taken.state.phase).toBe('signed-out')
    expect(effectOf(taken, 'reply')?.failure).toEqual({
      code: 'dialer-fault',
      words: 'Invalid key',
    })
  })

  it('calls the same phone again only after a while', () => {
    const state = { ...STATES['calling-back'], againAt: NOW + 1 }
    expect(step(state, { type: 'call-me', phoneNumber: '1' }, AT).reply).toEqual({
      refused: 'too-soon',
      retryAt: NOW + 1,
    })
  })

  it('takes five agent ids a minute and then says when to go on', () => {
    let state: State = STATES['calling-back']
    for (let tries = 0; tries < 5; tries++) {
      state = arrive(
        state,
        { type: 'log-in', agentId: '1' },
        {
          type: 'login-done',
          campaignId: '874100',
          agentId: '1',
          outcome: { kind: 'fault', words: 'no' },
        },
      ).state
    }
    const sixth = step(state, { type: 'log-in', agentId: '1' }, AT)
    expect(sixth.reply).toEqual({ refused: 'too-many-tries', retryAt: NOW + 60_000 })
  })

  it('arms the wait when the answer to a log-in is lost, and returns to the id on a fault', () => {
    const lost = arrive(
      STATES['calling-back'],
      { type: 'log-in', agentId: '4721' },
      { type: 'login-done', campaignId: '874100', agentId: '4721', outcome: { kind: 'lost' } },
    )
    expect(lost.state).toMatchObject({ phase: 'waiting', unproven: true })
    const fault = step(lost.state, { type: 'wait-fault', words: 'Agent 4721 is unknown' }, AT)
    expect(fault.state).toMatchObject({
      phase: 'calling-back',
      refusal: 'Agent 4721 is unknown',
    })
  })

  it('hangs up an id that was logged in unseen, but never one that is somebody else’s', () => {
    const gone = arrive(
      STATES['calling-back'],
      { type: 'log-in', agentId: '4721' },
      { type: 'kicked' },
    ).state
    const answered = {
      type: 'login-done',
      campaignId: '874100',
      agentId: '4721',
      outcome: { kind: 'answered' },
    } as const
    expect(step(gone, answered, AT).effects).toEqual([
      { do: 'kick', agentId: '4721', campaignId: '874100' },
    ])
    const refused = { kind: 'refused', code: 'agent-id-in-use' } as const
    expect(step(gone, { ...answered, outcome: refused }, AT).effects).toEqual([])
  })

  it('ends a callback that nobody answers', () => {
    const state = { ...STATES['calling-back'], expiresAt: NOW }
    const tick = { type: 'tick', noTabSince: null, shown: false, graceMs: 1, abandonMs: 1 } as const
    expect(step(state, tick, AT).state).toMatchObject({ phase: 'signed-out', why: 'idle' })
  })
})

describe('finishing a call', () => {
  it('stores it and waits for the next', () => {
    const taken = arrive(STATES['on-call'], finish(ANN.id))
    expect(effectOf(taken, 'finish')).toMatchObject({ lastCall: false, draft: TYPED })
    expect(taken.state).toMatchObject({ phase: 'waiting', storing: { callId: '77' } })
    const after = step(taken.state, stored({ kind: 'answered' }), AT)
    expect(after.state).toMatchObject({ phase: 'waiting', storing: null })
    expect(effectOf(after, 'mark')).toMatchObject({ callId: '77', state: 'stored' })
  })

  it('opens the call again with the dialer’s words and the draft when it is refused', () => {
    const words = 'Campaign 874100 is closed'
    const { state } = arrive(STATES['on-call'], finish(ANN.id), stored({ kind: 'fault', words }))
    expect(state).toMatchObject({ phase: 'on-call', call: ANN, draft: TYPED, refusal: words })
  })

  it('lets the agent hang up after the last call, also when its answer is lost', () => {
    const outcomes = [{ kind: 'answered' }, { kind: 'lost' }, { kind: 'unreachable' }] as const
    for (const outcome of outcomes) {
      const { state } = arrive(
        STATES['on-call'],
        finish(ANN.id, true),
        stored(outcome, { lastCall: true }),
      )
      expect(state).toMatchObject({ phase: 'signed-out', why: 'last-call', hangUp: true })
    }
  })

  it('is the last one when that was chosen ahead', () => {
    const state = { ...STATES['on-call'], lastCall: true }
    expect(effectOf(arrive(state, finish(ANN.id)), 'finish')).toMatchObject({ lastCall: true })
  })

  it('sends a finish that never left again and again, and says since when', () => {
    const { state, effects } = arrive(
      STATES['on-call'],
      finish(ANN.id),
      stored({ kind: 'unreachable' }),
    )
    expect(state).toMatchObject({ storing: { callId: '77' }, troubleSince: NOW })
    expect(effects).toMatchObject([{ do: 'mark', state: 'sending' }])
  })

  it('asks about music when its answer is lost and nothing more is heard', () => {
    const lost = arrive(STATES['on-call'], finish(ANN.id), stored({ kind: 'lost' }))
    expect(lost.state).toMatchObject({ proof: { callId: '77', asked: false }, storing: null })
    const tick = { type: 'tick', noTabSince: null, shown: false, graceMs: 1, abandonMs: 1 } as const
    const later = step(lost.state, tick, { ...AT, now: NOW + 10_000 })
    expect(later.state).toMatchObject({ proof: { asked: true } })
    const yes = step(later.state, { type: 'hear-music', callId: '77', yes: true }, AT)
    expect(yes.effects).toMatchObject([{ do: 'mark', state: 'stored-by-agent' }])
    const no = step(later.state, { type: 'hear-music', callId: '77', yes: false }, AT)
    expect(doings(no)).toEqual(['resend'])
  })

  it('is proved by the next call when its answer was lost', () => {
    const state = waiting({ proof: { callId: '77', askAt: NOW + 1, asked: false } })
    const taken = step(state, arrived(BEN), AT)
    expect(effectOf(taken, 'mark')).toMatchObject({ callId: '77', state: 'stored-by-next-call' })
    expect(taken.state).toMatchObject({ phase: 'on-call', call: BEN })
  })

  it('is sent again when the dialer still has the agent on that call', () => {
    const state = waiting({ proof: { callId: '77', askAt: NOW + 1, asked: false } })
    const taken = step(state, arrived(ANN, 'finished'), AT)
    expect(doings(taken)).toEqual(['resend'])
    expect(taken.state).toMatchObject({ phase: 'waiting', storing: { callId: '77' } })
  })

  it('is unconfirmed when a fault follows a lost answer', () => {
    const taken = step(
      STATES['signed-out'],
      stored({ kind: 'fault', words: 'no' }, { lostBefore: true }),
      AT,
    )
    expect(effectOf(taken, 'mark')).toMatchObject({ state: 'unconfirmed' })
  })

  it('is sent with lastcall when the phone is gone', () => {
    const taken = arrive(STATES['on-call'], { type: 'kicked' }, finish(ANN.id))
    expect(effectOf(taken, 'finish')).toMatchObject({ lastCall: true })
    const { state } = step(taken.state, stored({ kind: 'answered' }, { lastCall: true }), AT)
    expect(state).toMatchObject({ phase: 'signed-out', why: 'kicked' })
  })

  it('of a call that the dialer does not know keeps the notes, hangs up and rings again', () => {
    const call = { ...ANN, kind: 'unidentified' as const }
    const taken = arrive({ ...STATES['on-call'], call }, finish(ANN.id))
    expect(doings(taken)).toEqual(['leave', 'kick'])
    expect(effectOf(taken, 'leave')).toMatchObject({ draft: TYPED })
    const kicked = { type: 'kick-done', agentId: '4721', outcome: { kind: 'lost' } } as const
    expect(doings(step(taken.state, { ...kicked, agentId: '4000' }, AT))).toEqual([])
    const ringing = step(taken.state, kicked, AT)
    expect(effectOf(ringing, 'call-back')).toMatchObject({ phoneNumber: '2135550100' })
    expect(doings(step(ringing.state, kicked, AT))).toEqual([])
  })
})

describe('a dialer in trouble', () => {
  it('is asked again after 1, 3 and 9 seconds of faults, then the session ends with one kick', () => {
    let state: State = STATES.waiting
    const pauses: (number | null)[] = []
    for (let faults = 0; faults < 3; faults++) {
      state = step(state, { type: 'wait-fault', words: 'boom' }, AT).state
      if (state.phase === 'waiting') pauses.push((state.nextTryAt ?? 0) - NOW)
    }
    expect(pauses).toEqual([1_000, 3_000, 9_000])
    const end = step(state, { type: 'wait-fault', words: 'boom' }, AT)
    expect(end.state).toMatchObject({ phase: 'signed-out', why: 'dialer', words: 'boom' })
    expect(doings(end)).toEqual(['kick'])
  })

  it('is asked again with growing pauses, at most half a minute, and the console says since when', () => {
    let state: State = STATES.waiting
    const pauses: number[] = []
    for (let tries = 0; tries < 8; tries++) {
      state = step(state, { type: 'wait-empty', early: true, trouble: true }, AT).state
      if (state.phase === 'waiting') pauses.push((state.nextTryAt ?? 0) - NOW)
    }
    expect(pauses).toEqual([750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500, 22_500])
    expect(state).toMatchObject({ troubleSince: NOW })
  })

  it('that answers nothing after a long hold is asked again at once', () => {
    const state = waiting({ tries: 3, troubleSince: NOW - 1, nextTryAt: NOW + 1 })
    expect(
      step(state, { type: 'wait-empty', early: false, trouble: false }, AT).state,
    ).toMatchObject({ tries: 0, troubleSince: null, nextTryAt: null })
  })
})

describe('an empty chair', () => {
  const alone = (since: number, shown: boolean) =>
    ({ type: 'tick', noTabSince: since, shown, graceMs: 180_000, abandonMs: 3_600_000 }) as const

  it('keeps its place in the queue for the grace, then the phone is hung up', () => {
    expect(step(STATES.waiting, alone(NOW - 179_999, false), AT).state).toBe(STATES.waiting)
    const end = step(STATES.waiting, alone(NOW - 180_000, false), AT)
    expect(end.state).toMatchObject({ phase: 'signed-out', why: 'idle' })
    expect(doings(end)).toEqual(['kick'])
  })

  it('keeps a call that was on screen for an hour, one that never was for the grace', () => {
    expect(step(STATES['on-call'], alone(NOW - 180_000, true), AT).state.phase).toBe('on-call')
    const unseen = step(STATES['on-call'], alone(NOW - 180_000, false), AT)
    expect(doings(unseen)).toEqual(['kick', 'leave'])
    const seen = step(STATES['on-call'], alone(NOW - 3_600_000, true), AT)
    expect(seen.state).toMatchObject({ phase: 'signed-out', why: 'idle' })
  })
})
