/**
 * What the platform binds to this worker.
 * @module
 */

import type { AgentSession } from './agent-session.ts'
import type { CampaignBoard } from './campaign-board.ts'
import type { MarkedNumbers } from './marked-numbers.ts'
import type { Settings } from './settings.ts'
import type { Tally } from './tally.ts'

/** The bindings of wrangler.toml. */
export interface Env extends Settings {
  readonly AGENT_SESSION: DurableObjectNamespace<AgentSession>
  readonly CAMPAIGN_BOARD: DurableObjectNamespace<CampaignBoard>
  readonly MARKED_NUMBERS: DurableObjectNamespace<MarkedNumbers>
  readonly TALLY: DurableObjectNamespace<Tally>
  /** A Worker that answers for the dialer, where one Worker may not fetch another's address. */
  readonly DIALER?: Fetcher
}
