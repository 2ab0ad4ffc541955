/**
 * `/v1/campaigns`: what supervisors do over HTTP.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { bearerToken, checkCampaign, checkOrigin, readToken } from '../auth.ts'
import { CampaignBody, readBody } from '../commands.ts'
import { routes } from './app.ts'

/** Campaigns by id, for their supervisors. */
export const campaigns = routes()

campaigns.use('/:id/*', async (c, next) => {
  checkOrigin(c.env, c.req.raw, false)
  const who = await readToken(c.env, bearerToken(c.req.raw))
  checkCampaign(who, c.req.param('id'))
  if (who.role !== 'supervisor') throw new ConsoleError('forbidden')
  c.set('who', who)
  c.set('campaign', c.req.param('id'))
  await next()
})

campaigns.get('/:id', async (c) => {
  const settings = await c.env.CAMPAIGN_BOARD.getByName(c.req.param('id')).settings()
  if (!settings) throw new ConsoleError('unknown-campaign')
  return c.json(settings)
})

campaigns.put('/:id', async (c) => {
  const id = c.req.param('id')
  const { passcode, ...body } = await readBody(c.req.raw, CampaignBody)
  const settings = { id, ...body }
  await c.env.CAMPAIGN_BOARD.getByName(id).register(settings, passcode)
  return c.json(settings)
})
