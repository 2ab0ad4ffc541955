/**
 * Erasing a person's records: every call with their number, in the board's log and in every session
 * that still has one.
 * @module
 */

import * as v from 'valibot'
import { readPhoneNumber } from '../commands.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { type Asked, type Route, route } from './route.ts'

/** What was erased. */
interface Erased {
  /** Calls in the campaign's log. */
  readonly calls: number
  /** Calls that agents' sessions still had. */
  readonly inSessions: number
}

/** Sessions are asked this many at a time. */
const AT_ONCE = 50

/** Erasure, by number. */
export const eraseRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/:id/erase',
    summary: 'Erase every call with a number',
    about:
      'Calls, answers, notes, corrections and posts that are still to be made, of this campaign. A call that is on the line, or whose answer is on its way to the dialer, is kept: ask again later. A do-not-call mark stays, and the dialer keeps its own records. The number is in the body because addresses end up in logs.',
    body: v.object({ phoneNumber: v.pipe(v.string(), v.maxLength(40)) }),
    example: { calls: 3, inSessions: 1 } as Erased,
    handle: async (asked) => {
      await settingsOf(asked)
      const number = readPhoneNumber(asked.body.phoneNumber)
      // The sessions first: what they still have to tell the board must not come back.
      const inSessions = await eraseInSessions(asked, number)
      return { calls: await boardOf(asked).erase(number), inSessions }
    },
  }),
]

async function eraseInSessions(asked: Asked<unknown, unknown>, number: string): Promise<number> {
  const id = asked.param('id')
  const users = await boardOf(asked).usersWith(number)
  let erased = 0
  for (let from = 0; from < users.length; from += AT_ONCE) {
    const some = users.slice(from, from + AT_ONCE)
    const sessions = some.map((user) => asked.env.AGENT_SESSION.getByName(user))
    const counts = await Promise.all(sessions.map((session) => session.erase(id, number)))
    erased += counts.reduce((sum, count) => sum + count, 0)
  }
  return erased
}
