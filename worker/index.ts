/**
 * The Worker: the routing table. Errors become responses here and nowhere else.
 * @module
 */

import { cors } from 'hono/cors'
import { ConsoleError } from '../shared/errors.ts'
import { allowedOrigins } from './auth.ts'
import { asConsoleError, problem } from './problem.ts'
import { isUpgrade, refuseSocket } from './refusal.ts'
import { checkHeaders } from './request-size.ts'
import { routes } from './routes/app.ts'
import { campaignRoutes, campaigns } from './routes/campaigns.ts'
import { doNotCall, doNotCallRoutes } from './routes/do-not-call.ts'
import { history, historyRoutes } from './routes/history.ts'
import { openApi, type RouteGroup } from './routes/openapi.ts'
import { requestLog } from './routes/request-log.ts'
import { session, sessionSocket } from './routes/session.ts'
import { signIn, signInRoutes } from './routes/sign-in.ts'
import { checkSetup } from './setup.ts'

export { AgentSession } from './agent-session.ts'
export { CampaignBoard } from './campaign-board.ts'
export { MarkedNumbers } from './marked-numbers.ts'
export { Tally } from './tally.ts'

/** A browser may remember a preflight's answer for ten minutes. */
const PREFLIGHT_SECONDS = 600

/**
 * On every answer: nobody keeps it, guesses at its type, frames it, or loads it as part of a page.
 * Pages of allowed origins read answers by CORS, which this does not concern.
 */
const ANSWERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Every route that is described to others. */
const GROUPS: readonly RouteGroup[] = [
  { base: '/v1/campaigns', routes: campaignRoutes },
  { base: '/v1/do-not-call', routes: doNotCallRoutes },
  { base: '/v1/session', routes: [sessionSocket, ...historyRoutes] },
  { base: '/v1/sign-in', routes: signInRoutes, open: true },
]

const v1 = routes()
  .use(
    cors({
      origin: (origin, c) => (allowedOrigins(c.env).includes(origin) ? origin : null),
      maxAge: PREFLIGHT_SECONDS,
    }),
  )
  .use(async (c, next) => {
    checkSetup(c.env, c.req.url)
    await next()
  })
  .route('/session', session)
  .route('/session', history)
  .route('/sign-in', signIn)
  .route('/campaigns', campaigns)
  .route('/do-not-call', doNotCall)
  .get('/openapi.json', (c) => c.json(openApi(GROUPS)))

/** The production worker. */
const app = routes()
  .use(requestLog)
  .use(async (c, next) => {
    await next()
    if (c.res.status === 101) return
    for (const [name, value] of Object.entries(ANSWERS)) c.res.headers.set(name, value)
  })
  .use(async (c, next) => {
    checkHeaders(c.req.raw)
    await next()
  })
  .get('/healthz', (c) => c.json({ ok: true }))
  .route('/v1', v1)
  .notFound(() => problem(new ConsoleError('not-found')))
  .onError((error, c) =>
    isUpgrade(c.req.raw) ? refuseSocket(asConsoleError(error)) : problem(asConsoleError(error)),
  )

export default app
