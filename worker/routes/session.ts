/**
 * `GET /v1/session/socket`: the agent's line to their session.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { TAB_HEADER } from '../agent-session.ts'
import { checkCampaign, checkOrigin, readToken, socketToken } from '../auth.ts'
import type { Env } from '../env.ts'
import { isUpgrade } from '../refusal.ts'
import type { Tab } from '../tabs.ts'
import { routes } from './app.ts'

/** The agent's socket. */
export const session = routes().get('/socket', async (c) => {
  if (!isUpgrade(c.req.raw)) throw new ConsoleError('bad-request')
  return open(c.env, c.req.raw)
})

async function open(env: Env, request: Request): Promise<Response> {
  checkOrigin(env, request, true)
  const who = await readToken(env, socketToken(request))
  const campaignId = new URL(request.url).searchParams.get('campaign') ?? ''
  checkCampaign(who, campaignId)
  const now = Date.now()
  const opened = { id: crypto.randomUUID(), campaignId, connectedAt: now, activeAt: now }
  const tab: Tab = { ...who, ...opened }
  const admitted = new Request(request)
  admitted.headers.set(TAB_HEADER, JSON.stringify(tab))
  return env.AGENT_SESSION.getByName(who.userId).fetch(admitted)
}
