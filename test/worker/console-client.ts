/**
 * A console without a page: it speaks the browser protocol over a real WebSocket.
 * @module
 */

import { WebSocket } from 'ws'
import type { ErrorCode } from '../../shared/errors.ts'
import {
  type Answer,
  BEARER_PREFIX,
  type Command,
  type Report,
  SUBPROTOCOL,
  type Update,
} from '../../shared/protocol.ts'
import type { Phase, SessionSnapshot, SessionState } from '../../shared/session.ts'

/** How a console is opened. */
export interface Opening {
  readonly url: string
  readonly token: string
  readonly campaign: string
  readonly origin: string
  /** How many minutes the page's clock is ahead of UTC; not told unless said here. */
  readonly ahead?: number
}

/**
 * After a close that answers no message of this socket, workerd leaves the connection open. A
 * browser gives up on it after two seconds.
 */
export const IMPATIENT = { closeTimeout: 200 }

/** One open console. */
export class ConsoleClient {
  readonly updates: Update[] = []
  readonly #socket: WebSocket
  readonly #waiting = new Set<() => void>()
  #ids = 0
  #closed: number | null = null

  constructor({ url, token, campaign, origin, ahead }: Opening) {
    const told = ahead === undefined ? '' : `&ahead=${ahead}`
    const address = `${url.replace(/^http/, 'ws')}/v1/session/socket?campaign=${campaign}${told}`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    this.#socket = new WebSocket(address, protocols, { origin, ...IMPATIENT })
    this.#socket.on('message', (data) => {
      this.updates.push(JSON.parse(String(data)))
      this.#wake()
    })
    this.#socket.on('close', (code) => {
      this.#closed = code
      this.#wake()
    })
    this.#socket.on('error', () => this.#wake())
  }

  /** Resolves when the worker has greeted or refused. */
  static async open(opening: Opening): Promise<ConsoleClient> {
    const client = new ConsoleClient(opening)
    await client.until(() => (client.updates.length > 0 || client.#closed ? true : undefined))
    return client
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  /** Resolves with the first value that is not undefined, looked for after every update. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await new Promise<void>((wake) => {
        const once = () => {
          this.#waiting.delete(once)
          wake()
        }
        this.#waiting.add(once)
      })
    }
  }

  /** The newest snapshot. */
  get session(): SessionSnapshot | undefined {
    const last = this.updates.findLast((update) => update.type === 'snapshot')
    return last?.session
  }

  /** Resolves with the state once it is in a phase and fits. */
  inPhase<P extends Phase>(
    phase: P,
    fits: (state: Extract<SessionState, { phase: P }>) => boolean = () => true,
  ): Promise<Extract<SessionState, { phase: P }>> {
    return this.until(() => {
      const state = this.session?.state
      if (state?.phase !== phase) return undefined
      const found = state as Extract<SessionState, { phase: P }>
      return fits(found) ? found : undefined
    })
  }

  /** Gives a command and resolves with its answer, or with the socket's end. */
  async command(command: Command): Promise<Answer> {
    const id = this.send(command)
    return this.until(() => {
      const answer = this.updates.find((update) => update.type === 'answer' && update.id === id)
      if (answer?.type === 'answer') return answer
      const code: ErrorCode = 'connection-lost'
      return this.#closed === null
        ? undefined
        : { type: 'answer', id, ok: false, outcome: 'failed', code }
    })
  }

  /** Gives a command without waiting for its answer. */
  send(command: Command): string {
    const id = String(++this.#ids)
    this.#socket.send(JSON.stringify({ ...command, id }))
    return id
  }

  report(report: Report): void {
    this.#socket.send(JSON.stringify(report))
  }

  /** Sends something that may be no frame at all. */
  sendRaw(text: string): void {
    this.#socket.send(text)
  }

  /** Resolves with the close code. */
  closed(): Promise<number> {
    return this.until(() => this.#closed ?? undefined)
  }

  /** The page is closed. */
  close(): Promise<number> {
    this.#socket.close()
    return this.closed()
  }

  /** The page dies without a word. */
  die(): void {
    this.#socket.terminate()
  }
}
