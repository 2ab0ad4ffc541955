/**
 * Whether somebody may touch a campaign, as far as their token says and the campaign's board knows.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { checkCampaign, type Identity } from './auth.ts'
import type { Env } from './env.ts'

/**
 * Checks a campaign against a token.
 * @throws ConsoleError `forbidden`, or `token-revoked` if a supervisor has ended the token
 */
export async function checkAccess(env: Env, who: Identity, campaignId: string): Promise<void> {
  checkCampaign(who, campaignId)
  const { userId, issuedAt } = who
  const retryAt = await env.CAMPAIGN_BOARD.getByName(campaignId).endedUntil({ userId, issuedAt })
  if (retryAt !== null) throw new ConsoleError('token-revoked', { retryAt })
}
