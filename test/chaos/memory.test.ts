import { describe, expect, it } from 'vitest'
import type { Draft, SessionSnapshot } from '../../shared/session.ts'
import { ANN, BEN, NOW, STATES } from '../worker/session-fixtures.ts'
import { Memory } from './memory.ts'

const HALF: Draft = { dispositions: [], notes: 'call ba' }
const WHOLE: Draft = { dispositions: ['Interested'], notes: 'call back' }
const BLANK: Draft = { dispositions: [], notes: '' }

const screen = (draft: Draft, version: number, call = ANN) =>
  ({
    state: { ...STATES['on-call'], call, draft },
    unsent: [],
    version,
    at: NOW,
  }) as unknown as SessionSnapshot

const waits = (unsent: readonly object[], version: number) =>
  ({ state: STATES.waiting, unsent, version, at: NOW }) as unknown as SessionSnapshot

describe('an agent’s memory', () => {
  it('misses a draft that was kept and is gone, or changed', () => {
    const memory = new Memory('ann')
    memory.sends(ANN.id, HALF)
    memory.keeps(ANN.id, HALF, 2)
    memory.see(screen(HALF, 3))
    expect(memory.draftsLost).toEqual([])
    memory.see(screen(BLANK, 4))
    expect(memory.draftsLost).toHaveLength(1)
  })

  it('expects nothing of a draft on its way, and nothing newer on an older screen', () => {
    const memory = new Memory('ann')
    memory.sends(ANN.id, HALF)
    memory.keeps(ANN.id, HALF, 5)
    memory.sends(ANN.id, WHOLE)
    memory.see(screen(HALF, 6))
    memory.see(screen(WHOLE, 7))
    memory.see(screen(BLANK, 4))
    expect(memory.draftsLost).toEqual([])
  })

  it('sees a draft that stands on another call, and misses it on its own', () => {
    const memory = new Memory('ann')
    memory.sends(ANN.id, WHOLE)
    memory.keeps(ANN.id, WHOLE, 2)
    memory.see(screen(WHOLE, 3, BEN))
    expect(memory.draftsLost).toHaveLength(2)
  })

  it('lets notes about somebody without a name stay with them, and go nowhere else', () => {
    const nameless = { ...ANN, id: 'unreadable-1', kind: 'unreadable' as const }
    const memory = new Memory('ann')
    memory.see(screen(BLANK, 1, nameless))
    memory.sends(nameless.id, WHOLE)
    memory.keeps(nameless.id, WHOLE, 2)
    memory.see(screen(WHOLE, 3))
    expect(memory.draftsLost).toEqual([])
    memory.see(screen(WHOLE, 4, BEN))
    expect(memory.draftsLost).toHaveLength(1)
  })

  it('lets what was typed just after somebody got a name go with that name only', () => {
    const nameless = { ...ANN, id: 'unreadable-1', kind: 'unreadable' as const }
    const memory = new Memory('ann')
    memory.see(screen(BLANK, 1, nameless))
    memory.see(screen(BLANK, 2))
    memory.sends(nameless.id, WHOLE)
    memory.see(screen(WHOLE, 3))
    expect(memory.draftsLost).toEqual([])
    memory.see(screen(WHOLE, 4, BEN))
    expect(memory.draftsLost).toHaveLength(1)
  })

  it('misses a call that was left and is on no list, and no call whose finish was sent', () => {
    const memory = new Memory('ann')
    memory.sends(ANN.id, WHOLE)
    memory.keeps(ANN.id, WHOLE, 2)
    memory.see(waits([{ call: ANN, draft: WHOLE, state: 'unfinished' }], 3))
    expect(memory.draftsLost).toEqual([])
    memory.see(waits([], 1))
    expect(memory.draftsLost).toEqual([])
    memory.see(waits([], 4))
    memory.see(waits([], 5))
    expect(memory.draftsLost).toHaveLength(1)
    memory.sends(BEN.id, WHOLE)
    memory.keeps(BEN.id, WHOLE, 6)
    memory.finishes(BEN.id)
    memory.see(waits([], 7))
    expect(memory.draftsLost).toHaveLength(1)
  })

  it('counts a call as shown once, when it was first', () => {
    const memory = new Memory('ann')
    memory.see(screen(BLANK, 1))
    const first = memory.shown.get(ANN.id)
    memory.see(screen(BLANK, 2))
    expect([...memory.shown]).toEqual([[ANN.id, first]])
  })
})
