import { describe, expect, it, vi } from 'vitest'
import { useSocket } from './socket-bench.ts'

const bench = useSocket()

describe('a refusal', () => {
  it('of the token is answered with another token, once', async () => {
    bench.worker.greeting = (line) => {
      bench.worker.send({ type: 'refused', code: 'token-expired' }, line)
      line.close(4401)
    }
    bench.connect()
    await bench.is('refused')
    expect(bench.asked).toEqual([false, true])
    expect(bench.socket.line).toEqual({ state: 'refused', code: 'token-expired' })
  })

  it('of the token is forgotten when the next one is accepted', async () => {
    bench.worker.greeting = (line) => {
      bench.worker.greeting = (next) => bench.worker.greet(next)
      line.close(4401)
    }
    bench.connect()
    await bench.isShown()
    expect(bench.asked).toEqual([false, true])
  })

  it.each([
    [4403, 'forbidden'],
    [4401, 'token-invalid'],
  ])('by close code %d alone is understood', async (close, code) => {
    bench.worker.greeting = (line) => line.close(close)
    bench.connect()
    await bench.is('refused')
    expect(bench.socket.line).toEqual({ state: 'refused', code })
  })

  it('of the origin is final until somebody opens again', async () => {
    bench.worker.greeting = (line) => {
      bench.worker.send({ type: 'refused', code: 'origin-refused' }, line)
      line.close(4403)
    }
    bench.connect()
    await bench.is('refused')
    vi.advanceTimersByTime(600_000)
    expect(bench.worker.urls).toHaveLength(1)
    bench.worker.greeting = (line) => bench.worker.greet(line)
    bench.socket.open()
    await bench.isShown()
  })

  it('for being too many waits as long as it was told', async () => {
    const retryAt = Date.now() + 60_000
    bench.worker.greeting = (line) => {
      bench.worker.send({ type: 'refused', code: 'rate-limited', retryAt }, line)
      line.close(4429)
    }
    bench.connect()
    await bench.is('offline')
    expect(bench.socket.line).toEqual({ state: 'offline', nextTryAt: retryAt })
  })

  it('is shown when there is no token at all', async () => {
    bench.connect({ token: async () => null })
    await bench.is('refused')
    expect(bench.socket.line).toEqual({ state: 'refused', code: 'token-missing' })
    expect(bench.worker.urls).toEqual([])
  })

  it('is shown for a token that no subprotocol can carry', async () => {
    bench.connect({ token: async () => 'two words' })
    await bench.is('refused')
    expect(bench.socket.line).toEqual({ state: 'refused', code: 'token-invalid' })
  })

  it('of the host page to give a token is tried again, and its reason is in the browser’s console', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    let fails = true
    bench.connect({
      token: async () => {
        if (fails) throw new Error('the CRM is down')
        return 'a.test.token'
      },
    })
    await bench.is('offline')
    expect(warned.mock.calls).toEqual([[new Error('the CRM is down')]])
    fails = false
    vi.advanceTimersByTime(500)
    await bench.isShown()
  })

  it('of the browser to dial an address is tried again, and its reason is in the browser’s console', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    bench.connect({ endpoint: 'console.acme.example' })
    await bench.is('offline')
    expect(String(warned.mock.calls)).toContain('URL')
  })
})
