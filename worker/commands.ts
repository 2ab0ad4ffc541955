/**
 * The border: every frame and body is parsed once, here, into the protocol's types. Past it, types
 * are trusted.
 * @module
 */

import * as v from 'valibot'
import type { CampaignSettings } from '../shared/campaign.ts'
import { MEANINGS, QUESTION_KINDS } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import { MAX_LINE, MAX_NOTES, MAX_SCRIPT, MIN_PASSCODE } from '../shared/limits.ts'
import { PHONE_DIGITS } from '../shared/number-list.ts'
import type { UpFrame } from '../shared/protocol.ts'
import type { Draft } from '../shared/session.ts'
import { illegalCharacterAt } from '../shared/xml-text.ts'
import { CampaignId } from './auth.ts'

/** The longest frame: notes in the widest characters, and room for the rest. */
export const MAX_FRAME_CHARACTERS = 4 * MAX_NOTES

const MAX_LISTS = 20
const MAX_CHOICE = 1_000
const MAX_ANSWERS = 100
const WORD = v.pipe(v.string(), v.maxLength(MAX_CHOICE))

/** A call's id: the dialer's, however long it likes them. */
export const CallId = v.pipe(v.string(), v.minLength(1))

/** One choice for each of the campaign's lists. */
export const Dispositions = v.pipe(v.array(WORD), v.maxLength(MAX_LISTS))

const DraftShape = v.object({
  dispositions: Dispositions,
  notes: v.pipe(v.string(), v.maxLength(MAX_NOTES)),
  answers: v.optional(
    v.pipe(
      // How long they may be is said at the finish: until then a page's own form may hold anything.
      v.record(v.string(), v.string()),
      v.check((answers) => Object.keys(answers).length <= MAX_ANSWERS),
    ),
  ),
  callbackAt: v.optional(v.pipe(v.string(), v.maxLength(40))),
})

const CommandId = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

const command = <const T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.object({ id: CommandId, type: v.literal(type), ...entries })

const Frame = v.variant('type', [
  command('call-me', {
    phoneNumber: v.string(),
    music: v.optional(v.pipe(v.string(), v.maxLength(100))),
  }),
  command('log-in', { agentId: v.string() }),
  command('cancel', {}),
  command('last-call', { on: v.boolean() }),
  command('log-off', {}),
  command('caller-gone', { callId: CallId, on: v.boolean() }),
  command('phone-gone', {}),
  command('no-screen', {}),
  command('save-draft', { callId: CallId, draft: DraftShape }),
  command('finish', {
    callId: CallId,
    draft: DraftShape,
    lastCall: v.boolean(),
    leaveMessage: v.boolean(),
  }),
  command('hold-finish', { callId: CallId, reason: WORD }),
  command('end-hold', { callId: CallId }),
  command('leave-unfinished', { callId: CallId }),
  command('retry', { callId: CallId }),
  command('help', { on: v.boolean() }),
  command('hear-music', { callId: CallId, yes: v.boolean() }),
  v.object({ type: v.literal('active') }),
  v.object({ type: v.literal('popped'), callId: CallId }),
  v.object({ type: v.literal('renew'), token: v.pipe(v.string(), v.maxLength(16_384)) }),
])

/** A command that does not fit its schema: a host page's code may ask for anything. */
export interface UnreadCommand {
  readonly id: string
  readonly type: 'unread'
  readonly unread: ConsoleError
}

const Asked = v.object({ id: CommandId })

/**
 * A frame from a page. A command that cannot be read is answered, as every command is.
 * @throws ConsoleError `too-large` or `bad-request`
 */
export function readFrame(message: string | ArrayBuffer): UpFrame | UnreadCommand {
  if (typeof message !== 'string') throw new ConsoleError('bad-request')
  if (message.length > MAX_FRAME_CHARACTERS) throw new ConsoleError('too-large')
  const value = parseJson(message)
  try {
    return parse(Frame, value)
  } catch (unread) {
    if (!(v.is(Asked, value) && unread instanceof ConsoleError)) throw unread
    return { id: value.id, type: 'unread', unread }
  }
}

/** @throws ConsoleError `bad-request` for a text that is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConsoleError('bad-request', { cause })
  }
}

/**
 * A value by its schema.
 * @throws ConsoleError `bad-request` with the field that is wrong
 */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  throw new ConsoleError('bad-request', { field: v.getDotPath(result.issues[0]) ?? undefined })
}

/** What the name and the passcode of a campaign are exchanged for a token with. */
export const SignIn = v.object({
  campaign: CampaignId,
  name: v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._ @-]{0,59}$/u)),
  passcode: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LINE)),
  /** Needed to join a session that is going on. */
  agentId: v.optional(v.pipe(v.string(), v.maxLength(40))),
})

const LABEL = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_LINE))

/** What a supervisor sets about a campaign. */
export const CampaignBody = v.object({
  name: LABEL,
  dispositionLists: v.pipe(
    v.array(
      v.object({
        name: LABEL,
        choices: v.pipe(
          v.array(v.object({ value: LABEL, meaning: v.optional(v.picklist(MEANINGS)) })),
          v.minLength(1),
          v.maxLength(500),
        ),
      }),
    ),
    v.maxLength(MAX_LISTS),
    // An answer to several lists is stored by their names.
    v.check((lists) => new Set(lists.map(({ name }) => name)).size === lists.length),
  ),
  dispositionRequired: v.optional(v.boolean(), true),
  columns: v.optional(v.pipe(v.array(LABEL), v.maxLength(100)), []),
  canLeaveMessage: v.optional(v.boolean(), false),
  questions: v.optional(
    v.pipe(
      v.array(
        v.object({
          // An answer by such a name would never arrive.
          label: v.pipe(
            LABEL,
            v.check((label) => !['__proto__', 'constructor', 'prototype'].includes(label)),
          ),
          kind: v.picklist(QUESTION_KINDS),
          choices: v.optional(v.pipe(v.array(LABEL), v.minLength(1), v.maxLength(200))),
          required: v.optional(v.boolean(), false),
        }),
      ),
      v.maxLength(50),
      v.check((all) => new Set(all.map(({ label }) => label)).size === all.length),
      v.check((all) =>
        all.every(({ kind, choices }) => kind !== 'choice' || choices !== undefined),
      ),
    ),
  ),
  script: v.optional(v.pipe(v.string(), v.maxLength(MAX_SCRIPT))),
  /** Lets agents without a CRM back end sign in; kept as a hash. */
  passcode: v.optional(v.pipe(v.string(), v.minLength(MIN_PASSCODE), v.maxLength(MAX_LINE))),
})

/**
 * A phone number as the dialer gets it: its digits.
 * @throws ConsoleError `bad-phone-number`
 */
export function readPhoneNumber(typed: string): string {
  const digits = typed.replace(/[\s().+-]/g, '')
  const { length } = digits
  if (!/^\d+$/.test(digits) || length < PHONE_DIGITS.fewest || length > PHONE_DIGITS.most) {
    throw new ConsoleError('bad-phone-number', { field: 'phoneNumber' })
  }
  return digits
}

/**
 * An agent id as it was heard: a string of digits, leading zeros kept.
 * @throws ConsoleError `bad-agent-id`
 */
export function readAgentId(typed: string): string {
  const digits = typed.replace(/[\s-]/g, '')
  if (!/^\d{1,18}$/.test(digits)) throw new ConsoleError('bad-agent-id', { field: 'agentId' })
  return digits
}

/**
 * Checks what is about to be stored against the campaign.
 * @throws ConsoleError `disposition-required`, `bad-disposition` or `bad-text`
 */
export function checkFinish(draft: Draft, campaign: CampaignSettings): void {
  const { dispositionLists: lists, dispositionRequired } = campaign
  for (const [index, list] of lists.entries()) {
    const choice = draft.dispositions[index] ?? ''
    if (choice === '') {
      if (!dispositionRequired) continue
      throw new ConsoleError('disposition-required', { field: 'dispositions' })
    }
    if (!list.choices.some(({ value }) => value === choice)) {
      throw new ConsoleError('bad-disposition', { field: 'dispositions' })
    }
  }
  checkText(draft.notes, 'notes')
}

/** @throws ConsoleError `bad-text` with the field, for a character that no SOAP message can carry */
export function checkText(text: string, field: string): void {
  if (illegalCharacterAt(text) >= 0) throw new ConsoleError('bad-text', { field })
}

/** What the dialer stores: the bare choice of one list, or a JSON object in list order. */
export function agentResponse(draft: Draft, campaign: CampaignSettings): string {
  const lists = campaign.dispositionLists
  if (lists.length < 2) return draft.dispositions[0] ?? ''
  return JSON.stringify(
    Object.fromEntries(lists.map(({ name }, index) => [name, draft.dispositions[index] ?? ''])),
  )
}
