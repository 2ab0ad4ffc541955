/**
 * A socket of the console's, and the worker it talks to; only time is not real.
 * @module
 */

import { afterEach, beforeEach, vi } from 'vitest'
import { ConsoleError } from '../../shared/errors.ts'
import type { Update } from '../../shared/protocol.ts'
import { type Line, SessionSocket, type SocketOptions } from '../../widget/session-socket.ts'
import { until, WorkerStub } from './worker-stub.ts'

/** One test's socket and worker. */
export class SocketBench {
  worker!: WorkerStub
  socket!: SessionSocket
  lines: Line[] = []
  updates: Update[] = []
  /** How the token was asked for: again after a refusal, or not. */
  asked: boolean[] = []

  connect(more: Partial<SocketOptions> = {}): void {
    this.socket = new SessionSocket({
      endpoint: this.worker.endpoint,
      campaign: '874100',
      token: async (again) => {
        this.asked.push(again)
        return 'a.test.token'
      },
      onUpdate: (update) => this.updates.push(update),
      onLine: (line) => this.lines.push(line),
      random: () => 1,
      ...more,
    })
    this.socket.open()
  }

  /** Waits for a state of the line. */
  is(state: Line['state']): Promise<void> {
    return until(() => this.socket.line.state === state, `a line that is ${state}`)
  }

  /** Waits for the first snapshot. */
  isShown(): Promise<void> {
    return until(() => this.updates.some(({ type }) => type === 'snapshot'), 'a snapshot')
  }
}

/** Gives every test of a file a bench of its own. */
export function useSocket(): SocketBench {
  const bench = new SocketBench()
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    Object.assign(bench, { worker: await WorkerStub.start(), lines: [], updates: [], asked: [] })
  })
  afterEach(() => {
    bench.socket.close()
    bench.worker.stop()
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  return bench
}

/** The code that a command is refused with, or `accepted`. */
export function codeOf(promise: Promise<void>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof ConsoleError ? error.code : String(error)),
  )
}

/** Lets everything that is under way on the network arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
