/**
 * `GET /v1/session/socket`: the agent's line to their session.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { TAB_HEADER } from '../agent-session.ts'
import { checkCampaign, checkOrigin, type Identity, readToken, socketToken } from '../auth.ts'
import type { Env } from '../env.ts'
import { isUpgrade } from '../refusal.ts'
import type { Tab } from '../tabs.ts'
import { routes } from './app.ts'

/** The agent's socket. */
export const session = routes().get('/socket', async (c) => {
  if (!isUpgrade(c.req.raw)) throw new ConsoleError('bad-request')
  checkOrigin(c.env, c.req.raw, true)
  const who = await readToken(c.env, socketToken(c.req.raw))
  const campaign = c.req.query('campaign') ?? ''
  checkCampaign(who, campaign)
  c.set('who', who)
  c.set('campaign', campaign)
  return open(c.env, c.req.raw, who, campaign)
})

function open(env: Env, request: Request, who: Identity, campaignId: string): Promise<Response> {
  const now = Date.now()
  const opened = { id: crypto.randomUUID(), campaignId, connectedAt: now, activeAt: now }
  const tab: Tab = { ...who, ...opened }
  const admitted = new Request(request)
  // A header carries Latin-1 only, and users have names.
  admitted.headers.set(TAB_HEADER, encodeURIComponent(JSON.stringify(tab)))
  return env.AGENT_SESSION.getByName(who.userId).fetch(admitted)
}
