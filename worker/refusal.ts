/**
 * How a page is told that it may not in, or not any more. A browser cannot read an HTTP refusal of
 * an upgrade, so a socket is accepted, told the code, and closed.
 * @module
 */

import type { ConsoleError, ErrorCode } from '../shared/errors.ts'
import { SUBPROTOCOL, type Update } from '../shared/protocol.ts'

const UNAUTHORIZED = 4401
const FORBIDDEN = 4403
const TOO_MANY = 4429
const BAD_FRAME = 4400
const BROKEN = 4500

const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  'token-missing': UNAUTHORIZED,
  'token-invalid': UNAUTHORIZED,
  'token-expired': UNAUTHORIZED,
  'token-revoked': UNAUTHORIZED,
  'origin-refused': FORBIDDEN,
  forbidden: FORBIDDEN,
  'unknown-campaign': FORBIDDEN,
  'signed-in-elsewhere': FORBIDDEN,
  'session-live': FORBIDDEN,
  'rate-limited': TOO_MANY,
  'campaign-full': TOO_MANY,
  'bad-request': BAD_FRAME,
  'too-large': BAD_FRAME,
}

/** Tells an open socket why, and closes it. */
export function closeWith(socket: WebSocket, error: ConsoleError): void {
  const update: Update = { type: 'refused', code: error.code, retryAt: error.retryAt }
  socket.send(JSON.stringify(update))
  socket.close(CLOSE_CODES[error.code] ?? BROKEN, error.code)
}

/** Whether a page asks for a socket. */
export function isUpgrade(request: Request): boolean {
  return request.headers.get('upgrade')?.toLowerCase() === 'websocket'
}

/** The answer to an upgrade that is refused. */
export function refuseSocket(error: ConsoleError): Response {
  const { 0: client, 1: socket } = new WebSocketPair()
  socket.accept()
  closeWith(socket, error)
  const headers = { 'sec-websocket-protocol': SUBPROTOCOL }
  return new Response(null, { status: 101, webSocket: client, headers })
}
