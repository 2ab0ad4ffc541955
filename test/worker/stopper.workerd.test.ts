import { describe, expect, it, vi } from 'vitest'
import type { Closing } from '../../shared/board.ts'
import type { Controls } from '../../worker/board/controls.ts'
import type { Roster } from '../../worker/board/roster.ts'
import { MOST_REFUSALS, Stopper } from '../../worker/board/stopper.ts'
import { DialerError, type DialerFailure } from '../../worker/dialer-error.ts'

const STARTED = Date.UTC(2026, 10, 23, 8)
const MINUTE = 60_000

/** A campaign that was started at eight; its last agent left at `emptySince`. */
function running(closing: Partial<Closing>, emptySince: number | null = null) {
  const set = new Map<string, { value: unknown; at: number }>([
    ['closing', { value: { whenEmpty: false, time: null, zone: 'UTC', ...closing }, at: STARTED }],
    ['dialling', { value: true, at: STARTED }],
  ])
  const asked: number[] = []
  const underWay: Promise<void>[] = []
  const dialer: { fails: DialerFailure | null } = { fails: null }
  const put = (name: string, value: unknown, at: number) => void set.set(name, { value, at })
  const stopper = new Stopper({
    controls: { get: (name: string) => set.get(name), set: put } as unknown as Controls,
    roster: { emptySince: () => emptySince } as unknown as Roster,
    stop: async () => {
      asked.push(1)
      const facts = { words: 'Unknown campaign' }
      if (dialer.fails) throw new DialerError('stopCampaign', dialer.fails, 1, facts)
      put('dialling', false, STARTED + 1)
    },
    keepAlive: (promise) => void underWay.push(promise),
    settled: () => undefined,
  })
  const drain = async (now: number) => {
    stopper.drain(now)
    await Promise.all(underWay.splice(0))
  }
  return { stopper, asked, dialer, drain, put, isRunning: () => set.get('dialling')?.value }
}

describe('a campaign that was told to stop by itself', () => {
  it('does at its closing time, once, and not a moment before', async () => {
    const { stopper, asked, drain, isRunning } = running({ time: '20:00' })
    const closes = Date.UTC(2026, 10, 23, 20)
    expect(stopper.nextDue(STARTED)).toBe(closes)
    await drain(closes - 1)
    expect(asked).toHaveLength(0)
    await drain(closes)
    await drain(closes + MINUTE)
    expect(asked).toHaveLength(1)
    expect(isRunning()).toBe(false)
    expect(stopper.nextDue(closes + MINUTE)).toBeNull()
  })

  it('does five minutes after the last agent has left', async () => {
    const left = STARTED + 30 * MINUTE
    const { stopper, asked, drain } = running({ whenEmpty: true }, left)
    expect(stopper.nextDue(left)).toBe(left + 5 * MINUTE)
    await drain(left + 4 * MINUTE)
    expect(asked).toHaveLength(0)
    await drain(left + 5 * MINUTE)
    expect(asked).toHaveLength(1)
  })

  it('is tried again after a dialer that refused, and counts as running until then', async () => {
    const { stopper, asked, dialer, drain, isRunning } = running({ time: '08:01' })
    dialer.fails = 'fault'
    await drain(Date.now())
    expect(asked).toHaveLength(1)
    expect(isRunning()).toBe(true)
    const again = stopper.nextDue(Date.now())
    expect(again).toBeGreaterThan(Date.now() - 1)
    dialer.fails = null
    await drain(again ?? 0)
    expect(asked).toHaveLength(2)
    expect(isRunning()).toBe(false)
  })

  it('asks a dialer that refuses no more than so often, says so, and asks again the next day', async () => {
    vi.useFakeTimers()
    const { stopper, asked, dialer, drain, put } = running({ time: '20:00' })
    const closes = Date.UTC(2026, 10, 23, 20)
    vi.setSystemTime(closes)
    expect(stopper.refused).toBeNull()
    dialer.fails = 'fault'
    /** Goes where the alarm would ring, until the stopper wants none this day. */
    const carryOn = async (until: number) => {
      for (;;) {
        await drain(Date.now())
        const next = stopper.nextDue(Date.now()) ?? until
        if (next >= until) return
        vi.setSystemTime(next)
      }
    }
    const nextDay = closes + 24 * 60 * MINUTE
    await carryOn(nextDay)
    expect(asked).toHaveLength(MOST_REFUSALS)
    expect(Date.now() - closes).toBeGreaterThan(30 * MINUTE)
    expect(Date.now() - closes).toBeLessThan(61 * MINUTE)
    expect(stopper.refused).toMatchObject({ value: { words: 'Unknown campaign' }, at: Date.now() })
    expect(stopper.nextDue(Date.now())).toBe(nextDay)
    vi.setSystemTime(nextDay)
    await carryOn(nextDay + 24 * 60 * MINUTE)
    expect(asked).toHaveLength(2 * MOST_REFUSALS)
    // Whoever chooses when it closes, or starts it, wants to see it stop.
    put('closing', { whenEmpty: false, time: '22:00', zone: 'UTC' }, Date.now())
    expect(stopper.nextDue(Date.now())).toBe(nextDay + 120 * MINUTE)
    vi.setSystemTime(Date.now() + MINUTE)
    put('dialling', true, Date.now())
    expect(stopper.refused).toBeNull()
    vi.useRealTimers()
  })

  it('asks a dialer that is away until it is there', async () => {
    vi.useFakeTimers()
    const { stopper, asked, dialer, drain } = running({ time: '20:00' })
    vi.setSystemTime(Date.UTC(2026, 10, 23, 20))
    dialer.fails = 'unreachable'
    for (let n = 0; n <= 2 * MOST_REFUSALS; n++) {
      await drain(Date.now())
      vi.setSystemTime(stopper.nextDue(Date.now()) ?? 0)
    }
    expect(asked).toHaveLength(2 * MOST_REFUSALS + 1)
    expect(stopper.refused).toBeNull()
    vi.useRealTimers()
  })
})
