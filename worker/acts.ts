/**
 * What each effect of an event does to the session's tables and to its waits: all of it in the turn
 * of the event that wanted it.
 * @module
 */

import type { Calls } from './calls.ts'
import { agentResponse } from './commands.ts'
import type { Intents } from './intents.ts'
import type { KnownCampaigns } from './known-campaigns.ts'
import type { Pops } from './pops.ts'
import type { Effect } from './session-events.ts'
import { agentIdOf, type State } from './session-state.ts'

/** What is acted upon. */
export interface ActPorts {
  readonly calls: Calls
  readonly intents: Intents
  readonly pops: Pops
  readonly campaigns: KnownCampaigns
  /** The tab that is to have the next screen pop; null without one. */
  readonly nextTab: (now: number) => string | null
  /** Open a second wait beside the first. */
  readonly search: (campaignId: string, agentId: string) => void
}

/** Where a session is while it acts. */
interface Moment {
  /** As it is after the event. */
  readonly state: State
  readonly campaignId: string
  /** Milliseconds since 1970. */
  readonly now: number
}

type Table = {
  readonly [D in Effect['do']]: (effect: Extract<Effect, { do: D }>, moment: Moment) => void
}

const REOPENED = { state: 'open', finishedAt: null, words: null, nextTryAt: null } as const

/** One session's acts. */
export class Acts {
  readonly #ports: ActPorts

  constructor(ports: ActPorts) {
    this.#ports = ports
  }

  /** Does what one effect wants. `state` is the session's after the event. */
  perform<D extends Effect['do']>(
    effect: Extract<Effect, { do: D }>,
    state: State,
    now: number,
  ): void {
    this.#table[effect.do as D](effect, { state, campaignId: state.campaignId, now })
  }

  readonly #table: Table = {
    'call-back': ({ phoneNumber, music }, { campaignId, now }) =>
      this.#ports.intents.add({ op: 'call-back', campaignId, phoneNumber, music, at: now }, now),
    'log-in': ({ agentId }, { campaignId, now }) =>
      this.#ports.intents.add({ op: 'log-in', campaignId, agentId }, now),
    kick: ({ agentId, campaignId }, moment) => {
      const kick = { op: 'kick', campaignId: campaignId ?? moment.campaignId, agentId } as const
      this.#ports.intents.add(kick, moment.now)
    },
    search: ({ agentId }, { campaignId }) => this.#ports.search(campaignId, agentId),
    open: ({ call, agentId }, { now }) =>
      this.#ports.pops.open(call, agentId, this.#ports.nextTab(now), now),
    finish: ({ call, ...how }, { campaignId, now }) => {
      const response = agentResponse(how.draft, this.#ports.campaigns.get(campaignId))
      this.#ports.calls.finish(call, { ...how, response }, now)
    },
    resend: ({ callId }, moment) => this.#resend(callId, moment),
    reopen: ({ callId }, { campaignId }) =>
      this.#ports.calls.change({ campaignId, id: callId }, REOPENED),
    mark: ({ campaignId, callId, state, ...facts }) =>
      this.#ports.calls.mark(campaignId, callId, state, facts),
    note: ({ call, callerGoneAt }) => this.#ports.calls.change(call, { callerGoneAt }),
    leave: ({ call, draft }, { now }) => this.#ports.calls.leave(call, draft, now),
    named: ({ call, draft }, { now }) => this.#ports.calls.named(call, draft, now),
    'cut-off': ({ call, agentId }, { now }) => this.#ports.calls.cutOff(call, agentId, now),
    reply: () => undefined,
  }

  /** A call that was left is sent with what was chosen before, and queues nobody. */
  #resend(callId: string, { state, campaignId, now }: Moment): void {
    const { calls, campaigns } = this.#ports
    const row = calls.find(campaignId, callId)
    if (row?.state === 'unfinished') {
      const { call, agentId } = row
      const { callbackAt, ...rest } = row.draft
      // A time to call back that has passed is none any more.
      const draft = Date.parse(callbackAt ?? '') > now ? row.draft : rest
      const response = agentResponse(draft, campaigns.get(call.campaignId))
      // lastcall of an agent id that is signed in would end its session.
      const isSignedIn = agentId === agentIdOf(state) && call.campaignId === campaignId
      const lastCall = !isSignedIn
      calls.finish(call, { draft, response, agentId, lastCall, leaveMessage: false }, now)
    } else if (row) calls.resend(row.call.campaignId, callId, now)
  }
}
