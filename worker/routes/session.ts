/**
 * `GET /v1/session/socket`: the agent's line to their session.
 * @module
 */

import * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import { TAB_HEADER } from '../agent-session.ts'
import {
  CampaignId,
  checkCampaign,
  checkOrigin,
  type Identity,
  readToken,
  socketToken,
} from '../auth.ts'
import type { Env } from '../env.ts'
import { isUpgrade } from '../refusal.ts'
import type { Tab } from '../tabs.ts'
import { routes } from './app.ts'
import type { Described } from './route.ts'

/** How many minutes the page's clock is ahead of UTC: its midnight begins the agent's day. */
const Ahead = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,3}$/),
  v.description('Minutes that the page’s clock is ahead of UTC'),
)

/** The socket, for those who read about it. */
export const sessionSocket: Described = {
  method: 'get',
  path: '/socket',
  summary: 'The agent’s line to their session, a WebSocket',
  about:
    'Subprotocols `agent-console.v1` and `bearer.TOKEN`; an Origin that is allowed. Every frame up and down is a type in shared/protocol.ts. A refusal is a frame `refused` with a code, then a close with 4401, 4403 or 4429.',
  query: { campaign: CampaignId, ahead: v.optional(Ahead) },
  example: { type: 'hello', protocol: PROTOCOL_VERSION, expiresAt: 1_795_468_800_000 },
}

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
  const ahead = new URL(request.url).searchParams.get('ahead')
  const aheadMs = v.is(Ahead, ahead) ? Number(ahead) * 60_000 : undefined
  const opened = { id: crypto.randomUUID(), campaignId, aheadMs, connectedAt: now, activeAt: 0 }
  const tab: Tab = { ...who, ...opened }
  const admitted = new Request(request)
  // A header carries Latin-1 only, and users have names.
  admitted.headers.set(TAB_HEADER, encodeURIComponent(JSON.stringify(tab)))
  return env.AGENT_SESSION.getByName(who.userId).fetch(admitted)
}
