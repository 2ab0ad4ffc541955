/**
 * What a command must satisfy before the machine sees it: who gives it, and what it carries.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandFrame, CommandType } from '../shared/protocol.ts'
import { checkFinish, readAgentId, readPhoneNumber } from './commands.ts'
import type { State } from './session-state.ts'
import type { Tab } from './tabs.ts'

/** What the guard looks at. */
export interface Scene {
  readonly tab: Tab
  readonly state: State
  readonly campaign: CampaignSettings
  /** Whether this call of the session's campaign was finished before. */
  readonly finished: (callId: string) => boolean
  readonly now: number
}

/** Commands that ring a phone or sign somebody in, and so belong to the page's own campaign. */
const BEGINNINGS: ReadonlySet<CommandType> = new Set(['call-me', 'log-in'])

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
  if (BEGINNINGS.has(command.type) && state.campaignId !== tab.campaignId) {
    throw new ConsoleError('signed-in-elsewhere')
  }
  return checked(command, scene)
}

function checked(command: Command, { campaign, finished }: Scene): Command {
  switch (command.type) {
    case 'call-me':
      return { ...command, phoneNumber: readPhoneNumber(command.phoneNumber) }
    case 'log-in':
      return { ...command, agentId: readAgentId(command.agentId) }
    case 'finish':
      if (finished(command.callId)) throw new ConsoleError('already-finished')
      checkFinish(command.draft, campaign)
      return command
    default:
      return command
  }
}
