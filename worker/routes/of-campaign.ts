/**
 * The campaign that a route's address names, and the dialer that dials it.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { boundDialer } from '../bound-dialer.ts'
import type { Dialer } from '../dialer.ts'
import { sessionLabel } from '../log.ts'
import type { Asked } from './route.ts'

type InCampaign = Pick<Asked<unknown, unknown>, 'env' | 'param'>

/** The campaign's board. */
export function boardOf({ env, param }: InCampaign) {
  return env.CAMPAIGN_BOARD.getByName(param('id'))
}

/**
 * The campaign as it was set up here.
 * @throws ConsoleError `unknown-campaign`
 */
export async function settingsOf(asked: InCampaign): Promise<CampaignSettings> {
  const settings = await boardOf(asked).settings()
  if (!settings) throw new ConsoleError('unknown-campaign')
  return settings
}

/** The dialer, asked on behalf of a supervisor. */
export function dialerOf({ env, who }: Pick<Asked<unknown, unknown>, 'env' | 'who'>): Dialer {
  return boundDialer(env, sessionLabel(env.AGENT_SESSION.idFromName(who.userId)))
}
