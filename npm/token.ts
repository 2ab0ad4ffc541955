/**
 * Tokens for a CRM's back end, in Node, Deno, Bun or a Worker: it signs with the secret that it
 * shares with the console's worker, and hands the token to its own page.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { isGuestName, NO_GUEST } from '../shared/guest-names.ts'
import { LONGEST_TOKEN_SECONDS, mintToken as mint } from '../worker/auth.ts'

/** Whose token it is. */
export interface TokenHolder {
  /** The user's stable name in the CRM: the same name is the same session, in any number of tabs. */
  readonly userId: string
  /** Ids of the campaigns they may work on; strings, because they are 64-bit integers. */
  readonly campaigns: readonly string[]
  readonly role?: 'agent' | 'supervisor'
}

/** A signed token. */
export interface Token {
  readonly token: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The longest life of a token, in seconds: 12 hours. */
export const LONGEST_SECONDS = LONGEST_TOKEN_SECONDS

/** Long enough to load a page, short enough to lose; the console asks again in time. */
const USUAL_SECONDS = 3_600

/**
 * Signs a token.
 * @param secret the worker's `SESSION_SECRET`, at least 32 bytes; as an environment has it
 * @param seconds how long it lasts: an hour, and at most {@link LONGEST_SECONDS}
 * @throws Error when the secret is missing or too weak, whose message does not quote it; or when the
 * user's name is one that only a guest has: it begins with `passcode:` or `sealed:`
 */
export async function mintToken(
  secret: string | undefined,
  { userId, campaigns, role = 'agent' }: TokenHolder,
  seconds: number = USUAL_SECONDS,
): Promise<Token> {
  if (isGuestName(userId)) throw new Error(NO_GUEST)
  try {
    return await mint({ SESSION_SECRET: secret ?? '' }, { userId, campaigns, role }, seconds)
  } catch (error) {
    const { cause } = error instanceof ConsoleError ? error : {}
    throw cause instanceof Error ? new Error(`The secret ${cause.message}`) : error
  }
}
