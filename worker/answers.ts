/**
 * The answer to every command: to the tab that gave it, and as a line in the log.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import type { CommandFrame } from '../shared/protocol.ts'
import type { UnreadCommand } from './commands.ts'
import { log } from './log.ts'
import type { Failure } from './session-events.ts'
import type { Tabs } from './tabs.ts'

/** A command and who gave it. */
export interface Asked {
  readonly socket: WebSocket
  readonly frame: CommandFrame | UnreadCommand
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Answers commands, each once. */
export class Answers {
  readonly #tabs: Tabs
  readonly #session: string
  /** The command that waits for the dialer; its answer goes to its own tab alone. */
  #pending: Asked | null = null

  constructor(tabs: Tabs, session: string) {
    this.#tabs = tabs
    this.#session = session
  }

  /** It was carried out. */
  accept(asked: Asked): void {
    this.#tabs.send(asked.socket, { type: 'answer', id: asked.frame.id, ok: true })
    this.#note(asked, 'accepted', null)
  }

  /** It did not fit, and nothing was asked of the dialer; or we failed it ourselves. */
  refuse(asked: Asked, { code, field, retryAt }: ConsoleError): void {
    const outcome = code === 'internal' ? 'failed' : 'refused'
    const refused = { type: 'answer', id: asked.frame.id, ok: false, outcome } as const
    this.#tabs.send(asked.socket, { ...refused, code, field, retryAt })
    this.#note(asked, outcome, code)
  }

  /** The dialer's answer will be its answer. */
  await(asked: Asked): void {
    this.#pending = asked
  }

  /** The dialer has answered; an earlier life's command has nobody to tell. */
  settle(failure: Failure | null): void {
    const asked = this.#pending
    this.#pending = null
    if (!asked) return
    if (failure) this.#fail(asked, failure)
    else this.accept(asked)
  }

  #fail(asked: Asked, failure: Failure): void {
    const failed = { type: 'answer', id: asked.frame.id, ok: false, outcome: 'failed' } as const
    this.#tabs.send(asked.socket, { ...failed, ...failure })
    this.#note(asked, 'failed', failure.code)
  }

  #note({ socket, frame, at }: Asked, outcome: string, code: string | null): void {
    const { campaignId, id: tab } = this.#tabs.of(socket)
    log('command', {
      type: frame.type,
      session: this.#session,
      tab,
      campaign: campaignId,
      call: 'callId' in frame ? frame.callId : null,
      outcome,
      code,
      ms: Date.now() - at,
    })
  }
}
