/**
 * Whether this worker and its dialer are fit to work, for `npm run doctor`. No phone rings.
 * @module
 */

import type { Diagnosis, DialerHealth } from '../../shared/diagnosis.ts'
import { allowedOrigins } from '../auth.ts'
import { type Dialer, DialerError } from '../dialer.ts'
import { readPatience } from '../settings.ts'
import { boardOf, dialerOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

const EXAMPLE: Diagnosis = {
  at: 1_795_425_600_000,
  registered: true,
  origins: ['https://crm.example'],
  delivery: 'once',
  dialer: { answers: true, ms: 84, agents: 3 },
}

/** What a doctor asks. */
export const diagnosticsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/diagnostics',
    summary: 'How this worker and its dialer are',
    about: 'Asks the dialer for its report (getAgentStats), which shows whether it takes the key.',
    example: EXAMPLE,
    handle: async (asked): Promise<Diagnosis> => ({
      at: Date.now(),
      registered: (await boardOf(asked).settings()) !== null,
      origins: allowedOrigins(asked.env),
      delivery: readPatience(asked.env).repeats ? 'repeat' : 'once',
      dialer: await examine(dialerOf(asked), asked.param('id')),
    }),
  }),
]

async function examine(dialer: Dialer, campaignid: string): Promise<DialerHealth> {
  const began = Date.now()
  try {
    const agents = await dialer.getAgentStats({ campaignid })
    return { answers: true, ms: Date.now() - began, agents: agents.length }
  } catch (error) {
    if (!(error instanceof DialerError)) throw error
    const { elapsedMs: ms, kind: why, words = null, status = null } = error
    return { answers: false, ms, why, words, status }
  }
}
