/**
 * Everybody who might knock at the worker's door, and how each of them knocks.
 * @module
 */

import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import { BEARER_PREFIX, SUBPROTOCOL } from '../../shared/protocol.ts'
import { IMPATIENT } from './console-client.ts'
import { CAMPAIGN, ORIGIN, SECRET } from './live-worker.ts'

/** A campaign that exists and is none of the others' business. */
export const OTHER_CAMPAIGN = '874200'

/** Who is knocking. */
export interface Identity {
  readonly token?: string
  readonly origin?: string
}

interface Claims {
  readonly sub?: string
  readonly cid?: readonly string[]
  readonly role?: string
  readonly iat?: number
  readonly exp?: number
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token made by hand, by the book (RFC 7515), of claims that are all good unless said otherwise. */
export function handmade(claims: Claims = {}, secret = SECRET, alg = 'HS256'): string {
  const now = Math.floor(Date.now() / 1_000)
  const good = { sub: 'sue@acme.example', cid: [CAMPAIGN.id], role: 'supervisor' }
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ ...good, iat: now, exp: now + 600, ...claims })}`
  if (alg === 'none') return `${signed}.`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** Whoever has no business here, by what is wrong with them, and the code they are told. */
export const NOBODIES: Record<string, readonly [Identity, string]> = {
  'no token': [{}, 'token-missing'],
  'a token that has run out': [
    { token: handmade({ iat: 1_700_000_000, exp: 1_700_003_600 }) },
    'token-expired',
  ],
  'a token of another secret': [
    { token: handmade({}, 'a secret that somebody else has made up') },
    'token-invalid',
  ],
  'a token without a signature': [{ token: handmade({}, '', 'none') }, 'token-invalid'],
  'a page of another origin': [
    { token: handmade(), origin: 'https://evil.example' },
    'origin-refused',
  ],
  'a page without an origin': [{ token: handmade(), origin: 'null' }, 'origin-refused'],
}

/** One request to one route. */
export interface Knock {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The code of a refusal; of anything else its status, or the first frame's type. */
export async function knock(worker: string, at: Knock, who: Identity): Promise<string> {
  const url = new URL(at.path, worker)
  for (const [name, value] of Object.entries(at.query ?? {})) url.searchParams.set(name, value)
  return at.path.endsWith('/socket') ? knockBySocket(url, who) : knockByHttp(url, at, who)
}

async function knockByHttp(url: URL, { method, body }: Knock, who: Identity): Promise<string> {
  const response = await fetch(url, {
    method,
    headers: {
      origin: who.origin ?? ORIGIN,
      ...(who.token !== undefined && { authorization: `Bearer ${who.token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json().catch(() => null)
  const code = answer !== null && typeof answer === 'object' && 'code' in answer && answer.code
  return typeof code === 'string' ? code : String(response.status)
}

function knockBySocket(url: URL, { token, origin = ORIGIN }: Identity): Promise<string> {
  const protocols = [SUBPROTOCOL, ...(token === undefined ? [] : [BEARER_PREFIX + token])]
  const address = url.href.replace(/^http/, 'ws')
  const socket = new WebSocket(address, protocols, { origin, ...IMPATIENT })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      resolve(frame.code ?? frame.type)
      socket.close()
    })
  })
}
