/**
 * The worker's end of the protocol, on a real WebSocket server in this process.
 * @module
 */

import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { PROTOCOL_VERSION, type Update } from '../../shared/protocol.ts'
import { snapshot } from './browser/snapshots.ts'

/** Real timers, taken before any test fakes them. */
const { setTimeout: realTimeout } = globalThis

/** A worker that greets, remembers what it hears and answers pings, unless told otherwise. */
export class WorkerStub {
  readonly heard: string[] = []
  readonly protocols: string[] = []
  readonly urls: string[] = []
  /** What a new line is told; by default a greeting and a snapshot. */
  greeting: (line: WebSocket) => void = (line) => this.greet(line)
  answersPings = true
  readonly #server: WebSocketServer

  private constructor(server: WebSocketServer) {
    this.#server = server
    server.on('connection', (line, request) => {
      this.urls.push(request.url ?? '')
      this.protocols.push(request.headers['sec-websocket-protocol'] ?? '')
      line.on('message', (data) => {
        this.heard.push(String(data))
        if (String(data) === 'ping' && this.answersPings) line.send('pong')
      })
      this.greeting(line)
    })
  }

  static async start(): Promise<WorkerStub> {
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      handleProtocols: (protocols) => [...protocols][0] ?? false,
    })
    await new Promise((resolve) => server.on('listening', resolve))
    return new WorkerStub(server)
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get lines(): WebSocket[] {
    return [...this.#server.clients]
  }

  greet(line: WebSocket, protocol = PROTOCOL_VERSION): void {
    this.send({ type: 'hello', protocol, expiresAt: Date.now() + 3_600_000 }, line)
    this.send({ type: 'snapshot', session: snapshot() }, line)
  }

  send(update: Update, line: WebSocket | undefined = this.lines[0]): void {
    line?.send(JSON.stringify(update))
  }

  /** Commands and reports, without pings. */
  get frames(): { id: string; type: string }[] {
    return this.heard.filter((text) => text !== 'ping').map((text) => JSON.parse(text))
  }

  stop(): void {
    for (const line of this.lines) line.terminate()
    this.#server.close()
  }
}

/** Waits for the network, by real time, until a condition holds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 2_000) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => realTimeout(resolve, 2))
  }
}
