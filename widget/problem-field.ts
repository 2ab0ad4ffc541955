/**
 * Beside which field a refusal is shown.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import type { CommandType } from '../shared/protocol.ts'
import type { FieldName } from './views/view.ts'

/** The field a command is about, where its refusal names none. */
const FIELD_OF: Partial<Record<CommandType, FieldName>> = {
  'call-me': 'phoneNumber',
  'log-in': 'agentId',
  'hold-finish': 'reason',
  'save-draft': 'notes',
}
const IS_FIELD = /^(?:phoneNumber|agentId|reason|dispositions|notes|answers|callbackAt|answer-\d+)$/

/** The field; undefined where the refusal is about none in particular. */
export function fieldOf(type: CommandType, { field }: ConsoleError): string | undefined {
  // A call of before, which its list shows: its fields are not those of the call on screen.
  if (type === 'retry') return type
  const named = field ?? FIELD_OF[type]
  return named !== undefined && IS_FIELD.test(named) ? named : undefined
}
