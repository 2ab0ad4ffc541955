/**
 * The campaign that a route's address names.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'
import { ConsoleError } from '../../shared/errors.ts'
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
