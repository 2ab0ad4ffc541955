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
    checkHeaders(c.req.raw)
    await next()
  })
  .use(async (c, next) => {
    await next()
    if (c.res.status === 101) return
    c.res.headers.set('x-content-type-options', 'nosniff')
    c.res.headers.set('referrer-policy', 'no-referrer')
    c.res.headers.set('cache-control', 'no-store')
  })
  .get('/healthz', (c) => c.json({ ok: true }))
  .route('/v1', v1)
  .notFound(() => problem(new ConsoleError('not-found')))
  .onError((error, c) =>
    isUpgrade(c.req.raw) ? refuseSocket(asConsoleError(error)) : problem(asConsoleError(error)),
  )

export default app
