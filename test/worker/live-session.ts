/**
 * One worker for a file of tests, and agents who are signed in to it.
 * @module
 */

import { afterAll, beforeAll, expect } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import type { Command } from '../../shared/protocol.ts'
import type { ConsoleClient } from './console-client.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

export const ANN = { id: '77', phonenumber: '2135550143', extradata: 'Ann Lee,"Los Angeles, CA"' }
export const BEN = { id: '78', phonenumber: '2135550144', extradata: 'Ben Cho,Fresno' }
export const TYPED = { dispositions: ['Interested'], notes: 'call back in May' }

export const finish = (callId: string, lastCall = false): Command => ({
  type: 'finish',
  callId,
  draft: TYPED,
  lastCall,
  leaveMessage: false,
})

/** A signed-in agent, the only one with their agent id. */
export interface SignedIn {
  readonly ann: ConsoleClient
  readonly user: string
  readonly agentId: string
}

/** Starts a worker for the tests of one file. */
export function useWorker(vars: Record<string, string> = {}) {
  let live: LiveWorker
  let users = 0
  beforeAll(async () => {
    live = await startWorker(vars)
  }, 60_000)
  afterAll(() => live.stop())
  return {
    get worker() {
      return live
    },
    /** How the campaign's log says a call stands; undefined for one it does not know. */
    async logged(callId: string): Promise<LoggedCall | undefined> {
      const headers = { authorization: `Bearer ${await live.token('sue', 'supervisor')}` }
      const url = `${live.url}/v1/campaigns/${CAMPAIGN.id}/calls?format=jsonl`
      const lines = (await (await fetch(url, { headers })).text()).split('\n').filter(Boolean)
      return lines
        .map((line): LoggedCall => JSON.parse(line))
        .find((call) => call.callId === callId)
    },
    async signedIn(): Promise<SignedIn> {
      const user = `ann${++users}@acme.example`
      const agentId = String(4_000 + users)
      const ann = await live.open(user)
      await ann.inPhase('signed-out')
      // A number may be rung thirty times an hour.
      await ann.command({ type: 'call-me', phoneNumber: `(213) 555-${1_000 + users}` })
      expect(await ann.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
      await ann.inPhase('waiting')
      await live.dialer.holding(agentId)
      return { ann, user, agentId }
    },
  }
}
