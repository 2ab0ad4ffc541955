/**
 * Who may pass: read out of the request's token, once, before any route looks at it.
 * @module
 */

import { createMiddleware } from 'hono/factory'
import { ConsoleError } from '../../shared/errors.ts'
import { checkAccess } from '../access.ts'
import { bearerToken, checkOrigin, readToken, socketToken } from '../auth.ts'
import { isUpgrade } from '../refusal.ts'
import type { Surroundings } from './app.ts'

/** Lets supervisors pass: to the campaign that the address names, or to what belongs to none. */
export const supervisors = createMiddleware<Surroundings>(async (c, next) => {
  const upgrade = isUpgrade(c.req.raw)
  checkOrigin(c.env, c.req.raw, upgrade)
  const token = upgrade ? socketToken(c.req.raw) : bearerToken(c.req.raw)
  const who = await readToken(c.env, token)
  c.set('who', who)
  if (who.role !== 'supervisor') throw new ConsoleError('forbidden')
  const campaign = c.req.param('id')
  // Whoever was shown out of one campaign does not go on by what belongs to none.
  const asked = campaign === undefined ? who.campaigns : [campaign]
  await Promise.all(asked.map((id) => checkAccess(c.env, who, id)))
  c.set('campaign', campaign)
  await next()
})
