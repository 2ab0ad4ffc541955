/**
 * Everything a session object consists of, put together.
 * @module
 */

import type { Answers } from './answers.ts'
import { CommandDesk } from './command-desk.ts'
import type { Dialer } from './dialer.ts'
import type { Env } from './env.ts'
import { Errands } from './errands.ts'
import { forgiveCallback, forgiveRing, grant, isTaken } from './grants.ts'
import { ScreenPop } from './screen-pop.ts'
import { Session } from './session.ts'
import { SessionDoor } from './session-door.ts'
import { callLogDays, type Patience } from './settings.ts'
import type { Tabs } from './tabs.ts'
import { type WaitResult, Waits } from './wait.ts'

/** What the parts need from the object as a whole. */
export interface ObjectPorts {
  readonly tabs: Tabs
  readonly patience: Patience
  /** What a phone number must begin with; empty for any number. */
  readonly prefixes: readonly string[]
  readonly dialer: () => Dialer
  /** There is something new to tell. */
  readonly changed: () => void
  readonly answers: Answers
  readonly waitEnded: (result: WaitResult) => void
  /** There may be more to do. */
  readonly carryOn: () => void
}

/** Every part of one session. */
export type SessionParts = ReturnType<typeof createParts>

/** Puts a session together on its tables; they are made if there are none. */
export function createParts(ctx: DurableObjectState, env: Env, object: ObjectPorts) {
  const keepAlive = (promise: Promise<void>) => ctx.waitUntil(promise)
  const board = (campaignId: string) => env.CAMPAIGN_BOARD.getByName(campaignId)
  const session: Session = new Session(ctx.storage.sql, {
    repeats: object.patience.repeats,
    changed: object.changed,
    answered: (failure) => object.answers.settle(failure),
    nextTab: (now) => screenPop.nextTab(now),
    opened: (call) => screenPop.fire(call),
    search: (campaignId, agentId) => waits.search({ campaignId, agentId }),
    callLogDays: callLogDays(env),
    left: (campaignId, agentId) => keepAlive(board(campaignId).release(agentId, session.userId)),
    board: {
      hear: (campaignId, news) => board(campaignId).hear(session.userId, news),
      keepAlive,
      settled: object.carryOn,
    },
  })
  const door = new SessionDoor(object.tabs, session, env)
  const screenPop = new ScreenPop(object.tabs, door, session)
  const desk = new CommandDesk({
    tabs: object.tabs,
    door,
    session,
    answers: object.answers,
    prefixes: object.prefixes,
  })
  const errands = new Errands({
    intents: session.intents,
    calls: session.calls,
    dialer: object.dialer,
    userId: () => session.userId,
    campaign: (id) => session.campaign(id),
    grant: (intent) => grant(intent, session.userId, env),
    isTaken: (campaignId, agentId) => isTaken(campaignId, agentId, session.userId, env),
    report: (fact) => {
      const { phoneNumber } = session.state
      if (fact.type === 'callback-done' && fact.outcome.kind === 'unreachable') {
        keepAlive(forgiveRing(fact.phoneNumber, session.userId, env))
      }
      if (fact.type === 'login-done' && fact.outcome.kind === 'answered' && phoneNumber !== null) {
        const { agentId, campaignId } = fact
        keepAlive(forgiveCallback({ campaignId, agentId }, session.userId, env))
      }
      session.take(fact)
      object.carryOn()
    },
    keepAlive,
  })
  const waits = new Waits({
    repeats: object.patience.repeats,
    ask: (target, signal) =>
      object.dialer().getConnectionForAgent(target, { timeoutMs: object.patience.holdMs, signal }),
    report: object.waitEnded,
    keepAlive,
  })
  return { session, door, desk, screenPop, errands, waits }
}
