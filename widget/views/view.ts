/**
 * What every view is given. A view is a pure function of it: no state, no sockets.
 * @module
 */

import type { ConsoleError } from '../../shared/errors.ts'
import type { Command, CommandType } from '../../shared/protocol.ts'
import type { Call, Draft, SessionSnapshot } from '../../shared/session.ts'
import type { Clipboard } from '../clipboard.ts'
import type { OnDemand } from '../on-demand.ts'
import type { Strings } from '../strings.ts'

/** The fields in which something is typed or chosen, as errors name them. */
export type FieldName =
  | 'phoneNumber'
  | 'agentId'
  | 'reason'
  | 'dispositions'
  | 'notes'
  | 'answers'
  | 'callbackAt'
  | 'retry'
  | `answer-${number}`
  | `filter-${number}`

/** The console, as a view sees it. */
export interface View {
  readonly t: Strings
  /** BCP 47. */
  readonly language: string
  readonly session: SessionSnapshot
  /** The worker's clock, in milliseconds since 1970. */
  readonly now: number
  /** Whether commands can be sent. */
  readonly online: boolean
  /** What is shown of the open call's draft. */
  readonly draft: Draft
  readonly clipboard: Clipboard
  pending(type: CommandType): boolean
  /** What is wrong with a field; with none named, what is wrong with no field in particular. */
  problem(field?: FieldName): ConsoleError | undefined
  /** What went wrong, in words. */
  explain(error: ConsoleError): string
  /** What was typed into a field that belongs to no call. */
  typed(field: FieldName, otherwise?: string | null): string
  type(field: FieldName, text: string): void
  edit(change: Partial<Draft>): void
  /** Picks a choice of the list at an index; an empty one takes it back. */
  choose(index: number, value: string): void
  /** Whether a choice is picked that means calling back. */
  callsBack(draft: Draft): boolean
  /** Answers a question. */
  answer(label: string, text: string): void
  /** The form of the campaign's questions, in a file of its own. */
  readonly questions: OnDemand<typeof import('./questions.ts')>
  /** The list of what is unsent, in a file of its own. */
  readonly unsent: OnDemand<typeof import('./unsent.ts')>
  send(command: Command): void
  finish(lastCall: boolean, leaveMessage?: boolean): void
  /** The times it may be where a number comes from, with the zones' names. */
  timesOf(phoneNumber: string): readonly string[]
  /** What was before, in a file of its own. */
  readonly history: OnDemand<import('./history.ts').History>
  /** The board inside a supervisor's console. */
  readonly team: OnDemand<import('../team.ts').Team>
  /** What a call has to say, by name. */
  readonly values: OnDemand<typeof import('../call-values.ts')>
  /** What helps with more choices than fit beside each other. */
  readonly longList: OnDemand<typeof import('./long-list.ts')>
  showLastCalls(): Promise<void>
  /** Loads what the next call's card is made of. */
  prepare(): void
  /** The host's record of a call, if the host has said where its records are. */
  recordOf(call: Call): string | null
  openRecord(url: string): void
}
