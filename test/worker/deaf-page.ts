/**
 * A page that takes no goodbye: whatever it is told, it leaves its half of the socket open, as no
 * browser does.
 * @module
 */

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { BEARER_PREFIX, SUBPROTOCOL } from '../../shared/protocol.ts'
import type { Opening } from './console-client.ts'

/** A text frame of a client (RFC 6455, 5.2), short, its mask all zeros. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const length =
    payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length]
  const [first = 0, ...more] = length
  return Buffer.concat([Buffer.from([0x81, 0x80 | first, ...more, 0, 0, 0, 0]), payload])
}

/** One such page. */
export class DeafPage {
  readonly #socket: Socket
  #heard: string

  private constructor(socket: Socket, head: Buffer) {
    this.#socket = socket
    this.#heard = head.toString('latin1')
    socket.on('data', (data) => {
      this.#heard += data.toString('latin1')
    })
    socket.on('error', () => undefined)
  }

  static async open({ url, token, campaign, origin }: Opening): Promise<DeafPage> {
    const { hostname, port } = new URL(url)
    const asked = request({
      hostname,
      port,
      path: `/v1/session/socket?campaign=${campaign}`,
      headers: {
        origin,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': `${SUBPROTOCOL}, ${BEARER_PREFIX}${token}`,
      },
    })
    asked.end()
    const [, socket, head] = await once(asked, 'upgrade')
    return new DeafPage(socket, head)
  }

  /** Everything that it was told, as bytes are letters. */
  get heard(): string {
    return this.#heard
  }

  say(text: string): void {
    this.#socket.write(frameOf(text))
  }

  end(): void {
    this.#socket.destroy()
  }
}
