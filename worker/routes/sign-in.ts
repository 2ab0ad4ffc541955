/**
 * `POST /v1/sign-in`: a campaign's passcode for a token, where no CRM back end mints one.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { addressOf } from '../address.ts'
import { checkOrigin, guestName, LONGEST_TOKEN_SECONDS, mintToken } from '../auth.ts'
import { SignIn } from '../commands.ts'
import { forgive, tryPasscode } from '../passcode-door.ts'
import { routes } from './app.ts'
import { mount, type Route, route } from './route.ts'

const EXAMPLE = { token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln', expiresAt: 1_795_468_800_000 }

/** Sign-in by passcode. Whoever joins a session that is going on must hear its agent id. */
export const signInRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/',
    summary: 'Exchange a campaign’s passcode for an agent’s token',
    about:
      'Where no CRM back end mints tokens. Tries are limited by campaign and by address; a name that is signed in can be joined by its agent id.',
    body: SignIn,
    example: EXAMPLE,
    handle: async ({ env, body, request, about }) => {
      const { campaign, name, passcode, agentId } = body
      about(campaign)
      const userId = guestName(campaign, name)
      const joined = agentId === undefined ? null : userId
      const attempt = { campaign, passcode, address: addressOf(request), joined }
      const tallies = await tryPasscode(env, attempt)
      const tokenId = crypto.randomUUID()
      const joins = await env.AGENT_SESSION.getByName(userId).mayJoin(agentId ?? null, tokenId)
      // A wrong agent id is a guess at somebody's session, and counts like a wrong passcode.
      if (joins || agentId === undefined) await forgive(env, attempt, tallies)
      if (!joins) throw new ConsoleError('session-live', { field: 'agentId' })
      const who = { userId, tokenId, campaigns: [campaign], role: 'agent' } as const
      return mintToken(env, who, LONGEST_TOKEN_SECONDS)
    },
  }),
]

/** The door for agents without a CRM sign-in. */
export const signIn = routes()

signIn.use(async (c, next) => {
  checkOrigin(c.env, c.req.raw, false)
  await next()
})
mount(signIn, signInRoutes)
