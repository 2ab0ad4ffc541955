import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inALull } from '../../worker/lull.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Whatever was late in another test is long over.
  vi.advanceTimersByTime(60_000)
})
afterEach(() => vi.useRealTimers())

/** The processor is busy for so long: time goes by, and every timer comes late. */
function busyFor(ms: number): void {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    vi.setSystemTime(Date.now() + 40)
    vi.advanceTimersByTime(10)
  }
}

/** When it was done, in milliseconds from now. */
function doneAfter(ms: number): () => number | undefined {
  const began = Date.now()
  const done = vi.fn(() => Date.now() - began)
  inALull(ms, done)
  return () => {
    expect(done.mock.calls.length).toBeLessThan(2)
    return done.mock.results[0]?.value
  }
}

describe('what nobody waits for', () => {
  it('is done in time where the processor is free', () => {
    const done = doneAfter(500)
    vi.advanceTimersByTime(499)
    expect(done()).toBeUndefined()
    vi.advanceTimersByTime(1)
    expect(done()).toBe(500)
    vi.advanceTimersByTime(60_000)
    expect(done()).toBe(500)
  })

  it('waits while the processor is busy, and is done soon after', () => {
    const done = doneAfter(50)
    busyFor(1_000)
    expect(done()).toBeUndefined()
    vi.advanceTimersByTime(2_500)
    expect(done()).toBeGreaterThanOrEqual(1_000)
  })

  it('waits also where it was another’s timer that came late', () => {
    doneAfter(30)
    busyFor(50)
    const done = doneAfter(20)
    vi.advanceTimersByTime(20)
    expect(done()).toBeUndefined()
    vi.advanceTimersByTime(2_500)
    expect(done()).toBeDefined()
  })

  it('is done seconds later all the same where the processor never rests', () => {
    const done = doneAfter(500)
    busyFor(60_000)
    expect(done()).toBeGreaterThan(5_000)
    expect(done()).toBeLessThan(60_000)
  })

  it('does not wait by a clock that was set back', () => {
    doneAfter(10)
    busyFor(50)
    vi.setSystemTime(Date.now() - 3_600_000)
    const done = doneAfter(500)
    vi.advanceTimersByTime(500)
    expect(done()).toBe(500)
  })

  it('can be called off, also while it waits', () => {
    const done = vi.fn()
    const callOff = inALull(50, done)
    busyFor(300)
    callOff()
    vi.advanceTimersByTime(60_000)
    expect(done).not.toHaveBeenCalled()
  })
})
