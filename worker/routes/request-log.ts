/**
 * A line in the log for every HTTP request.
 * @module
 */

import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { ConsoleError } from '../../shared/errors.ts'
import { log, sessionLabel } from '../log.ts'
import type { Surroundings } from './app.ts'

/** Notes the route's pattern, never the address: anybody may put anything into an address. */
export const requestLog = createMiddleware<Surroundings>(async (c, next) => {
  const began = Date.now()
  await next()
  const who = c.get('who')
  log('request', {
    method: c.req.method,
    route: routeOf(c),
    campaign: c.get('campaign') ?? null,
    session: who ? sessionLabel(c.env.AGENT_SESSION.idFromName(who.userId)) : null,
    status: c.res.status,
    code: c.error instanceof ConsoleError ? c.error.code : c.error ? 'internal' : null,
    ms: Date.now() - began,
  })
})

/** The pattern of the route that answered; guards, which end in a star, only where none did. */
function routeOf(c: Context<Surroundings>): string {
  const paths = matchedRoutes(c).map(({ path }) => path)
  return paths.findLast((path) => !path.endsWith('*')) ?? '*'
}
