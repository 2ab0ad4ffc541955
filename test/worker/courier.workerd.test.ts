import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Courier } from '../../worker/courier.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

it('A courier sets out also when the clock was set back after its last trip', async () => {
  const trip = vi.fn(async () => undefined)
  const keepAlive = (promise: Promise<void>) => void promise
  const courier = new Courier({ what: 'news', trip, keepAlive, settled: () => undefined })
  const began = Date.now()
  courier.drain(began)
  await courier.trip
  vi.setSystemTime(began - 30 * 60_000)
  expect(courier.nextDue(Date.now())).toBe(Date.now())
  courier.drain(Date.now())
  await courier.trip
  expect(trip).toHaveBeenCalledTimes(2)
})
