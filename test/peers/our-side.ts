/**
 * The conversation as our own client says it, to servers that we did not write.
 * @module
 */

import { createDialer, type Dialer, readDialerSettings } from '../../worker/dialer.ts'
import { CONVERSATION, PEER_KEY } from './conversation.ts'

/** Our client for services at these addresses. */
export function ourClient(predictive: string, campaign: string, key = PEER_KEY): Dialer {
  return createDialer(
    readDialerSettings({ DIALER_URL: predictive, CAMPAIGN_SERVICE_URL: campaign, DIALER_KEY: key }),
  )
}

/** Calls every operation of both services; resolves with the answers by operation. */
export async function sayAll(dialer: Dialer): Promise<Readonly<Record<string, unknown>>> {
  const answers: Record<string, unknown> = {}
  for (const { operation, parameters } of CONVERSATION) {
    const ask = dialer[operation as keyof Dialer] as (parameters: object) => Promise<unknown>
    answers[operation] = await ask(parameters)
  }
  return answers
}
