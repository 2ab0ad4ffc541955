/**
 * From what the session keeps to what a console may see.
 * @module
 */

import type { SessionState } from '../shared/session.ts'
import type { State } from './session-state.ts'

/** The state without what is only the worker's business. */
export function visible(state: State): SessionState {
  switch (state.phase) {
    case 'signed-out': {
      const { phase, since, why, words, hangUp, phoneNumber } = state
      return { phase, since, why, words, hangUp, phoneNumber }
    }
    case 'calling-back': {
      const { phase, since, phoneNumber, againAt, expiresAt, refusal } = state
      return { phase, since, phoneNumber, againAt, expiresAt, refusal }
    }
    case 'waiting': {
      const { phase, since, agentId, troubleSince, nextTryAt, lastCall, storing, proof } = state
      const dialer = troubleSince !== null ? 'retrying' : storing ? 'storing' : 'holding'
      const askMusicFor = proof?.asked ? proof.callId : null
      const searching = state.searchUntil !== null
      const shown = { dialer, troubleSince, nextTryAt, lastCall, askMusicFor, searching } as const
      return { phase, since, agentId, ...shown }
    }
    case 'on-call': {
      const { phase, since, agentId, call, draft, phone, goneWhy, lastCall, held, refusal } = state
      const callerGoneAt = state.callerGoneAt ?? null
      const shown = { call, draft, phone, goneWhy, callerGoneAt, lastCall, held, refusal }
      return { phase, since, agentId, ...shown }
    }
  }
}
