/**
 * `/v1/campaigns`: what supervisors do over HTTP.
 * @module
 */

import * as v from 'valibot'
import { CampaignBody } from '../commands.ts'
import { routes } from './app.ts'
import { boardRoutes } from './board.ts'
import { callLogRoutes } from './call-log.ts'
import { controlRoutes } from './controls.ts'
import { createRoutes } from './create.ts'
import { diagnosticsRoutes } from './diagnostics.ts'
import { eraseRoutes } from './erase.ts'
import { supervisors } from './guard.ts'
import { kickRoutes } from './kick.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { outcomeRoutes } from './outcomes.ts'
import { reportRoutes } from './report.ts'
import { revokeRoutes } from './revoke.ts'
import { mount, type Route, route } from './route.ts'
import { webhookRoutes } from './webhooks.ts'

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

/** A campaign in a list; its name is null while nobody has set it up here. */
interface Listed {
  readonly id: string
  readonly name: string | null
}

const listCampaigns = route({
  method: 'get',
  path: '/',
  summary: 'The campaigns that the token names',
  example: { campaigns: [{ id: '874100', name: 'Spring renewals' }] } as {
    readonly campaigns: readonly Listed[]
  },
  handle: async ({ env, who }) => ({
    campaigns: await Promise.all(
      who.campaigns.map(async (id) => {
        const settings = await env.CAMPAIGN_BOARD.getByName(id).settings()
        return { id, name: settings?.name ?? null }
      }),
    ),
  }),
})

/** Every route below `/v1/campaigns`. */
export const campaignRoutes: readonly Route[] = [
  ...createRoutes,
  listCampaigns,
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
  ...reportRoutes,
  ...revokeRoutes,
  ...eraseRoutes,
  ...callLogRoutes,
  ...outcomeRoutes,
  ...webhookRoutes,
  ...diagnosticsRoutes,
]

/** Campaigns, for their supervisors. */
export const campaigns = routes()

campaigns.use('/', supervisors)
campaigns.use('/:id/*', supervisors)
mount(campaigns, campaignRoutes)
