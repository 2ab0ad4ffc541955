/**
 * One browser tab of a simulated agent: the product's own socket over a real connection, and the
 * newest snapshot on its screen.
 * @module
 */

import { WebSocket as NodeWebSocket } from 'ws'
import type { ErrorCode } from '../../shared/errors.ts'
import { ConsoleError } from '../../shared/errors.ts'
import type { Command, Update } from '../../shared/protocol.ts'
import type { SessionSnapshot } from '../../shared/session.ts'
import { SessionSocket } from '../../widget/session-socket.ts'

/** Where a tab connects and who looks at it. */
export interface TabOptions {
  readonly endpoint: string
  readonly campaign: string
  readonly token: string
  /** Every snapshot in the order it came. `first` on this connection. */
  readonly see: (session: SessionSnapshot, first: boolean) => void
  /** How long the screen was without a line, in milliseconds. */
  readonly dark: (ms: number) => void
}

/** What a command came to: an error code, or null when it was accepted. */
export type Failed = ErrorCode | null

/** Gives Node's WebSocket client an origin, as a browser's page has one. */
export function browse(origin: string): void {
  class PageSocket extends NodeWebSocket {
    constructor(url: URL, protocols: string[]) {
      super(url, protocols, { origin })
      // A browser reports a failed connection by its close alone.
      this.on('error', () => undefined)
    }
  }
  Object.assign(globalThis, { WebSocket: PageSocket })
}

/** A tab. */
export class Tab {
  /** The newest snapshot of this connection. */
  session: SessionSnapshot | null = null
  /** Why the worker will not have this tab. */
  refused: ErrorCode | null = null
  readonly #options: TabOptions
  readonly #socket: SessionSocket
  #first = true
  #darkSince: number | null = null

  constructor(options: TabOptions) {
    this.#options = options
    this.#socket = new SessionSocket({
      endpoint: options.endpoint,
      campaign: options.campaign,
      token: async () => options.token,
      onUpdate: (update) => this.#hear(update),
      onLine: (line) => {
        if (line.state === 'refused') this.refused = line.code
        if (line.state === 'online') return
        this.session = null
        if (line.state === 'offline') this.#darkSince ??= Date.now()
      },
    })
    this.#socket.open()
  }

  /** Gives a command once. */
  async give(command: Command): Promise<Failed> {
    try {
      await this.#socket.send(command)
      return null
    } catch (error) {
      if (error instanceof ConsoleError) return error.code
      throw error
    }
  }

  /** This tab was used. */
  use(): void {
    this.#socket.report({ type: 'active' })
  }

  close(): void {
    this.session = null
    this.#socket.close()
  }

  #hear(update: Update): void {
    if (update.type === 'hello') this.#first = true
    if (update.type === 'pop') this.#socket.report({ type: 'popped', callId: update.call.id })
    if (update.type !== 'snapshot') return
    const { session } = update
    if (!this.#first && this.session && session.version <= this.session.version) return
    this.session = session
    if (this.#darkSince !== null) this.#options.dark(Date.now() - this.#darkSince)
    this.#darkSince = null
    this.#options.see(session, this.#first)
    this.#first = false
  }
}
