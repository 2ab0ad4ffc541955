/**
 * Erasing a person's records: every call with their number, in the board's log and in every session
 * that still has one.
 * @module
 */

import * as v from 'valibot'
import type { Erased } from '../../shared/board.ts'
import { MAX_PHONE_NUMBER } from '../../shared/limits.ts'
import { readPhoneNumber } from '../commands.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

/** Erasure, by number. */
export const eraseRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/:id/erase',
    summary: 'Erase every call with a number',
    about:
      'Calls, answers, notes, corrections and posts that are still to be made, of this campaign. A call that is on the line, or whose answer is on its way to the dialer, is kept: ask again later. In a large campaign `sessionsLeft` sessions are still being asked, which goes on by itself, also after a crash; the board’s `erasing` says how many are left. A do-not-call mark stays, and the dialer keeps its own records. The number is in the body because addresses end up in logs.',
    body: v.object({ phoneNumber: v.pipe(v.string(), v.maxLength(MAX_PHONE_NUMBER)) }),
    example: { calls: 3, inSessions: 1, sessionsLeft: 0 } as Erased,
    handle: async (asked) => {
      await settingsOf(asked)
      return boardOf(asked).erase(readPhoneNumber(asked.body.phoneNumber))
    },
  }),
]
