import { describe, expect, it, vi } from 'vitest'
import { codeOf, settle, useSocket } from './socket-bench.ts'
import { until } from './worker-stub.ts'

const bench = useSocket()

describe('the way to the worker', () => {
  it('names the campaign in the address and the token in a subprotocol only', async () => {
    bench.connect()
    await bench.isShown()
    const ahead = -new Date().getTimezoneOffset()
    expect(bench.worker.urls).toEqual([`/v1/session/socket?campaign=874100&ahead=${ahead}`])
    expect(bench.worker.protocols).toEqual(['agent-console.v1, bearer.a.test.token'])
    expect(bench.lines.map(({ state }) => state)).toEqual(['connecting', 'online'])
    expect(bench.updates.map(({ type }) => type)).toEqual(['hello', 'snapshot'])
  })

  it('is open once however often it is asked to open', async () => {
    bench.connect()
    bench.socket.open()
    await bench.isShown()
    bench.socket.open()
    expect(bench.worker.urls).toHaveLength(1)
  })

  it('is tried again when the page’s token does not come', async () => {
    const stuck = new Promise<string>(() => undefined)
    const tokens = [stuck, 'a.test.token']
    bench.connect({ token: async () => tokens.shift() ?? null })
    await bench.is('connecting')
    await vi.advanceTimersByTimeAsync(15_000)
    await bench.is('offline')
    bench.socket.wake()
    await bench.isShown()
  })

  it('asks to reload a page that speaks another version', async () => {
    bench.worker.greeting = (line) => bench.worker.greet(line, 2)
    bench.connect()
    await bench.is('refused')
    expect(bench.socket.line).toEqual({ state: 'refused', code: 'page-too-old' })
  })

  it('begins anew when it hears something that is not the protocol', async () => {
    bench.connect()
    await bench.isShown()
    bench.worker.lines[0]?.send('<html>')
    await bench.is('offline')
  })
})

describe('a command', () => {
  it('settles with its own answer', async () => {
    bench.connect()
    await bench.isShown()
    const first = codeOf(bench.socket.send({ type: 'cancel' }))
    const second = bench.socket.send({ type: 'log-in', agentId: '1' })
    await until(() => bench.worker.frames.length === 2, 'both commands')
    const [one, two] = bench.worker.frames
    bench.worker.send({
      type: 'answer',
      id: two?.id ?? '',
      ok: false,
      outcome: 'failed',
      code: 'dialer-fault',
      words: 'No agent 1',
    })
    await expect(second).rejects.toMatchObject({ code: 'dialer-fault', words: 'No agent 1' })
    bench.worker.send({ type: 'answer', id: one?.id ?? '', ok: true })
    expect(await first).toBe('accepted')
  })

  it('is refused while offline, and never sent later', async () => {
    bench.connect()
    expect(await codeOf(bench.socket.send({ type: 'log-off' }))).toBe('offline')
    await bench.isShown()
    expect(bench.worker.frames).toEqual([])
  })

  it('rejects when the line breaks before its answer', async () => {
    bench.connect()
    await bench.isShown()
    const outcome = codeOf(bench.socket.send({ type: 'log-off' }))
    await until(() => bench.worker.frames.length === 1, 'the command')
    bench.worker.lines[0]?.terminate()
    expect(await outcome).toBe('connection-lost')
    vi.advanceTimersByTime(500)
    await until(
      () => bench.worker.lines.length === 1 && bench.socket.line.state === 'online',
      'the line',
    )
    expect(bench.worker.frames).toHaveLength(1)
  })

  it('rejects when the worker stays silent about it', async () => {
    bench.connect()
    await bench.isShown()
    const outcome = codeOf(bench.socket.send({ type: 'log-off' }))
    for (let waited = 0; waited < 90; waited += 5) {
      vi.advanceTimersByTime(5_000)
      await until(() => bench.worker.heard.length > 0, 'anything')
      await settle()
    }
    expect(await outcome).toBe('connection-lost')
  })
})

describe('a lost line', () => {
  it('is tried again after pauses that double', async () => {
    bench.worker.greeting = (line) => line.terminate()
    bench.connect()
    const pauses: number[] = []
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      await bench.is('offline')
      const { line } = bench.socket
      const pause = line.state === 'offline' ? line.nextTryAt - Date.now() : 0
      pauses.push(pause)
      vi.advanceTimersByTime(pause)
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
  })

  it('spreads the pauses, so that all pages do not come back at once', async () => {
    bench.worker.greeting = (line) => line.terminate()
    bench.connect({ random: () => 0 })
    await bench.is('offline')
    const { line } = bench.socket
    expect(line.state === 'offline' && line.nextTryAt - Date.now()).toBe(250)
  })

  it('is tried at once when the network or the page comes back', async () => {
    bench.connect()
    await bench.isShown()
    bench.worker.lines[0]?.terminate()
    await bench.is('offline')
    bench.socket.wake()
    await bench.is('online')
  })

  it('is noticed when a ping gets no answer within five seconds', async () => {
    bench.connect()
    await bench.isShown()
    vi.advanceTimersByTime(25_000)
    await until(() => bench.worker.heard.length === 1, 'a ping')
    await settle()
    vi.advanceTimersByTime(24_999)
    expect(bench.socket.line.state).toBe('online')
    bench.worker.answersPings = false
    vi.advanceTimersByTime(1)
    await until(() => bench.worker.heard.length === 2, 'a second ping')
    vi.advanceTimersByTime(5_000)
    expect(bench.socket.line.state).toBe('offline')
  })

  it('is checked at once when the page comes back', async () => {
    bench.connect()
    await bench.isShown()
    bench.socket.wake()
    await until(() => bench.worker.heard.length === 1, 'a ping')
  })
})

describe('close', () => {
  it('stays closed', async () => {
    bench.connect()
    await bench.isShown()
    bench.socket.close()
    vi.advanceTimersByTime(600_000)
    expect(bench.socket.line).toEqual({ state: 'closed' })
    expect(bench.worker.urls).toHaveLength(1)
  })

  it('while a token is being fetched does not connect', async () => {
    let give = (_: string) => {}
    bench.connect({
      token: () =>
        new Promise((resolve) => {
          give = resolve
        }),
    })
    bench.socket.close()
    give('a.test.token')
    await settle()
    expect(bench.worker.urls).toEqual([])
  })
})
