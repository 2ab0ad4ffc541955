import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Renewal, type RenewalPorts } from '../../widget/renewal.ts'

const MINUTE = 60_000

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watched(ports: Partial<RenewalPorts> = {}) {
  const sent: string[] = []
  const ended = vi.fn()
  const renewal = new Renewal({
    now: () => Date.now(),
    renewable: () => true,
    token: async () => 'new',
    send: (token) => void sent.push(token),
    ended,
    ...ports,
  })
  return { renewal, sent, ended }
}

describe('a token', () => {
  it('is replaced a minute before its end, again and again', async () => {
    const { renewal, sent } = watched()
    renewal.watch(Date.now() + 60 * MINUTE)
    await vi.advanceTimersByTimeAsync(59 * MINUTE - 1)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual(['new'])
    renewal.watch(Date.now() + 60 * MINUTE)
    await vi.advanceTimersByTimeAsync(59 * MINUTE)
    expect(sent).toHaveLength(2)
  })

  it('is asked for again while the page has none, until the old one ends', async () => {
    let asked = 0
    const token = async () => {
      asked++
      if (asked === 1) throw new Error('the CRM is down')
      return asked < 4 ? null : 'at last'
    }
    const { renewal, sent, ended } = watched({ token })
    renewal.watch(Date.now() + 2 * MINUTE)
    await vi.advanceTimersByTimeAsync(MINUTE + 30_000)
    expect([asked, sent]).toEqual([4, ['at last']])
    expect(ended).not.toHaveBeenCalled()
  })

  it('that nobody replaces ends, and that is said once', async () => {
    const { renewal, sent, ended } = watched({ token: async () => null })
    renewal.watch(Date.now() + 2 * MINUTE)
    await vi.advanceTimersByTimeAsync(2 * MINUTE - 1)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect(ended).toHaveBeenCalledTimes(1)
    expect(sent).toEqual([])
  })

  it('that cannot be replaced is not asked for', async () => {
    const token = vi.fn(async () => 'new')
    const { renewal, ended } = watched({ renewable: () => false, token })
    renewal.watch(Date.now() + 2 * MINUTE)
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(ended).toHaveBeenCalledTimes(1)
    expect(token).not.toHaveBeenCalled()
  })

  it('is not asked for more than every ten seconds, even if the page gives the same again', async () => {
    const token = vi.fn(async () => 'the same')
    const endsAt = Date.now() + MINUTE
    const { renewal } = watched({ token, send: () => renewal.watch(endsAt) })
    renewal.watch(endsAt)
    await vi.advanceTimersByTimeAsync(50_000)
    expect(token.mock.calls.length).toBeLessThanOrEqual(6)
  })

  it('of a closed line is let go', async () => {
    const { renewal, sent, ended } = watched()
    renewal.watch(Date.now() + 2 * MINUTE)
    renewal.stop()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect([sent.length, ended.mock.calls.length]).toEqual([0, 0])
  })

  it('that lasts for months needs no timer yet', () => {
    const { renewal } = watched()
    renewal.watch(Date.now() + 60 * 24 * 60 * MINUTE)
    expect(vi.getTimerCount()).toBe(0)
  })
})
