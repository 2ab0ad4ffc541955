/**
 * The script tag's entry for supervisors: registers the board, once, however often it is loaded.
 * @module
 */

import { CampaignBoard } from './campaign-board.ts'

if (customElements.get('campaign-board') === undefined) {
  customElements.define('campaign-board', CampaignBoard)
}

export { CampaignBoard }
