/**
 * A campaign with nothing that need not be there.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'

export const BARE_CAMPAIGN: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [],
  dispositionRequired: false,
  columns: [],
  canLeaveMessage: false,
}
