/**
 * How calls went, in figures.
 * @module
 */

import * as v from 'valibot'
import type { Outcome } from '../../shared/board.ts'
import { Moment } from './moments.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

const DAY_MS = 86_400_000

/** More than a fortnight of hours is a matter for the exported log. */
const MOST_MS = 14 * DAY_MS

const EXAMPLE: Outcome = {
  userId: 'ann@acme.example',
  hour: 1_795_424_400_000,
  calls: 9,
  handleSeconds: 1_530,
  contacts: 6,
  sales: 2,
  callbacks: 1,
  doNotCall: 0,
}

/** Figures by hour and agent. */
export const outcomeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/outcomes',
    summary: 'How calls went, by hour and agent',
    about:
      'Hours are counted from `from`, so that a page can begin with its own midnight. Without it, the day is the worker’s (UTC). At most fourteen days.',
    query: { from: v.optional(Moment), to: v.optional(Moment) },
    example: { outcomes: [EXAMPLE] },
    handle: async (asked) => {
      await settingsOf(asked)
      const now = Date.now()
      const from = asked.query.from ?? now - (now % DAY_MS)
      const to = Math.min(asked.query.to ?? now, from + MOST_MS)
      return { outcomes: await boardOf(asked).outcomes(from, to) }
    },
  }),
]
