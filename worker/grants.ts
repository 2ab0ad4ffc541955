/**
 * What must be granted before the dialer is asked: an agent id is one user's at a time, and a phone
 * rings only so often.
 * @module
 */

import { comparable } from '../shared/phone-number.ts'
import type { Env } from './env.ts'
import type { Intent } from './intents.ts'
import { log } from './log.ts'
import type { NotGranted } from './session-events.ts'
import type { Allowance, Tally } from './tally.ts'

const HOUR_MS = 3_600_000

/** A shift with breaks and a phone that does not ring at once needs no more. */
const USER_CALLBACKS: Allowance = { most: 20, withinMs: HOUR_MS }

/** Several agents may sit behind one number; a stranger's phone must not be rung all day. */
const NUMBER_CALLBACKS: Allowance = { most: 30, withinMs: HOUR_MS }

/** A hang-up, which needs no grant. */
export type Kick = Extract<Intent, { op: 'kick' }>

/** The intents that need one. */
export type Granted = Exclude<Intent, Kick>

/**
 * Asks for what an intent needs.
 * @returns why it is not granted; null if it is
 */
export async function grant(intent: Granted, userId: string, env: Env): Promise<NotGranted | null> {
  try {
    return intent.op === 'log-in'
      ? await lease(intent, userId, env)
      : await ring(intent.phoneNumber, userId, env)
  } catch (error) {
    // Whoever grants could not be asked, and the dialer has not been: try again by hand.
    logFailure(intent.op, error)
    return { kind: 'refused', code: 'internal' }
  }
}

/** Whether an agent id is another user's by now. Of a board that cannot be asked nobody knows. */
export async function isTaken(
  campaignId: string,
  agentId: string,
  userId: string,
  env: Env,
): Promise<boolean> {
  const board = env.CAMPAIGN_BOARD.getByName(campaignId)
  const holder = await board.holder(agentId).catch(() => null)
  return holder !== null && holder !== userId
}

async function lease(
  { campaignId, agentId }: Extract<Intent, { op: 'log-in' }>,
  userId: string,
  env: Env,
): Promise<NotGranted | null> {
  const leased = await env.CAMPAIGN_BOARD.getByName(campaignId).lease(agentId, userId)
  return leased ? null : { kind: 'refused', code: 'agent-id-in-use' }
}

const talliesOf = (phoneNumber: string, userId: string, env: Env) =>
  [
    [env.TALLY.getByName(`callbacks of ${userId}`), USER_CALLBACKS],
    [env.TALLY.getByName(`callbacks to ${comparable(phoneNumber)}`), NUMBER_CALLBACKS],
  ] as const

async function ring(phoneNumber: string, userId: string, env: Env): Promise<NotGranted | null> {
  const taken: DurableObjectStub<Tally>[] = []
  for (const [tally, allowance] of talliesOf(phoneNumber, userId, env)) {
    const retryAt = await tally.take(allowance)
    if (retryAt !== null) {
      for (const each of taken) await each.giveBack()
      return { kind: 'refused', code: 'rate-limited', retryAt }
    }
    taken.push(tally)
  }
  return null
}

/** The dialer was not reached, and no phone rang: the callback does not count. */
export async function forgiveRing(phoneNumber: string, userId: string, env: Env): Promise<void> {
  try {
    for (const [tally] of talliesOf(phoneNumber, userId, env)) await tally.giveBack()
  } catch (error) {
    // It counts, then.
    logFailure('forgive', error)
  }
}

/** An agent id is recited once: whoever types it again has heard no other phone. */
const ONE_HEARING: Allowance = { most: 1, withinMs: HOUR_MS }

/**
 * The agent id that a callback recited was heard: the callback does not count for its user. On a day
 * on which everything breaks an agent is called back more often than that. It counts for the number.
 */
export async function forgiveCallback(
  { campaignId, agentId }: Pick<Kick, 'campaignId' | 'agentId'>,
  userId: string,
  env: Env,
): Promise<void> {
  try {
    const heard = await env.TALLY.getByName(`heard ${campaignId} ${agentId}`).take(ONE_HEARING)
    if (heard === null) await env.TALLY.getByName(`callbacks of ${userId}`).giveBack()
  } catch (error) {
    // It counts, then.
    logFailure('forgive', error)
  }
}

function logFailure(op: string, error: unknown): void {
  log('grant-failed', { op, error: error instanceof Error ? error.name : typeof error })
}
