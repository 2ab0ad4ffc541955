/**
 * The board as a supervisor's page shows it.
 * @module
 */

import type { BoardSnapshot } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import type { Nouns } from './nouns.ts'

/** Everything that is shown live, as it stands now. */
export function snapshotOf(
  nouns: Nouns,
  campaign: CampaignSettings,
  version: number,
): BoardSnapshot {
  const { controls, stopper, roster, log, webhooks, erasure } = nouns
  const at = Date.now()
  return {
    version,
    at,
    campaign,
    dialling: controls.get('dialling'),
    ratio: controls.get('ratio'),
    closing: stopper.closing,
    stopRefused: stopper.refused,
    agents: roster.all(at),
    lastCallAt: log.lastOpenedAt(),
    webhooks: webhooks.troubled(),
    erasing: erasure.left(),
  }
}
