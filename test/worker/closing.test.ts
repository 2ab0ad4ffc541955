import { describe, expect, it } from 'vitest'
import { nextTime, stopDue } from '../../worker/board/closing.ts'

const at = (text: string) => Date.parse(text)

describe('the next closing time', () => {
  it.each([
    ['20:00', 'UTC', '2026-11-23T08:00:00Z', '2026-11-23T20:00:00Z'],
    ['20:00', 'UTC', '2026-11-23T20:00:00Z', '2026-11-24T20:00:00Z'],
    ['20:00', 'America/New_York', '2026-11-23T23:59:00Z', '2026-11-24T01:00:00Z'],
    ['20:00', 'America/New_York', '2026-11-24T01:30:00Z', '2026-11-25T01:00:00Z'],
    ['00:15', 'Asia/Kolkata', '2026-11-23T18:44:00Z', '2026-11-23T18:45:00Z'],
    // the night in which New York's clocks go back, and the one in which they go forward
    ['20:00', 'America/New_York', '2026-11-01T03:00:00Z', '2026-11-02T01:00:00Z'],
    ['20:00', 'America/New_York', '2026-03-08T02:00:00Z', '2026-03-09T00:00:00Z'],
    ['12:00', 'Pacific/Auckland', '2026-11-23T00:00:00Z', '2026-11-23T23:00:00Z'],
  ])('%s in %s after %s is %s', (time, zone, after, expected) => {
    expect(new Date(nextTime(time, zone, at(after))).toISOString()).toBe(
      new Date(expected).toISOString(),
    )
  })
})

describe('a campaign that stops by itself', () => {
  const never = { whenEmpty: false, time: null, zone: 'UTC' }
  const since = at('2026-11-23T08:00:00Z')
  const chosenAt = 0

  it('never does unless somebody chose it, nor while it is stopped', () => {
    expect(stopDue({ closing: never, chosenAt, since, emptySince: since + 1 })).toBeNull()
    const closing = { whenEmpty: true, time: '20:00', zone: 'UTC' }
    expect(stopDue({ closing, chosenAt, since: null, emptySince: 1 })).toBeNull()
  })

  it('does five minutes after the last agent left, but not before the first one came', () => {
    const closing = { ...never, whenEmpty: true }
    expect(stopDue({ closing, chosenAt, since, emptySince: null })).toBeNull()
    expect(stopDue({ closing, chosenAt, since, emptySince: since - 1 })).toBeNull()
    expect(stopDue({ closing, chosenAt, since, emptySince: since + 60_000 })).toBe(since + 360_000)
  })

  it('does at whichever comes first', () => {
    const closing = { whenEmpty: true, time: '08:02', zone: 'UTC' }
    expect(stopDue({ closing, chosenAt, since, emptySince: since + 60_000 })).toBe(since + 120_000)
  })

  it('does not at a time that had passed when it was chosen', () => {
    const closing = { whenEmpty: false, time: '23:00', zone: 'UTC' }
    const facts = { closing, since: at('2026-11-30T22:00Z'), emptySince: null }
    expect(stopDue({ ...facts, chosenAt: at('2026-12-01T10:00Z') })).toBe(at('2026-12-01T23:00Z'))
  })
})
