/**
 * The console as its views see it: the session, what is typed, what is pending, what went wrong.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandType } from '../shared/protocol.ts'
import type { Draft, SessionSnapshot } from '../shared/session.ts'
import type { SessionController } from './session-controller.ts'
import type { Strings } from './strings.ts'
import type { FieldName, View } from './views/view.ts'

/** The field a command is about, where its refusal names none. */
const FIELD_OF: Partial<Record<CommandType, FieldName>> = {
  'call-me': 'phoneNumber',
  'log-in': 'agentId',
  'hold-finish': 'reason',
  'save-draft': 'notes',
}
const FIELDS: readonly string[] = ['phoneNumber', 'agentId', 'reason', 'dispositions', 'notes']
/** How long a copy button says that it copied, in milliseconds. */
const COPIED_MS = 2_000

/** What the element lends to its views. */
export interface ConsoleActions {
  readonly strings: Strings
  finish(options: { lastCall: boolean; leaveMessage: boolean }): Promise<void>
  requestUpdate(): void
}

/** One element's view. */
export class ConsoleView implements View {
  readonly #actions: ConsoleActions
  readonly #controller: SessionController
  readonly #typed = new Map<FieldName, string>()
  copied: string | null = null

  constructor(actions: ConsoleActions, controller: SessionController) {
    this.#actions = actions
    this.#controller = controller
  }

  get t(): Strings {
    return this.#actions.strings
  }

  get session(): SessionSnapshot {
    const { session } = this.#controller
    if (session === null) throw new Error('a phase is shown without a session')
    return session
  }

  get now(): number {
    return this.#controller.now
  }

  get online(): boolean {
    return this.#controller.line.state === 'online'
  }

  get draft(): Draft {
    return this.#controller.drafts.draft
  }

  pending(type: CommandType): boolean {
    return this.#controller.pending(type)
  }

  problem(field?: FieldName): ConsoleError | undefined {
    for (const [type, error] of this.#controller.problems) {
      const named = error.field ?? FIELD_OF[type]
      const where = named !== undefined && FIELDS.includes(named) ? named : undefined
      if (where === field) return error
    }
    return undefined
  }

  typed(field: FieldName, otherwise: string | null = null): string {
    return this.#typed.get(field) ?? otherwise ?? ''
  }

  type(field: FieldName, text: string): void {
    this.#typed.set(field, text)
    this.#actions.requestUpdate()
  }

  /** Forgets what was typed into fields that belong to the last phase. */
  forget(...fields: FieldName[]): void {
    for (const field of fields) this.#typed.delete(field)
  }

  /** An edit answers the refusal that asked for it. */
  edit(change: Partial<Draft>): void {
    const { problems } = this.#controller
    for (const [type, { field }] of problems) {
      if (field !== undefined && field in change) problems.delete(type)
    }
    this.#controller.drafts.edit(change)
    this.#actions.requestUpdate()
  }

  /** What goes wrong is kept by the controller and shown beside its field. */
  send(command: Command): void {
    this.#controller.run(command).catch(() => this.#actions.requestUpdate())
  }

  finish(lastCall: boolean, leaveMessage = false): void {
    this.#actions.finish({ lastCall, leaveMessage }).catch(() => this.#actions.requestUpdate())
  }

  copy(text: string): void {
    const show = (copied: string | null) => {
      this.copied = copied
      this.#actions.requestUpdate()
    }
    navigator.clipboard.writeText(text).then(
      () => {
        show(text)
        setTimeout(() => show(null), COPIED_MS)
      },
      () => show(null),
    )
  }
}
