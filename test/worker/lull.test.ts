import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hurry, inALull } from '../../worker/lull.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Whatever hurried in another test is long over.
  vi.advanceTimersByTime(60_000)
})
afterEach(() => vi.useRealTimers())

/** Somebody is in a hurry all the time, for so long. */
function burst(ms: number): void {
  const calls = setInterval(() => hurry(Date.now()), 10)
  setTimeout(() => clearInterval(calls), ms)
}

/** When it was done, in milliseconds from now. */
function doneAfter(ms: number): () => number | undefined {
  const began = Date.now()
  const done = vi.fn(() => Date.now() - began)
  inALull(ms, done)
  return () => done.mock.results[0]?.value
}

describe('what nobody waits for', () => {
  it('is done in time where nobody hurries', () => {
    const done = doneAfter(500)
    vi.advanceTimersByTime(499)
    expect(done()).toBeUndefined()
    vi.advanceTimersByTime(1)
    expect(done()).toBe(500)
  })

  it('waits for the end of a burst, and is done soon after it', () => {
    burst(2_000)
    const done = doneAfter(500)
    vi.advanceTimersByTime(2_000)
    expect(done()).toBeUndefined()
    vi.advanceTimersByTime(1_000)
    expect(done()).toBeGreaterThanOrEqual(2_000)
  })

  it('is done once, and seconds later all the same, on a floor that never rests', () => {
    burst(60_000)
    const began = Date.now()
    const done = vi.fn(() => Date.now() - began)
    inALull(500, done)
    vi.advanceTimersByTime(60_000)
    expect(done).toHaveBeenCalledOnce()
    expect(done.mock.results[0]?.value).toBeLessThan(10_000)
  })

  it('does not wait by a clock that was set back', () => {
    hurry(Date.now() + 3_600_000)
    const done = doneAfter(500)
    vi.advanceTimersByTime(500)
    expect(done()).toBe(500)
  })

  it('can be called off, also in a burst', () => {
    burst(5_000)
    const done = vi.fn()
    const callOff = inALull(500, done)
    vi.advanceTimersByTime(1_500)
    callOff()
    vi.advanceTimersByTime(60_000)
    expect(done).not.toHaveBeenCalled()
  })
})
