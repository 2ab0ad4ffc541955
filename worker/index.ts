/**
 * The Worker: the routing table. Errors become responses here and nowhere else.
 * @module
 */

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { ConsoleError } from '../shared/errors.ts'
import { TAB_HEADER } from './agent-session.ts'
import {
  bearerToken,
  checkCampaign,
  checkOrigin,
  type Identity,
  LONGEST_TOKEN_SECONDS,
  mintToken,
  readToken,
  socketToken,
} from './auth.ts'
import { CampaignBody, readBody, SignIn } from './commands.ts'
import { readDialerSettings } from './dialer.ts'
import type { Env } from './env.ts'
import { problem } from './problem.ts'
import { refuseSocket } from './refusal.ts'
import type { Tab } from './tabs.ts'

export { AgentSession } from './agent-session.ts'
export { CampaignBoard } from './campaign-board.ts'

/** The production worker, without a dialer of its own. */
export const app = new Hono<{ Bindings: Env }>()

const v1 = new Hono<{ Bindings: Env; Variables: { who: Identity } }>()

v1.use(cors({ origin: (origin, c) => allowedOrigin(c.env, origin), maxAge: 600 }))

function allowedOrigin(env: Env, origin: string): string | null {
  return (env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).includes(origin) ? origin : null
}

v1.get('/session/socket', async (c) => {
  try {
    return await openSession(c.env, c.req.raw)
  } catch (error) {
    if (c.req.header('upgrade') !== 'websocket') throw error
    return refuseSocket(asConsoleError(error))
  }
})

async function openSession(env: Env, request: Request): Promise<Response> {
  if (request.headers.get('upgrade') !== 'websocket') throw new ConsoleError('bad-request')
  checkOrigin(env, request, true)
  readDialerSettings(env)
  const who = await readToken(env, socketToken(request))
  const campaignId = new URL(request.url).searchParams.get('campaign') ?? ''
  checkCampaign(who, campaignId)
  const now = Date.now()
  const tab: Tab = {
    ...who,
    id: crypto.randomUUID(),
    campaignId,
    connectedAt: now,
    activeAt: now,
  }
  const admitted = new Request(request)
  admitted.headers.set(TAB_HEADER, JSON.stringify(tab))
  return env.AGENT_SESSION.getByName(who.userId).fetch(admitted)
}

v1.post('/sign-in', async (c) => {
  checkOrigin(c.env, c.req.raw, false)
  const { campaign, name, passcode } = await readBody(c.req.raw, SignIn)
  if (!(await c.env.CAMPAIGN_BOARD.getByName(campaign).admits(passcode))) {
    throw new ConsoleError('wrong-passcode', { field: 'passcode' })
  }
  const who = { userId: `passcode:${campaign}:${name}`, campaigns: [campaign] }
  return c.json(await mintToken(c.env, { ...who, role: 'agent' }, LONGEST_TOKEN_SECONDS))
})

v1.use('/campaigns/:id', async (c, next) => {
  checkOrigin(c.env, c.req.raw, false)
  const who = await readToken(c.env, bearerToken(c.req.raw))
  checkCampaign(who, c.req.param('id'))
  if (who.role !== 'supervisor') throw new ConsoleError('forbidden')
  c.set('who', who)
  await next()
})

v1.get('/campaigns/:id', async (c) => {
  const settings = await c.env.CAMPAIGN_BOARD.getByName(c.req.param('id')).settings()
  if (!settings) throw new ConsoleError('unknown-campaign')
  return c.json(settings)
})

v1.put('/campaigns/:id', async (c) => {
  const id = c.req.param('id')
  const { passcode, ...body } = await readBody(c.req.raw, CampaignBody)
  const settings = { id, ...body }
  await c.env.CAMPAIGN_BOARD.getByName(id).register(settings, passcode)
  return c.json(settings)
})

app.use(async (c, next) => {
  await next()
  if (c.res.status === 101) return
  c.res.headers.set('x-content-type-options', 'nosniff')
  c.res.headers.set('referrer-policy', 'no-referrer')
  c.res.headers.set('cache-control', 'no-store')
})
app.get('/healthz', (c) => c.json({ ok: true }))
app.route('/v1', v1)
app.notFound(() => problem(new ConsoleError('not-found')))
app.onError((error) => problem(asConsoleError(error)))

function asConsoleError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) {
    if (error.code === 'misconfigured') log('misconfigured', { setting: error.field })
    return error
  }
  log('internal', { name: error instanceof Error ? error.name : typeof error })
  return new ConsoleError('internal', { cause: error })
}

/** One structured line; never a name, a number, a token or a key. */
function log(event: string, facts: Record<string, unknown>): void {
  console.error(JSON.stringify({ event, ...facts }))
}

export default app
