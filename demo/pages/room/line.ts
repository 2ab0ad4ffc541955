/**
 * A WebSocket that comes back by itself.
 * @module
 */

/** How long to wait before trying again, in milliseconds: doubled at each failure, up to a limit. */
const RETRY_MS = { first: 500, most: 8_000 }

/** What a line tells its owner. */
export interface LineListener<Update> {
  /** Connected: the moment to say who one is. */
  opened(): void
  heard(update: Update): void
  lost(): void
}

/** One line, from construction to {@link close}. Frames are JSON both ways. */
export class Line<Update> {
  readonly #address: URL
  readonly #listener: LineListener<Update>
  #socket: WebSocket | null = null
  #retry: ReturnType<typeof setTimeout> | null = null
  #pause = RETRY_MS.first

  /** @param address of the line, by its http or https name */
  constructor(address: URL, listener: LineListener<Update>) {
    this.#address = new URL(address)
    this.#address.protocol = address.protocol.replace('http', 'ws')
    this.#listener = listener
    this.#open()
  }

  /** Sends a frame; false, and nothing sent, while there is no line. */
  send(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  /** Gives the line up. */
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
      if (this.#socket === socket) this.#listener.opened()
    })
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket !== socket) return
      this.#pause = RETRY_MS.first
      this.#listener.heard(JSON.parse(String(data)))
    })
    socket.addEventListener('close', () => {
      if (this.#socket === socket) this.#lost()
    })
  }

  #lost(): void {
    this.#listener.lost()
    this.#retry = setTimeout(() => this.#open(), this.#pause)
    this.#pause = Math.min(this.#pause * 2, RETRY_MS.most)
  }
}
