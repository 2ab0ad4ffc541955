/**
 * Token and origin in, identity out.
 *
 * A token is a JWT signed with HS256 by whoever knows `SESSION_SECRET`: a CRM's back end, or this
 * worker for somebody who knows a campaign's passcode.
 * @module
 */

import { sign, verify } from 'hono/jwt'
import * as v from 'valibot'
import { ConsoleError } from '../shared/errors.ts'
import { GUEST } from '../shared/guest-names.ts'
import { BEARER_PREFIX, SUBPROTOCOL } from '../shared/protocol.ts'
import { openName, sealName } from './sealed-name.ts'
import { misconfigured, type Settings } from './settings.ts'

/** Who is asking. */
export interface Identity {
  readonly userId: string
  readonly campaigns: readonly string[]
  readonly role: 'agent' | 'supervisor'
  /** Tells one token of a guest from another; other tokens need no id. */
  readonly tokenId?: string
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** A working day and then some; nobody has to sign in twice in one shift. */
export const LONGEST_TOKEN_SECONDS = 12 * 3_600

/** HS256 is only as strong as its key. */
const SHORTEST_SECRET_BYTES = 32

/** Clocks of CRM servers differ; a token may come from this far in the future. */
export const CLOCK_SKEW_SECONDS = 60

/** The dialer's 64-bit integer, as text. */
export const CampaignId = v.pipe(v.string(), v.regex(/^\d{1,19}$/))

const LONGEST_NAME = 200

const Claims = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME)),
  cid: v.pipe(v.array(CampaignId), v.minLength(1), v.maxLength(100)),
  role: v.picklist(['agent', 'supervisor']),
  jti: v.optional(v.pipe(v.string(), v.maxLength(100))),
  iat: v.pipe(v.number(), v.integer()),
  exp: v.pipe(v.number(), v.integer()),
})

/** A word typed four times is long, too. */
const FEWEST_DIFFERENT_BYTES = 12

/**
 * The secrets that sign tokens, the current one first.
 * @throws ConsoleError `misconfigured`
 */
export function readSecrets(env: Settings): string[] {
  const current = readSecret('SESSION_SECRET', env.SESSION_SECRET)
  if (!env.SESSION_SECRET_PREVIOUS) return [current]
  return [current, readSecret('SESSION_SECRET_PREVIOUS', env.SESSION_SECRET_PREVIOUS)]
}

function readSecret(name: 'SESSION_SECRET' | 'SESSION_SECRET_PREVIOUS', secret = ''): string {
  if (secret === '') throw misconfigured(name, 'is missing.')
  const bytes = new TextEncoder().encode(secret)
  if (bytes.length < SHORTEST_SECRET_BYTES) {
    throw misconfigured(name, `is shorter than ${SHORTEST_SECRET_BYTES} bytes.`)
  }
  if (new Set(bytes).size < FEWEST_DIFFERENT_BYTES) throw misconfigured(name, 'repeats itself.')
  return secret
}

/**
 * The identity that a token carries.
 * @throws ConsoleError `token-missing`, `token-invalid`, `token-expired` or `misconfigured`
 */
export async function readToken(env: Settings, token: string | undefined): Promise<Identity> {
  const secrets = readSecrets(env)
  if (!token) throw new ConsoleError('token-missing')
  const payload = await firstValid(token, secrets)
  const claims = v.safeParse(Claims, payload)
  if (!claims.success) throw new ConsoleError('token-invalid')
  const { sub, cid, role, jti, iat, exp } = claims.output
  const now = Date.now() / 1_000
  if (iat > now + CLOCK_SKEW_SECONDS || exp - iat > LONGEST_TOKEN_SECONDS) {
    throw new ConsoleError('token-invalid')
  }
  if (exp <= now) throw new ConsoleError('token-expired')
  const times = { issuedAt: iat * 1_000, expiresAt: exp * 1_000 }
  return { userId: sub, campaigns: cid, role, ...times, ...(jti !== undefined && { tokenId: jti }) }
}

/** The claims, with the name as it is; null where no secret has signed them. */
async function firstValid(token: string, secrets: readonly string[]): Promise<object | null> {
  for (const secret of secrets) {
    try {
      const how = { alg: 'HS256', exp: false, iat: false, nbf: false } as const
      const claims = await verify(token, secret, how)
      const { sub } = claims
      if (typeof sub !== 'string') return claims
      const userId = await openName(secret, sub)
      // Only this worker makes somebody a guest, whatever a CRM lets its users call themselves.
      return userId === sub && isGuest({ userId }) ? null : { ...claims, sub: userId }
    } catch {
      // Signed with the other secret, or with none: the next one tells.
    }
  }
  return null
}

/**
 * A new token.
 * @param seconds how long it lasts, at most {@link LONGEST_TOKEN_SECONDS}
 */
export function mintToken(
  env: Settings,
  who: Pick<Identity, 'userId' | 'campaigns' | 'role' | 'tokenId'>,
  seconds: number,
): Promise<Minted> {
  const now = Date.now()
  const lasts = Math.min(seconds, LONGEST_TOKEN_SECONDS) * 1_000
  return signToken(env, { ...who, issuedAt: now, expiresAt: now + lasts })
}

/** A token, and its end in milliseconds since 1970. */
export interface Minted {
  readonly token: string
  readonly expiresAt: number
}

/** A token for an identity as it is: it is as old as that one, so that it can be ended with it. */
export async function signToken(env: Settings, who: Identity): Promise<Minted> {
  const [secret = ''] = readSecrets(env)
  const { userId, campaigns, role, tokenId: jti, issuedAt, expiresAt } = who
  const sub = isGuest(who) ? await sealName(secret, userId) : userId
  const iat = Math.floor(issuedAt / 1_000)
  const exp = Math.floor(expiresAt / 1_000)
  const claims = { sub, cid: [...campaigns], role, iat, exp, ...(jti !== undefined && { jti }) }
  const token = await sign(claims, secret, 'HS256')
  return { token, expiresAt: exp * 1_000 }
}

/** The token of a socket, out of its subprotocols; a URL would end up in logs. */
export function socketToken(request: Request): string | undefined {
  const offered = (request.headers.get('sec-websocket-protocol') ?? '').split(/\s*,\s*/)
  if (!offered.includes(SUBPROTOCOL)) return undefined
  return offered.find((name) => name.startsWith(BEARER_PREFIX))?.slice(BEARER_PREFIX.length)
}

/** The token of an HTTP request. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
}

/**
 * The origins whose pages the owner lets in.
 * @throws ConsoleError `misconfigured` for what no browser would send, such as a trailing slash
 */
export function allowedOrigins(env: Settings): readonly string[] {
  const origins = (env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter((origin) => origin !== '')
  if (origins.length === 0) throw misconfigured('ALLOWED_ORIGINS', 'names no origin.')
  if (!origins.every((origin) => URL.parse(origin)?.origin === origin && origin !== 'null')) {
    throw misconfigured('ALLOWED_ORIGINS', 'has a word that is no origin: scheme, host, no path.')
  }
  return origins
}

/**
 * Refuses pages of origins that the owner did not name; a page without one says `null`.
 * @throws ConsoleError `origin-refused`
 */
export function checkOrigin(env: Settings, request: Request, required: boolean): void {
  const origin = request.headers.get('origin')
  if (origin === null && !required) return
  if (origin === null || !allowedOrigins(env).includes(origin)) {
    throw new ConsoleError('origin-refused')
  }
}

/** The name of somebody who came in by a campaign's passcode: anybody may come in by that name. */
export const guestName = (campaignId: string, name: string) => `${GUEST}${campaignId}:${name}`

/** Whether somebody came in by a passcode. */
export const isGuest = ({ userId }: Pick<Identity, 'userId'>) => userId.startsWith(GUEST)

/** Refuses those who may not touch a campaign. */
export function checkCampaign(who: Identity, campaignId: string): void {
  if (!who.campaigns.includes(campaignId)) throw new ConsoleError('forbidden')
}
