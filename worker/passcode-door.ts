/**
 * The door for those who know a campaign's passcode: how often somebody may try, and what a wrong
 * try takes.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import type { Env } from './env.ts'
import { type Allowance, take } from './tally.ts'

const QUARTER_MS = 15 * 60_000

/** A person mistypes a few times; a program that guesses gets 40 an hour. */
const ADDRESS_TRIES: Allowance = { most: 10, withinMs: QUARTER_MS }

/**
 * Whoever guesses from many addresses gets 240 an hour: at eight characters a passcode that is no
 * dictionary word outlives them.
 */
const CAMPAIGN_TRIES: Allowance = { most: 60, withinMs: QUARTER_MS }

/**
 * Whoever has many addresses guesses at one session's agent id no faster: of four digits they find
 * one in fifty in a shift.
 */
const AGENT_ID_TRIES: Allowance = { most: 20, withinMs: 4 * QUARTER_MS }

/** One address alone cannot keep others from joining. */
const AGENT_ID_TRIES_FROM_ONE: Allowance = { most: 10, withinMs: 4 * QUARTER_MS }

/** Where a campaign's agents sit is remembered for two weeks: nobody can lock those out. */
const HOME: Allowance = { most: 1, withinMs: 14 * 24 * 3_600_000 }

/** A wrong try is answered no sooner, so that its time tells nothing about the campaign. */
const WRONG_TAKES_MS = 500

/** One try. */
export interface Try {
  readonly campaign: string
  readonly passcode: string
  /** Where it comes from; see addressOf. */
  readonly address: string
  /** The user whose session's agent id was typed, too; null where none was. */
  readonly joined: string | null
}

/**
 * Tries a passcode. Known and unknown campaigns are answered alike.
 * @returns the tallies that this try counts in, until it is forgiven
 * @throws ConsoleError `locked-out` with `retryAt`, or `wrong-passcode`
 */
export async function tryPasscode(env: Env, attempt: Try): Promise<readonly string[]> {
  const { campaign, passcode, address } = attempt
  const began = Date.now()
  const tallies = [`passcodes from ${address}`]
  await take(env, `passcodes from ${address}`, ADDRESS_TRIES, 'locked-out')
  if (await env.TALLY.getByName(homeOf(attempt)).isEmpty()) {
    await take(env, `passcodes of ${campaign}`, CAMPAIGN_TRIES, 'locked-out')
    tallies.push(`passcodes of ${campaign}`)
  }
  if (await env.CAMPAIGN_BOARD.getByName(campaign).admits(passcode)) {
    if (attempt.joined === null) return tallies
    const joined = `agent ids of ${attempt.joined}`
    const here = `${joined} from ${address}`
    await take(env, here, AGENT_ID_TRIES_FROM_ONE, 'locked-out')
    await take(env, joined, AGENT_ID_TRIES, 'locked-out')
    return [...tallies, here, joined]
  }
  await scheduler.wait(Math.max(0, began + WRONG_TAKES_MS - Date.now()))
  throw new ConsoleError('wrong-passcode', { field: 'passcode' })
}

/** The try was right: it does not count, and its address is the campaign's from now on. */
export async function forgive(env: Env, attempt: Try, tallies: readonly string[]): Promise<void> {
  await Promise.all(tallies.map((name) => env.TALLY.getByName(name).giveBack()))
  await env.TALLY.getByName(homeOf(attempt)).renew(HOME)
}

const homeOf = ({ campaign, address }: Try) => `home of ${campaign}: ${address}`
