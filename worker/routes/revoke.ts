/**
 * Ending a user's access: their session on this campaign, their open pages, and every token of
 * theirs that was made until now.
 * @module
 */

import { boardOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

/** What is over. */
interface Revoked {
  readonly userId: string
  /** Tokens made after this are good again, in milliseconds since 1970. */
  readonly since: number
}

/** Revocation, by user. */
export const revokeRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/:id/users/:user/revoke',
    summary: 'End a user’s session and all their tokens for this campaign',
    about:
      'Their phone is hung up, an open call is left without an answer and kept, their pages are closed. A token made a minute later lets them in again: stop minting them, or change the passcode, first.',
    example: { userId: 'ann@acme.example', since: 1_795_425_660_000 } as Revoked,
    handle: async (asked) => {
      const { id } = await settingsOf(asked)
      const userId = asked.param('user')
      const since = await boardOf(asked).revoke(userId)
      await asked.env.AGENT_SESSION.getByName(userId).revoke(id, since)
      return { userId, since }
    },
  }),
]
