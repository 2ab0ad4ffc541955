/**
 * A desk phone's line to the dialer: a WebSocket that comes back by itself.
 * @module
 */

import type { DeskAction, DeskUpdate, DeskView } from '../../dialer/desk-view.ts'

/** How long to wait before trying again, in milliseconds: doubled at each failure, up to a limit. */
const RETRY_MS = { first: 500, most: 8_000 }

/** What a line tells its phone. */
export interface LineListener {
  /** The phone as the dialer has it; null while there is no line. */
  phone(phone: DeskView | null): void
  /** The dialer will not have it, in words. */
  refused(words: string): void
}

/** One phone number's line, from construction to {@link close}. */
export class DeskLine {
  readonly #address: URL
  readonly #phoneNumber: string
  readonly #listener: LineListener
  #socket: WebSocket | null = null
  #retry: ReturnType<typeof setTimeout> | null = null
  #pause = RETRY_MS.first

  /** @param endpoint the dialer's origin */
  constructor(endpoint: string, phoneNumber: string, listener: LineListener) {
    this.#address = new URL('/demo/phone', endpoint)
    this.#address.protocol = this.#address.protocol.replace('http', 'ws')
    this.#phoneNumber = phoneNumber
    this.#listener = listener
    this.#open()
  }

  /** Answers or hangs up; false, and nothing sent, while there is no line. */
  send(action: DeskAction): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(action))
    return true
  }

  /** Gives the line up. The phone itself stays as it is. */
  close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #open(): void {
    const socket = new WebSocket(this.#address)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.send({ type: 'subscribe', phoneNumber: this.#phoneNumber })
    })
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) this.#hear(JSON.parse(String(data)))
    })
    socket.addEventListener('close', () => {
      if (this.#socket === socket) this.#lost()
    })
  }

  #hear(update: DeskUpdate): void {
    this.#pause = RETRY_MS.first
    if (update.type === 'phone') this.#listener.phone(update.phone)
    else {
      this.#listener.refused(update.words)
      this.close()
    }
  }

  #lost(): void {
    this.#listener.phone(null)
    this.#retry = setTimeout(() => this.#open(), this.#pause)
    this.#pause = Math.min(this.#pause * 2, RETRY_MS.most)
  }
}
