/**
 * The line between browsers and worker: TCP, so that it can be cut or freeze at any byte.
 * @module
 */

import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The line; browsers take its address for the worker's. */
export class BrowserLine {
  readonly #server: Server
  readonly #workerPort: number
  readonly #pairs = new Set<readonly [Socket, Socket]>()

  constructor(workerPort: number) {
    this.#workerPort = workerPort
    this.#server = createServer((browser) => this.#join(browser))
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done))
    this.cut()
    await closed
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Cuts every connection, without a word to either end's protocol. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy()
  }

  /** Nothing gets through for a while, in either direction. */
  freeze(ms: number): void {
    const frozen = [...this.#pairs].flat()
    for (const socket of frozen) socket.pause()
    setTimeout(() => {
      for (const socket of frozen) socket.resume()
    }, ms)
  }

  #join(browser: Socket): void {
    const worker = connect(this.#workerPort, '127.0.0.1')
    const pair = [browser, worker] as const
    this.#pairs.add(pair)
    for (const [one, other] of [pair, [worker, browser] as const]) {
      one.setNoDelay(true)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        other.destroy()
        this.#pairs.delete(pair)
      })
    }
  }
}
