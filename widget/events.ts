/**
 * What a host page hears. Every event bubbles and leaves the shadow root, so that one listener on
 * `document` serves all consoles of a page.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import type { Call, Draft, SessionSnapshot } from '../shared/session.ts'

const FACT: EventInit = { bubbles: true, composed: true }
const QUESTION: EventInit = { ...FACT, cancelable: true }

/**
 * A person is on the line: the screen pop. Fires in one tab, once per call. Prevent it when the
 * page shows the person by itself; the console then leaves the focus where it is.
 */
export class AgentCallEvent extends Event {
  readonly call: Call

  constructor(call: Call) {
    super('agent-call', QUESTION)
    this.call = call
  }
}

/** The session changed; also fires for the first snapshot after loading. */
export class AgentStateEvent extends Event {
  readonly session: SessionSnapshot

  constructor(session: SessionSnapshot) {
    super('agent-state', FACT)
    this.session = session
  }
}

/**
 * The agent is about to finish a call. Prevent it to keep the call open; or set `notes`,
 * `dispositions`, `answers` or `callbackAt` to send other ones.
 */
export class AgentFinishEvent extends Event {
  readonly call: Call
  /** Whether the agent leaves afterwards. */
  readonly lastCall: boolean
  readonly leaveMessage: boolean
  dispositions: readonly string[]
  notes: string
  /** Answers to the campaign's questions and to the page's own, by label. */
  answers: Readonly<Record<string, string>> | undefined
  /** When the person wants to be called again, ISO 8601. */
  callbackAt: string | undefined

  constructor(call: Call, draft: Draft, lastCall: boolean, leaveMessage: boolean) {
    super('agent-finish', QUESTION)
    this.call = call
    this.lastCall = lastCall
    this.leaveMessage = leaveMessage
    this.dispositions = draft.dispositions
    this.notes = draft.notes
    this.answers = draft.answers
    this.callbackAt = draft.callbackAt
  }

  /** What is going to be stored. */
  get draft(): Draft {
    const { dispositions, notes, answers, callbackAt } = this
    return { dispositions, notes, answers, callbackAt }
  }
}

/** A command was refused or failed; the agent sees it too. */
export class AgentErrorEvent extends Event {
  readonly error: ConsoleError

  constructor(error: ConsoleError) {
    super('agent-error', FACT)
    this.error = error
  }
}

declare global {
  /** What `HTMLElementEventMap`, `DocumentEventMap` and `WindowEventMap` have in common. */
  interface GlobalEventHandlersEventMap {
    'agent-call': AgentCallEvent
    'agent-state': AgentStateEvent
    'agent-finish': AgentFinishEvent
    'agent-error': AgentErrorEvent
  }
}
