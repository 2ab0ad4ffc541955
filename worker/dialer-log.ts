/**
 * A line in the log for every operation of the dialer.
 * @module
 */

import { type Dialer, DialerError } from './dialer.ts'
import { type Facts, log } from './log.ts'

type Operation = (parameters: Ids, options?: object) => Promise<unknown>

/** The parameters that are ids; no other one is looked at. Two operations write the first one small. */
interface Ids {
  readonly campaignId?: string
  readonly campaignid?: string
  readonly agentId?: string
  readonly callId?: string
}

/** The same dialer, noting each operation once it is over. */
export function noted(dialer: Dialer, session: string): Dialer {
  const operations = Object.entries(dialer as unknown as Record<string, Operation>)
  const methods = operations.map(([name, operation]) => [
    name,
    async (parameters: Ids, options?: object) => {
      const began = Date.now()
      const { campaignid = null, campaignId = campaignid } = parameters
      const { agentId = null, callId = null } = parameters
      const note = (facts: Facts) =>
        log('soap', {
          operation: name,
          session,
          campaign: campaignId,
          agent: agentId,
          call: callId,
          ...facts,
          ms: Date.now() - began,
        })
      try {
        const result = await operation(parameters, options)
        note({ outcome: 'answered', ...idOf(result) })
        return result
      } catch (error) {
        note({ outcome: error instanceof DialerError ? error.kind : 'internal' })
        throw error
      }
    },
  ])
  // the entries keep their names and their types; Object.fromEntries forgets both
  return Object.fromEntries(methods) as Dialer
}

/** The call that a wait brought. */
function idOf(result: unknown): Facts {
  if (typeof result !== 'object' || result === null || !('id' in result)) return {}
  return typeof result.id === 'string' ? { call: result.id } : {}
}
