/**
 * The elements of this page as React 19 writes them: properties are set as properties, `on` and an
 * event's name listens.
 * @module
 */

import type { HTMLAttributes } from 'react'
import type { AgentConsole } from '../../../widget/agent-console.ts'
import type { AgentCallEvent, AgentFinishEvent } from '../../../widget/events.ts'
import type { DemoBar } from '../demo-bar.ts'
import type { DeskPhone } from '../desk-phone.ts'

type Tag<Properties> = HTMLAttributes<HTMLElement> & Partial<Properties>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'agent-console': Tag<Pick<AgentConsole, 'campaign' | 'getToken'>> & {
        readonly 'onagent-call'?: (event: AgentCallEvent) => void
        readonly 'onagent-finish'?: (event: AgentFinishEvent) => void
      }
      'demo-bar': Tag<Pick<DemoBar, 'here'>>
      'desk-phone': Tag<Pick<DeskPhone, 'number'>>
    }
  }
}
