/**
 * A worker whose script is written in the test page: every frame of the console's real WebSocket is
 * passed to the page's control socket and back. Nothing in the console is replaced by a double.
 * @module
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** What the relay tells the test. */
export type RelayReport =
  | { readonly kind: 'opened'; readonly line: number; readonly protocols: readonly string[] }
  | { readonly kind: 'frame'; readonly line: number; readonly text: string }
  | { readonly kind: 'closed'; readonly line: number }
  | { readonly kind: 'sign-in'; readonly body: unknown }
  | { readonly kind: 'asked'; readonly number: number; readonly request: RelayRequest }

/** An HTTP request of the console's, below `/v1/session`, or of the board's, below its campaign. */
export interface RelayRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly authorization: string
  /** Null for GET; a form's text as it came. */
  readonly body: unknown
}

/** What the test tells the relay. */
export type RelayOrder =
  | { readonly kind: 'frame'; readonly line: number; readonly text: string }
  | { readonly kind: 'close'; readonly line: number; readonly code: number }
  /** Lines go dead or come back: new connections are cut, or accepted again. */
  | { readonly kind: 'accept'; readonly on: boolean }
  | { readonly kind: 'sign-in'; readonly status: number; readonly body: unknown }
  | {
      readonly kind: 'answer'
      readonly number: number
      readonly status: number
      readonly body: unknown
    }

type Answer = { readonly status: number; readonly body: unknown }

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH',
}

/** One campaign's test page and the consoles that connect to it. */
class Room {
  readonly #control: WebSocket
  readonly #lines = new Map<number, WebSocket>()
  #count = 0
  #accepting = true
  #answer: ((answer: Answer) => void) | undefined
  readonly #asked: ((answer: Answer) => void)[] = []

  constructor(control: WebSocket) {
    this.#control = control
    control.on('message', (data) => this.#obey(JSON.parse(String(data))))
    control.on('close', () => {
      for (const line of this.#lines.values()) line.terminate()
    })
  }

  connect(socket: WebSocket, protocols: readonly string[]): void {
    if (!this.#accepting) {
      socket.terminate()
      return
    }
    const line = ++this.#count
    this.#lines.set(line, socket)
    this.#tell({ kind: 'opened', line, protocols })
    socket.on('message', (data) => {
      const text = String(data)
      if (text === 'ping') socket.send('pong')
      else this.#tell({ kind: 'frame', line, text })
    })
    socket.on('close', () => {
      this.#lines.delete(line)
      this.#tell({ kind: 'closed', line })
    })
  }

  ask(request: RelayRequest): Promise<Answer> {
    return new Promise((resolve) => {
      const number = this.#asked.push(resolve) - 1
      this.#tell({ kind: 'asked', number, request })
    })
  }

  signIn(body: unknown): Promise<Answer> {
    this.#tell({ kind: 'sign-in', body })
    return new Promise((resolve) => {
      this.#answer = resolve
    })
  }

  #tell(report: RelayReport): void {
    this.#control.send(JSON.stringify(report))
  }

  #obey(order: RelayOrder): void {
    if (order.kind === 'accept') this.#accepting = order.on
    else if (order.kind === 'sign-in') this.#answer?.(order)
    else if (order.kind === 'answer') this.#asked[order.number]?.(order)
    else if (order.kind === 'frame') this.#lines.get(order.line)?.send(order.text)
    else this.#lines.get(order.line)?.close(order.code)
  }
}

/** Starts the relay on a free port. */
export async function startRelay(): Promise<{ origin: string; close: () => void }> {
  const rooms = new Map<string, Room>()
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  })
  const server = createServer((request, response) => void answer(rooms, request, response))
  server.on('upgrade', (request, stream, head) => {
    const url = new URL(request.url ?? '', 'http://relay')
    const campaign = url.searchParams.get('campaign') ?? ''
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (url.pathname === '/control') {
        rooms.set(campaign, new Room(socket))
        socket.send(JSON.stringify({ kind: 'ready' }))
      } else {
        const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(/, */)
        rooms.get(campaign)?.connect(socket, protocols)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function answer(
  rooms: Map<string, Room>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, CORS).end()
    return
  }
  let text = ''
  for await (const part of request) text += part
  const { authorization = '', 'content-type': type = '' } = request.headers
  const body = text === '' ? null : type.includes('json') ? JSON.parse(text) : text
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://relay')
  const query = Object.fromEntries(searchParams)
  const [, named] = /^\/v1\/campaigns\/([^/]+)/.exec(pathname) ?? []
  // A form names no campaign; its page's token does.
  const [, owner = ''] = /\.(\d+)\./.exec(authorization) ?? []
  const room = rooms.get(query.campaign ?? named ?? body?.campaign ?? owner)
  const { method = '' } = request
  const order = pathname.endsWith('/sign-in')
    ? await room?.signIn(body)
    : await room?.ask({ method, path: pathname, query, authorization, body })
  response.writeHead(order?.status ?? 404, { ...CORS, 'content-type': 'application/json' })
  response.end(JSON.stringify(order?.body ?? {}))
}
