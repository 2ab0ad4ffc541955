import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ConsoleError } from '../../shared/errors.ts'
import { type DialerCall, DialerError } from '../../worker/dialer.ts'
import { type WaitPorts, type WaitResult, Waits } from '../../worker/wait.ts'

const ANN = { campaignId: '874100', agentId: '4721' }
const BEN = { ...ANN, agentId: '4722' }

const TOLD: DialerCall = {
  id: '77',
  phoneNumber: null,
  campaignId: null,
  startedAt: null,
  members: [],
}

/** Waits whose dialer answers when told to. */
function held(facts: Partial<WaitPorts> = {}) {
  const asked: PromiseWithResolvers<DialerCall | null>[] = []
  const signals: AbortSignal[] = []
  const results: WaitResult[] = []
  const ending: Promise<void>[] = []
  const waits = new Waits({
    ask: (_target, signal) => {
      const answer = Promise.withResolvers<DialerCall | null>()
      asked.push(answer)
      signals.push(signal)
      return answer.promise
    },
    repeats: true,
    report: (result) => results.push(result),
    keepAlive: (promise) => ending.push(promise),
    ...facts,
  })
  return { waits, asked, signals, results, ended: () => Promise.all(ending) }
}

const unreadable = () => new DialerError('getConnectionForAgent', 'unreadable', 1, { salvage: [] })

describe('waits', () => {
  it('are one per agent id, however often one is wanted', () => {
    const { waits, asked } = held()
    waits.ensure(ANN)
    waits.ensure(ANN)
    expect(asked).toHaveLength(1)
  })

  it('are never more than two, and where a call is told once none is given up for a third', () => {
    const { waits, asked, signals } = held({ repeats: false })
    waits.ensure(ANN)
    waits.search(ANN)
    waits.search(ANN)
    waits.again(ANN)
    expect(asked).toHaveLength(2)
    expect(signals.some(({ aborted }) => aborted)).toBe(false)
  })

  it('of a dialer that repeats make room for a third, the oldest first', () => {
    const { waits, signals } = held()
    waits.ensure(ANN)
    waits.search(ANN)
    waits.search(ANN)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false])
  })

  it('that stayed silent about a person are not relied on for the next', async () => {
    const { waits, asked, results } = held({ repeats: false })
    waits.ensure(ANN)
    waits.search(ANN)
    asked[1]?.resolve(TOLD)
    await expect.poll(() => results).toHaveLength(1)
    waits.ensure(ANN)
    expect(asked).toHaveLength(3)
    asked[0]?.resolve(TOLD)
    await expect.poll(() => results).toHaveLength(2)
    expect(results.map(({ kind, second }) => [kind, second])).toEqual([
      ['call', true],
      ['call', true],
    ])
  })

  it('of a dialer that repeats are asked again once they have been silent for five seconds', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { waits, asked } = held()
    waits.again(ANN)
    waits.again(ANN)
    expect(asked).toHaveLength(1)
    vi.advanceTimersByTime(5_000)
    waits.again(ANN)
    waits.again(ANN)
    expect(asked).toHaveLength(2)
  })

  it('of an agent id that is hung up make room for the next one’s', () => {
    const { waits, signals } = held()
    waits.ensure(ANN)
    waits.search(ANN)
    waits.ensure(BEN)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false])
  })

  it('that cannot even be asked are over, and can be asked again', async () => {
    const { waits, results, ended } = held({
      ask: () => {
        throw new ConsoleError('misconfigured', { field: 'DIALER_KEY' })
      },
    })
    waits.ensure(ANN)
    await ended()
    waits.ensure(ANN)
    await ended()
    expect(results).toMatchObject([
      { kind: 'failed', error: { kind: 'unreachable' } },
      { kind: 'failed', error: { kind: 'unreachable' } },
    ])
  })

  it('of a dialer that repeats are asked again once when their answer cannot be read', async () => {
    const { waits, asked, results, ended } = held()
    for (const turn of [0, 1, 2]) {
      waits.ensure(ANN)
      asked[turn]?.reject(unreadable())
      await ended()
    }
    expect(results.map(({ kind }) => kind)).toEqual(['empty', 'failed', 'empty'])
  })

  it('of a dialer that tells once are never asked again instead', async () => {
    const { waits, asked, results, ended } = held({ repeats: false })
    waits.ensure(ANN)
    asked[0]?.reject(unreadable())
    await ended()
    expect(results).toMatchObject([{ kind: 'failed', error: { kind: 'unreadable' } }])
  })
})
