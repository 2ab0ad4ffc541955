/**
 * The element as React 19 writes it in JSX: properties are set as properties, and `on` with an
 * event's name listens. Types only.
 * @module
 */

import type { HTMLAttributes } from 'react'
import type { AgentConsole } from './agent-console.ts'
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

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'agent-console': AgentConsoleAttributes
    }
  }
}
