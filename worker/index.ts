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
import { campaigns } from './routes/campaigns.ts'
import { doNotCall } from './routes/do-not-call.ts'
import { history } from './routes/history.ts'
import { requestLog } from './routes/request-log.ts'
import { session } from './routes/session.ts'
import { signIn } from './routes/sign-in.ts'
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
