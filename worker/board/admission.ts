/**
 * A campaign's word about who may come in. It crosses from one object to another, which errors do
 * not survive as they are.
 * @module
 */

import type { CampaignSettings } from '../../shared/campaign.ts'
import { ConsoleError, type ErrorCode } from '../../shared/errors.ts'

/** The campaign, or why not. */
export type Admission =
  | { readonly settings: CampaignSettings }
  | { readonly refused: ErrorCode; readonly retryAt?: number }

/**
 * The campaign.
 * @throws ConsoleError with the board's code
 */
export function checkAdmission(admission: Admission): CampaignSettings {
  if ('settings' in admission) return admission.settings
  throw new ConsoleError(admission.refused, admission)
}
