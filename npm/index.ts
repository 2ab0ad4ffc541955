/**
 * The element, registered as `<agent-console>`, and everything a page needs to name.
 * @module
 */

import '../widget/define.ts'

export type { CampaignSettings, Choice, DispositionList, Meaning } from '../shared/campaign.ts'
export { ConsoleError, ERROR_CODES, type ErrorCode } from '../shared/errors.ts'
export type { Call, CallField, Draft, SessionSnapshot, SessionState } from '../shared/session.ts'
export { AgentConsole } from '../widget/agent-console.ts'
export * from '../widget/events.ts'
export type { FinishOptions } from '../widget/finishing.ts'
export type { Strings } from '../widget/strings.ts'
