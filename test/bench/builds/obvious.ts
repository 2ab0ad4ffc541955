/**
 * The obvious build: a Node server with node-soap and ws. With a file as its second argument it is
 * made durable: a synchronous SQLite write before every push and every acknowledgement, kept as
 * safe on disk as the Workers runtime keeps its own (write-ahead log, one fsync per commit).
 * `node obvious.ts DIALER_URL [FILE]`
 * @module
 */

import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { type Client, createClientAsync } from 'soap'
import { type WebSocket, WebSocketServer } from 'ws'

interface Call {
  readonly id: string
}

interface Finish {
  readonly callId: string
  readonly agentResponse: string
  readonly agentNotes: string
}

/** What is on disk; without a file nothing is. */
class Store {
  readonly #open
  readonly #finish
  readonly #stored

  constructor(file: string) {
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    database.exec(
      'CREATE TABLE calls (id TEXT PRIMARY KEY, agent TEXT, call TEXT, finish TEXT, stored INTEGER)',
    )
    this.#open = database.prepare('INSERT INTO calls (id, agent, call) VALUES (?, ?, ?)')
    this.#finish = database.prepare('UPDATE calls SET finish = ? WHERE id = ?')
    this.#stored = database.prepare('UPDATE calls SET stored = 1 WHERE id = ?')
  }

  open(agentId: string, call: Call): void {
    this.#open.run(call.id, agentId, JSON.stringify(call))
  }

  finish(finish: Finish): void {
    this.#finish.run(JSON.stringify(finish), finish.callId)
  }

  stored(callId: string): void {
    this.#stored.run(callId)
  }
}

const [url = '', file] = process.argv.slice(2)
const KEY = { key: 'key', campaignId: '874100' }
const client: Client = await createClientAsync(`${url}?wsdl`)
const store = file === undefined ? null : new Store(file)

const ask = async (operation: string, parameters: object) => {
  const method = client[`${operation}Async`] as (words: object) => Promise<[{ out: Call } | null]>
  const [answer] = await method({ ...KEY, ...parameters })
  return answer?.out
}

const next = (socket: WebSocket) =>
  new Promise<Finish>((resolve) =>
    socket.once('message', (data) => resolve(JSON.parse(String(data)))),
  )

async function work(socket: WebSocket, agentId: string): Promise<void> {
  const send = (message: object) => socket.send(JSON.stringify(message))
  await ask('loginAgent', { agentId, userId: agentId })
  for (;;) {
    const call = await ask('getConnectionForAgent', { agentId })
    if (!call) continue
    store?.open(agentId, call)
    send({ type: 'call', call })
    const finish = await next(socket)
    store?.finish(finish)
    if (store) send({ type: 'kept', callId: call.id })
    await ask('storeAgentResponse', { agentId, ...finish, lastcall: false })
    store?.stored(call.id)
    send({ type: 'stored', callId: call.id })
  }
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
server.on('connection', (socket, request) => {
  const agentId = new URL(request.url ?? '', 'ws://localhost').searchParams.get('agent') ?? ''
  work(socket, agentId).catch((error) => socket.close(1011, String(error).slice(0, 100)))
})
server.on('listening', () => process.send?.((server.address() as AddressInfo).port))
