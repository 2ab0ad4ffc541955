/**
 * The console's worker as anybody else would use it: by HTTP and WebSocket, with tokens.
 * @module
 */

import { BEARER_PREFIX, SUBPROTOCOL } from '../../shared/protocol.ts'
import { mintToken } from '../../worker/auth.ts'
import type { Env } from '../../worker/env.ts'
import app from '../../worker/index.ts'

/** The room's supervisor. */
const SUE = 'sue@acme.example'

/** Long enough for any show. */
const TOKEN_SECONDS = 3_600

/** The worker, for one campaign. */
export class FrontDoor {
  readonly #env: Env
  readonly #origin: string
  readonly #campaignId: string

  /** @param origin of the room's pages */
  constructor(env: Env, origin: string, campaignId: string) {
    this.#env = env
    this.#origin = origin
    this.#campaignId = campaignId
  }

  /** Opens an agent's session socket. */
  async open(userId: string): Promise<WebSocket> {
    const token = await this.#token(userId, 'agent')
    const { webSocket } = await this.#ask(`/v1/session/socket?campaign=${this.#campaignId}`, {
      upgrade: 'websocket',
      'sec-websocket-protocol': `${SUBPROTOCOL}, ${BEARER_PREFIX}${token}`,
    })
    if (webSocket === null) throw new Error('The worker opened no socket')
    webSocket.accept()
    return webSocket
  }

  /** Has the supervisor remove an agent. */
  async kick(userId: string): Promise<void> {
    await this.#command(`users/${encodeURIComponent(userId)}/kick`)
  }

  /** Has the supervisor start the campaign: the board knows only what it was told. */
  async start(): Promise<void> {
    await this.#command('start')
  }

  async #command(path: string): Promise<void> {
    const authorization = `Bearer ${await this.#token(SUE, 'supervisor')}`
    const address = `/v1/campaigns/${this.#campaignId}/${path}`
    const answer = await this.#ask(address, { authorization }, 'POST')
    if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
  }

  async #token(userId: string, role: 'agent' | 'supervisor'): Promise<string> {
    const who = { userId, campaigns: [this.#campaignId], role }
    return (await mintToken(this.#env, who, TOKEN_SECONDS)).token
  }

  async #ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<Response> {
    const request = new Request(this.#origin + path, {
      method,
      headers: { ...headers, origin: this.#origin },
    })
    return app.fetch(request, this.#env)
  }
}
