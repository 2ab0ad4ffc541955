/**
 * What keeps a demo that everybody can reach from being abused. It rings nobody in any case: its
 * telephones are simulated, and its worker knows no other dialer.
 * @module
 */

import { getPath } from 'hono/utils/url'
import { ConsoleError } from '../shared/errors.ts'
import { addressOf } from '../worker/address.ts'
import type { Env } from '../worker/env.ts'
import { type Allowance, take } from '../worker/tally.ts'

/** What `demo/wrangler.public.toml` sets. */
export interface PublicEnv extends Env {
  /** `true` where strangers can reach the demo. */
  readonly DEMO_PUBLIC?: string
}

const HOUR_MS = 3_600_000

/** What one place, and everybody together, may do in an hour. */
interface Rule {
  readonly name: string
  readonly place: Allowance
  readonly everybody: Allowance
}

/** Each story begins in a room of its own: three objects with a little storage. */
const ROOMS: Rule = {
  name: 'demo rooms',
  place: { most: 30, withinMs: HOUR_MS },
  everybody: { most: 600, withinMs: HOUR_MS },
}

/** A campaign of a visitor's own is kept until the night. */
const CAMPAIGNS: Rule = {
  name: 'demo campaigns',
  place: { most: 5, withinMs: HOUR_MS },
  everybody: { most: 50, withinMs: HOUR_MS },
}

/** Whether strangers can reach this demo. */
export function isPublic({ DEMO_PUBLIC }: PublicEnv): boolean {
  return DEMO_PUBLIC === 'true'
}

/**
 * Lets a request pass, or not.
 * @throws ConsoleError `not-found` for what only tests and the worker itself may use,
 * `rate-limited` with the time to try again
 */
export async function checkVisitor(request: Request, env: PublicEnv): Promise<void> {
  if (!isPublic(env)) return
  // As the worker's own router reads it: an escaped letter is no way around.
  const pathname = getPath(request)
  // The list names the campaigns of all, and whoever knows a room's can come in there.
  if (pathname.startsWith('/v1/do-not-call')) throw new ConsoleError('not-found')
  if (pathname.startsWith('/demo/floor/')) throw new ConsoleError('not-found')
  if (pathname.startsWith('/service/') && fromOutside(request)) throw new ConsoleError('not-found')
  if (request.method !== 'POST') return
  if (pathname === '/demo/rooms') await count(request, env, ROOMS)
  if (pathname === '/v1/campaigns') await count(request, env, CAMPAIGNS)
}

/** Cloudflare gives every visitor an address; what comes over the service binding has none. */
function fromOutside(request: Request): boolean {
  return addressOf(request) !== 'unknown'
}

async function count(request: Request, env: Env, { name, place, everybody }: Rule): Promise<void> {
  await take(env, `${name} of ${addressOf(request)}`, place, 'rate-limited')
  await take(env, name, everybody, 'rate-limited')
}
