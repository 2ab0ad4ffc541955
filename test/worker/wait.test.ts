import { describe, expect, it } from 'vitest'
import { ConsoleError } from '../../shared/errors.ts'
import { type DialerCall, DialerError } from '../../worker/dialer.ts'
import { type WaitPorts, type WaitResult, Waits } from '../../worker/wait.ts'

const ANN = { campaignId: '874100', agentId: '4721' }
const BEN = { ...ANN, agentId: '4722' }

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

  it('are never more than two, and a second is never given up for a third', () => {
    const { waits, asked, signals } = held()
    waits.ensure(ANN)
    waits.search(ANN)
    waits.search(ANN)
    expect(asked).toHaveLength(2)
    expect(signals.some(({ aborted }) => aborted)).toBe(false)
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
