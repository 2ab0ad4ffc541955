import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type OperationName, SERVICES } from '../../../shared/predictive-service.ts'
import { createDialer, type DialerError, TIME_LIMITS } from '../../../worker/dialer.ts'
import { BODY_MS, type Fetch, KNOCK_MS, MAX_ANSWER_BYTES } from '../../../worker/soap/transport.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const dialer = (fetch: Fetch) =>
  createDialer({
    url: 'https://d.example/p',
    campaignServiceUrl: 'https://d.example/c',
    key: 'key',
    fetch,
  })

const WHO = { campaignId: '1', agentId: '2' }

/** Settles a promise by moving the clock; tells how far it had to be moved, in milliseconds. */
async function settle(promise: Promise<unknown>): Promise<{ error: DialerError; after: number }> {
  const began = Date.now()
  let error: DialerError | null = null
  promise.catch((reason) => {
    error = reason
  })
  for (let step = 0; error === null && step < 2000; step += 1) {
    await vi.advanceTimersByTimeAsync(1000)
  }
  if (error === null) throw new Error('It never ended.')
  return { error, after: Date.now() - began }
}

/** A body that gives a byte a second and never ends, whatever it is told. */
function dripping(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      controller.enqueue(new TextEncoder().encode('<'))
    },
  })
}

const deaf: Fetch = () => new Promise(() => undefined)

/** Every operation of both services, and how long its answer may take to begin. */
const LIMITS = Object.values(SERVICES)
  .flatMap((operations) => Object.keys(operations) as OperationName[])
  .map((name) => {
    const limits: Readonly<Record<string, number>> = TIME_LIMITS
    return [name, limits[name] ?? TIME_LIMITS.default] as const
  })

/** Whatever any of them must be given. */
const GIVEN = { ...WHO, campaignid: '1', ratio: 1, answeringMachineSound: '7' }

type Operation = (given: object) => Promise<unknown>

function ask(fetch: Fetch, name: OperationName): Promise<unknown> {
  const operations = dialer(fetch) as unknown as Record<OperationName, Operation>
  return operations[name](GIVEN)
}

describe('an answer that does not come', () => {
  test.each(LIMITS)('%s ends after %d ms, even with a fetch that is deaf', async (name, limit) => {
    const { error, after } = await settle(ask(deaf, name))
    expect(error).toMatchObject({ kind: 'timeout', sent: true, operation: name })
    expect(after).toBe(limit)
  })

  test.each(LIMITS)('%s whose answer drips ends, and it may have been done', async (name) => {
    const { error, after } = await settle(ask(async () => new Response(dripping()), name))
    expect(error).toMatchObject({ kind: 'unreadable', sent: true, operation: name, salvage: [] })
    expect(after).toBe(BODY_MS)
  })

  test('a wait is never ended by us before its own limit', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const fetch: Fetch = (_, init) => {
      signals.push(init.signal)
      return deaf('', {})
    }
    const wait = dialer(fetch).getConnectionForAgent(WHO, { timeoutMs: 300_000 })
    const ended = vi.fn()
    wait.catch(ended)
    await vi.advanceTimersByTimeAsync(299_999)
    expect(ended).not.toHaveBeenCalled()
    expect(signals.map((signal) => signal?.aborted)).toEqual([false])
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledOnce()
    expect(signals.map((signal) => signal?.aborted)).toEqual([true])
  })

  test('a knock that nobody answers ends too, and nothing was sent', async () => {
    const { error, after } = await settle(dialer(deaf).kickAgent(WHO, { knock: true }))
    expect(error).toMatchObject({ kind: 'unreachable', sent: false })
    // it knocks twice
    expect(after).toBe(2 * KNOCK_MS)
  })

  test('a fetch that throws at once is a lost request', async () => {
    const fetch: Fetch = () => {
      throw new TypeError('no')
    }
    const { error } = await settle(dialer(fetch).kickAgent(WHO))
    expect(error).toMatchObject({ kind: 'lost', sent: true })
  })

  test('nothing is left running', async () => {
    await settle(dialer(deaf).kickAgent(WHO))
    const fetch: Fetch = async () => new Response('')
    await settle(dialer(fetch).kickAgent(WHO))
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an answer that is too long', () => {
  test('is cut at the limit, and its source is told to stop', async () => {
    let given = 0
    const cancelled = vi.fn()
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 100_000
        controller.enqueue(new Uint8Array(100_000).fill(0x20))
      },
      cancel: cancelled,
    })
    const { error } = await settle(
      dialer(async () => new Response(endless)).getConnectionForAgent(WHO),
    )
    expect(error).toMatchObject({ kind: 'unreadable', salvage: [] })
    expect(given).toBeLessThanOrEqual(MAX_ANSWER_BYTES + 300_000)
    expect(cancelled).toHaveBeenCalledOnce()
  })

  test('of just the limit is read', async () => {
    const start = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    const content = '<kickAgentResponse xmlns="http://api.campaign.dialer.skyyconsulting.com"/>'
    const end = '</s:Body></s:Envelope>'
    const body = start + content + end
    const padded = body + ' '.repeat(MAX_ANSWER_BYTES - body.length)
    expect(await dialer(async () => new Response(padded)).kickAgent(WHO)).toBeUndefined()
    const { error } = await settle(dialer(async () => new Response(`${padded} `)).kickAgent(WHO))
    expect(error).toMatchObject({ kind: 'unreadable' })
  })
})
