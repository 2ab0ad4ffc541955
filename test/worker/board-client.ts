/**
 * A supervisor without a page: the board's socket, and its routes by HTTP.
 * @module
 */

import { WebSocket } from 'ws'
import type { BoardSnapshot, BoardUpdate, RosterRow } from '../../shared/board.ts'
import { BEARER_PREFIX, SUBPROTOCOL } from '../../shared/protocol.ts'
import { IMPATIENT } from './console-client.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN } from './live-worker.ts'

/** How a request is made. */
export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly body?: unknown
  readonly role?: 'agent' | 'supervisor'
  readonly campaign?: string
}

/** What came back. */
export interface Told {
  readonly status: number
  readonly body: unknown
}

/** Asks one of the campaign's routes, as the supervisor Sue. */
export async function askRoute(
  { url, token }: LiveWorker,
  path: string,
  { method = 'GET', body, role = 'supervisor', campaign = CAMPAIGN.id }: Asking = {},
): Promise<Told> {
  const response = await fetch(`${url}/v1/campaigns/${campaign}${path}`, {
    method,
    headers: { authorization: `Bearer ${await token('sue', role)}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** How a board is opened; Sue's token and an allowed origin unless said otherwise. */
export interface BoardOpening {
  readonly token?: string
  readonly origin?: string
  readonly campaign?: string
}

/** One open board. */
export class BoardClient {
  readonly updates: BoardUpdate[] = []
  readonly socket: WebSocket
  closed: number | null = null

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => this.updates.push(JSON.parse(String(data))))
    socket.on('close', (code) => {
      this.closed = code
    })
    socket.on('error', () => undefined)
  }

  static async open(live: LiveWorker, opening: BoardOpening = {}): Promise<BoardClient> {
    const { origin = ORIGIN, campaign = CAMPAIGN.id } = opening
    const token = opening.token ?? (await live.token('sue', 'supervisor'))
    const address = `${live.url.replace(/^http/, 'ws')}/v1/campaigns/${campaign}/socket`
    const protocols = [SUBPROTOCOL, `${BEARER_PREFIX}${token}`]
    return new BoardClient(new WebSocket(address, protocols, { origin, ...IMPATIENT }))
  }

  /** The newest snapshot. */
  get board(): BoardSnapshot | undefined {
    return this.updates.findLast((update) => update.type === 'board')?.board
  }

  /** An agent's row. */
  row(userId: string): RosterRow | undefined {
    return this.board?.agents.find((agent) => agent.userId === userId)
  }
}
