/**
 * The elements as React 19 writes them in JSX: properties are set as properties, and `on` with an
 * event's name listens. Types only.
 * @module
 */

import type { HTMLAttributes } from 'react'
import type { AgentConsole } from './agent-console.ts'
import type { CampaignBoard } from './board/campaign-board.ts'
import type { CampaignCreatedEvent } from './board/events.ts'
import type {
  AgentCallEvent,
  AgentErrorEvent,
  AgentFinishEvent,
  AgentStateEvent,
} from './events.ts'

/** What can be set on the tag. */
type Settable = Pick<
  AgentConsole,
  'campaign' | 'user' | 'token' | 'endpoint' | 'getToken' | 'strings' | 'popUrl' | 'popTarget'
>

/** The tag's attributes. */
export interface AgentConsoleAttributes extends HTMLAttributes<AgentConsole>, Partial<Settable> {
  readonly 'onagent-call'?: (event: AgentCallEvent) => void
  readonly 'onagent-state'?: (event: AgentStateEvent) => void
  readonly 'onagent-finish'?: (event: AgentFinishEvent) => void
  readonly 'onagent-error'?: (event: AgentErrorEvent) => void
}

/** The attributes of the supervisors' tag. */
export interface CampaignBoardAttributes
  extends HTMLAttributes<CampaignBoard>,
    Partial<Pick<CampaignBoard, 'campaign' | 'token' | 'endpoint' | 'getToken' | 'strings'>> {
  readonly 'oncampaign-created'?: (event: CampaignCreatedEvent) => void
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'agent-console': AgentConsoleAttributes
      'campaign-board': CampaignBoardAttributes
    }
  }
}
