/**
 * `POST /v1/sign-in`: a campaign's passcode for a token, where no CRM back end mints one.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { addressOf } from '../address.ts'
import { checkOrigin, LONGEST_TOKEN_SECONDS, mintToken } from '../auth.ts'
import { readBody } from '../body.ts'
import { SignIn } from '../commands.ts'
import { forgive, tryPasscode } from '../passcode-door.ts'
import { routes } from './app.ts'

/** Sign-in by passcode. Whoever joins a session that is going on must hear its agent id. */
export const signIn = routes().post('/', async (c) => {
  checkOrigin(c.env, c.req.raw, false)
  const { campaign, name, passcode, agentId } = await readBody(c.req.raw, SignIn)
  c.set('campaign', campaign)
  const attempt = { campaign, passcode, address: addressOf(c.req.raw) }
  const tallies = await tryPasscode(c.env, attempt)
  const userId = `passcode:${campaign}:${name}`
  const joins = await c.env.AGENT_SESSION.getByName(userId).mayJoin(agentId ?? null)
  // A wrong agent id is a guess at somebody's session, and counts like a wrong passcode.
  if (joins || agentId === undefined) await forgive(c.env, attempt, tallies)
  if (!joins) throw new ConsoleError('session-live', { field: 'agentId' })
  const who = { userId, campaigns: [campaign], role: 'agent' } as const
  return c.json(await mintToken(c.env, who, LONGEST_TOKEN_SECONDS))
})
