/**
 * What a command must satisfy before the machine sees it: who gives it, and what it carries.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandFrame, CommandType } from '../shared/protocol.ts'
import type { Call } from '../shared/session.ts'
import type { CallRow, CallState } from './calls.ts'
import { checkFinish, readAgentId, readPhoneNumber } from './commands.ts'
import { checkAnswers } from './questions.ts'
import type { State } from './session-state.ts'
import type { Tab } from './tabs.ts'

/** What the guard looks at. */
export interface Scene {
  readonly tab: Tab
  readonly state: State
  readonly campaign: CampaignSettings
  /** What is known of a call, whichever campaign it was of. */
  readonly call: (callId: string) => CallRow | null
  /** The campaign that call was of. */
  readonly campaignOf: (call: Call) => CampaignSettings
  /** What a phone number must begin with; empty for any number. */
  readonly prefixes: readonly string[]
  readonly now: number
}

/** Commands that ring a phone or sign somebody in, and so belong to the page's own campaign. */
export const BEGINNINGS: ReadonlySet<CommandType> = new Set(['call-me', 'log-in'])

/** A call does not end with a token: its answer must still find its way. */
const ALLOWED_EXPIRED: ReadonlySet<CommandType> = new Set(['save-draft', 'finish', 'log-off'])

/**
 * The command as the machine takes it: phone numbers and agent ids reduced to digits.
 * @throws ConsoleError saying what is wrong; nothing has changed then
 */
export function admit(frame: CommandFrame, scene: Scene): Command {
  const { tab, state, now } = scene
  const { id: _, ...command } = frame
  if (now >= tab.expiresAt && !ALLOWED_EXPIRED.has(command.type)) {
    throw new ConsoleError('token-expired')
  }
  if (!tab.campaigns.includes(state.campaignId)) throw new ConsoleError('signed-in-elsewhere')
  if (BEGINNINGS.has(command.type) && state.campaignId !== tab.campaignId) {
    throw new ConsoleError('signed-in-elsewhere')
  }
  return checked(command, scene)
}

function checked(command: Command, scene: Scene): Command {
  switch (command.type) {
    case 'call-me':
      return { ...command, phoneNumber: allowed(readPhoneNumber(command.phoneNumber), scene) }
    case 'log-in':
      return { ...command, agentId: readAgentId(command.agentId) }
    case 'finish':
      checkOpen(scene.call(command.callId), scene.campaign)
      checkFinish(command.draft, scene.campaign)
      checkAnswers(command, scene.campaign, scene.now)
      if (command.leaveMessage && !scene.campaign.canLeaveMessage) {
        throw new ConsoleError('bad-request', { field: 'leaveMessage' })
      }
      return command
    case 'retry':
      checkUnsent(scene.call(command.callId), scene)
      return command
    default:
      return command
  }
}

function allowed(phoneNumber: string, { prefixes }: Scene): string {
  if (prefixes.length === 0 || prefixes.some((prefix) => phoneNumber.startsWith(prefix))) {
    return phoneNumber
  }
  throw new ConsoleError('number-not-allowed', { field: 'phoneNumber' })
}

/** What nobody has finished; whether it may be, the machine says. */
const UNFINISHED: readonly CallState[] = ['open', 'unfinished', 'named']

function checkOpen(row: CallRow | null, { id }: CampaignSettings): void {
  if (row?.call.campaignId !== id || UNFINISHED.includes(row.state)) return
  throw new ConsoleError('already-finished')
}

/** What may be sent again; a call that was left is only sent with an answer that was chosen. */
function checkUnsent(row: CallRow | null, { campaignOf, tab }: Scene): void {
  // A call that the dialer never named can be stored under no name.
  if (row?.call.kind !== 'known' || row.state === 'open') throw new ConsoleError('wrong-call')
  if (!tab.campaigns.includes(row.call.campaignId)) throw new ConsoleError('wrong-call')
  if (row.state.startsWith('stored')) throw new ConsoleError('already-finished')
  if (row.state === 'unfinished') checkFinish(row.draft, campaignOf(row.call))
}
