/**
 * Removing an agent: their phone is hung up and they are taken off the campaign.
 * @module
 */

import { ConsoleError } from '../../shared/errors.ts'
import { readAgentId } from '../commands.ts'
import { boardOf, dialerOf, settingsOf } from './of-campaign.ts'
import { type Asked, type Route, route } from './route.ts'

/** What became of a kick. */
interface Kicked {
  readonly userId: string | null
  readonly agentId: string | null
  /**
   * `under-way`: their session has ended and hangs up; the board shows whether the dialer did.
   * `done`: the dialer has hung up an agent whom no session here knows. `nothing-up`: their phone
   * was only ringing.
   */
  readonly hangUp: 'under-way' | 'done' | 'nothing-up'
}

const EXAMPLE: Kicked = { userId: 'ann@acme.example', agentId: '4721', hangUp: 'under-way' }

/** Ends a user's session; undefined if they have none on this campaign. */
async function kickUser(asked: Asked<unknown, unknown>, userId: string) {
  const session = asked.env.AGENT_SESSION.getByName(userId)
  const agentId = await session.kick(asked.param('id'))
  if (agentId === undefined) return undefined
  return { userId, agentId, hangUp: agentId === null ? 'nothing-up' : 'under-way' } as const
}

const byUser = route({
  method: 'post',
  path: '/:id/users/:user/kick',
  summary: 'Remove an agent by their user id',
  about: 'Their console says that a supervisor did it, also if it is opened later.',
  example: EXAMPLE,
  handle: async (asked) => {
    await settingsOf(asked)
    const kicked = await kickUser(asked, asked.param('user'))
    if (!kicked) throw new ConsoleError('not-now', { field: 'user' })
    return kicked
  },
})

const byAgentId = route({
  method: 'post',
  path: '/:id/agents/:agent/kick',
  summary: 'Remove an agent by the agent id they hear',
  about:
    'An id that no session here knows goes straight to the dialer, whose words come back if it refuses. The dialer takes the id as a number: leading zeros are lost, and the kick may miss.',
  example: EXAMPLE,
  handle: async (asked): Promise<Kicked> => {
    const { id: campaignId } = await settingsOf(asked)
    const agentId = readAgentId(asked.param('agent'))
    const holder = await boardOf(asked).holder(agentId)
    const kicked = holder === null ? undefined : await kickUser(asked, holder)
    if (kicked) return kicked
    await dialerOf(asked).kickAgent({ campaignId, agentId: BigInt(agentId).toString() })
    return { userId: null, agentId, hangUp: 'done' }
  },
})

/** Kicks, by user and by agent id. */
export const kickRoutes: readonly Route[] = [byUser, byAgentId]
