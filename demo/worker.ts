/**
 * The demo's Worker: the production worker, untouched, with the embedded dialer beside it and a
 * stand-in for the CRM's back end.
 * @module
 */

import { mintToken } from '../worker/auth.ts'
import type { Env } from '../worker/env.ts'
import app from '../worker/index.ts'
import { demoCampaign } from './campaign.ts'
import type { DialerFloor } from './dialer/dialer-floor.ts'

export { AgentSession, CampaignBoard, Tally } from '../worker/index.ts'
export { DialerFloor } from './dialer/dialer-floor.ts'

interface DemoEnv extends Env {
  readonly DIALER_FLOOR: DurableObjectNamespace<DialerFloor>
}

/** Paths that the dialer answers, not the console's worker. */
const DIALER_PATHS = /^\/(service\/|demo\/(phone$|floor\/))/

/** How long the demo lets somebody in. */
const TOKEN_SECONDS = 3_600

/** A user's name, as a CRM might have it. */
const USER = /^[\w.@-]{1,100}$/

export default {
  async fetch(request, env, ctx): Promise<Response> {
    const url = new URL(request.url)
    if (DIALER_PATHS.test(url.pathname)) return env.DIALER_FLOOR.getByName('floor').fetch(request)
    if (url.pathname === '/demo/token') return token(env, url.searchParams.get('user') ?? '')
    return app.fetch(request, env, ctx)
  },
} satisfies ExportedHandler<DemoEnv>

/** What a CRM's back end does for a signed-in user; the demo believes any name. */
async function token(env: DemoEnv, user: string): Promise<Response> {
  if (!USER.test(user)) {
    return Response.json({ title: 'A user name has letters, digits and . _ @ -' }, { status: 400 })
  }
  const { settings, passcode } = demoCampaign
  const board = env.CAMPAIGN_BOARD.getByName(settings.id)
  if ((await board.settings()) === null) await board.register(settings, passcode)
  const who = { userId: user, campaigns: [settings.id], role: 'agent' } as const
  const headers = { 'cache-control': 'no-store' }
  return Response.json(await mintToken(env, who, TOKEN_SECONDS), { headers })
}
