/**
 * `/v1/campaigns`: what supervisors do over HTTP.
 * @module
 */

import * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import { bearerToken, checkCampaign, checkOrigin, readToken, socketToken } from '../auth.ts'
import { CampaignBody } from '../commands.ts'
import { isUpgrade } from '../refusal.ts'
import { routes } from './app.ts'
import { boardRoutes } from './board.ts'
import { callLogRoutes } from './call-log.ts'
import { controlRoutes } from './controls.ts'
import { kickRoutes } from './kick.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { mount, type Route, route } from './route.ts'

const EXAMPLE = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [
    { name: 'Result', choices: [{ value: 'Interested', meaning: 'contact' as const }] },
  ],
  dispositionRequired: true,
  columns: ['name', 'city'],
  canLeaveMessage: true,
}

/** Every route below `/v1/campaigns`. */
export const campaignRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id',
    summary: 'A campaign as it is set up here',
    example: EXAMPLE,
    handle: (asked) => settingsOf(asked),
  }),
  route({
    method: 'put',
    path: '/:id',
    summary: 'Set up a campaign that was made elsewhere, or replace its settings',
    about: 'The dialer is not asked; its campaign must exist for agents to sign in.',
    body: CampaignBody,
    example: EXAMPLE,
    handle: async (asked) => {
      const { passcode, ...body } = asked.body
      const settings = { id: asked.param('id'), ...body }
      await boardOf(asked).register(settings, passcode)
      return settings
    },
  }),
  route({
    method: 'patch',
    path: '/:id',
    summary: 'Change some of a campaign’s settings',
    about: 'What is left out stays. Open consoles show the change at once.',
    body: v.partial(CampaignBody),
    example: EXAMPLE,
    handle: async (asked) => {
      const { passcode, ...change } = asked.body
      await boardOf(asked).change(change, passcode)
      return settingsOf(asked)
    },
  }),
  ...boardRoutes,
  ...controlRoutes,
  ...kickRoutes,
  ...callLogRoutes,
]

/** Campaigns by id, for their supervisors. */
export const campaigns = routes()

campaigns.use('/:id/*', async (c, next) => {
  const upgrade = isUpgrade(c.req.raw)
  checkOrigin(c.env, c.req.raw, upgrade)
  const token = upgrade ? socketToken(c.req.raw) : bearerToken(c.req.raw)
  const who = await readToken(c.env, token)
  checkCampaign(who, c.req.param('id'))
  if (who.role !== 'supervisor') throw new ConsoleError('forbidden')
  c.set('who', who)
  c.set('campaign', c.req.param('id'))
  await next()
})

mount(campaigns, campaignRoutes)
