/**
 * `/v1/session`: what an agent may see of the call log, and what they may add to it.
 * @module
 */

import * as v from 'valibot'
import type { LoggedCall } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { MAX_CORRECTION } from '../../shared/limits.ts'
import { checkAccess } from '../access.ts'
import { bearerToken, CampaignId, checkOrigin, type Identity, isGuest, readToken } from '../auth.ts'
import { CallId, checkFinish, checkText, Dispositions } from '../commands.ts'
import type { Env } from '../env.ts'
import { routes } from './app.ts'
import { mount, type Route, route } from './route.ts'

/** As many as somebody looks through. */
const LAST_CALLS = 20
const LAST_CONTACTS = 5

const CorrectionBody = v.object({
  campaign: CampaignId,
  callId: CallId,
  dispositions: Dispositions,
  notes: v.pipe(v.string(), v.maxLength(MAX_CORRECTION)),
})

const EXAMPLE: readonly LoggedCall[] = []

/** Who may not see a session sees nothing of what was said in it, either. */
async function checkReader(env: Env, who: Identity, campaign: string): Promise<void> {
  await checkAccess(env, who, campaign)
  if (!isGuest(who) || (await env.AGENT_SESSION.getByName(who.userId).knows(who.tokenId))) return
  throw new ConsoleError('session-live')
}

/** Every route below `/v1/session` beside the socket. */
export const historyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/calls',
    summary: 'My last calls in a campaign, newest first',
    query: { campaign: CampaignId },
    example: { calls: EXAMPLE },
    handle: async ({ env, who, query }) => {
      await checkReader(env, who, query.campaign)
      // The call that they have just finished may not be in the log yet.
      await env.AGENT_SESSION.getByName(who.userId).tellNow()
      const board = env.CAMPAIGN_BOARD.getByName(query.campaign)
      return { calls: await board.callsOf(who.userId, LAST_CALLS) }
    },
  }),
  route({
    method: 'get',
    path: '/contacts',
    summary: 'Earlier calls, by anybody, with the person of one of my calls',
    query: { campaign: CampaignId, call: CallId },
    example: { calls: EXAMPLE },
    handle: async ({ env, who, query }) => {
      await checkReader(env, who, query.campaign)
      const { campaign, call } = query
      // A page asks when the call comes: the log has not heard of it then, the session has it.
      const number = await env.AGENT_SESSION.getByName(who.userId).numberOf(campaign, call)
      const board = env.CAMPAIGN_BOARD.getByName(campaign)
      return { calls: await board.contactsOf(who.userId, call, number, LAST_CONTACTS) }
    },
  }),
  route({
    method: 'post',
    path: '/corrections',
    summary: 'Add a correction to one of my finished calls',
    about:
      'Kept in our log beside what was stored, which stays as it is: the dialer has no operation that changes a stored answer.',
    body: CorrectionBody,
    example: { corrected: true },
    handle: async ({ env, who, body }) => {
      const { campaign, callId, dispositions, notes } = body
      await checkReader(env, who, campaign)
      const board = env.CAMPAIGN_BOARD.getByName(campaign)
      const settings = await board.settings()
      if (!settings) throw new ConsoleError('unknown-campaign')
      checkFinish({ dispositions, notes }, { ...settings, dispositionRequired: false })
      checkText(notes, 'notes')
      if (notes.trim() === '' && dispositions.every((choice) => choice === '')) {
        throw new ConsoleError('disposition-required', { field: 'dispositions' })
      }
      const correction = { at: Date.now(), dispositions, notes }
      if (!(await board.correct(who.userId, callId, correction))) {
        throw new ConsoleError('wrong-call')
      }
      return { corrected: true }
    },
  }),
]

/** The agent's own part of the log. */
export const history = routes()

history.use(async (c, next) => {
  checkOrigin(c.env, c.req.raw, false)
  c.set('who', await readToken(c.env, bearerToken(c.req.raw)))
  await next()
})

mount(history, historyRoutes)
