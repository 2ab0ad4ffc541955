/**
 * `/v1/campaigns`: what supervisors do over HTTP.
 * @module
 */

import * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import { checkAccess } from '../access.ts'
import { bearerToken, checkOrigin, type Identity, readToken, socketToken } from '../auth.ts'
import { CampaignBody } from '../commands.ts'
import { isUpgrade } from '../refusal.ts'
import { routes } from './app.ts'
import { boardRoutes } from './board.ts'
import { callLogRoutes } from './call-log.ts'
import { controlRoutes } from './controls.ts'
import { createRoutes } from './create.ts'
import { kickRoutes } from './kick.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { reportRoutes } from './report.ts'
import { revokeRoutes } from './revoke.ts'
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
  ...callLogRoutes,
]

/** Campaigns, for their supervisors. */
export const campaigns = routes()

campaigns.use(async (c, next) => {
  const upgrade = isUpgrade(c.req.raw)
  checkOrigin(c.env, c.req.raw, upgrade)
  const token = upgrade ? socketToken(c.req.raw) : bearerToken(c.req.raw)
  c.set('who', await readToken(c.env, token))
  await next()
})

campaigns.use('/', async (c, next) => {
  const who = checkSupervisor(c.get('who'))
  // Whoever was shown out of one campaign does not go on by making another.
  await Promise.all(who.campaigns.map((id) => checkAccess(c.env, who, id)))
  await next()
})

campaigns.use('/:id/*', async (c, next) => {
  const id = c.req.param('id')
  const who = checkSupervisor(c.get('who'))
  await checkAccess(c.env, who, id)
  c.set('campaign', id)
  await next()
})

function checkSupervisor(who: Identity | undefined): Identity {
  if (who?.role !== 'supervisor') throw new ConsoleError('forbidden')
  return who
}

mount(campaigns, campaignRoutes)
