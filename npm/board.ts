/**
 * The supervisors' element, registered as `<campaign-board>`, and what a page needs to name.
 * @module
 */

export type { BoardSnapshot, RosterRow } from '../shared/board.ts'
export { CampaignBoard } from '../widget/board/define.ts'
export { CampaignCreatedEvent } from '../widget/board/events.ts'
export type { BoardWords } from '../widget/board/strings.ts'
