/**
 * From what the dialer said about a connection to the card an agent sees.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import type { Call, CallField } from '../shared/session.ts'
import type { CallRow, CallState } from './calls.ts'
import type { DialerCall, DialerMember } from './dialer.ts'
import type { Fact, Seen } from './session-events.ts'
import { MAX_MEMBERS } from './soap/members.ts'
import type { WaitResult } from './wait.ts'

/** Members that no card shows: the agent knows them. */
const KNOWN: readonly string[] = ['campaignid', 'agentid']

/** Members that the card shows in places of their own, unless they could not be read there. */
function placed({ id, phoneNumber, startedAt }: DialerCall): readonly string[] {
  const places = { id, phonenumber: phoneNumber, callstart: startedAt }
  return Object.entries(places).flatMap(([name, value]) => (value === null ? [] : name))
}

/** The member that holds what the campaign's numbers carried after the phone number. */
const EXTRA = 'extradata'

/** The column whose value names the person. */
const NAME_COLUMN = /^(full[ _-]?)?name$/i

/**
 * A call as consoles see it.
 * @param columns the campaign's labels for its extra data
 * @param fallbackId the id for a call that the dialer did not name
 */
export function readCall(
  told: DialerCall,
  campaignId: string,
  columns: readonly string[],
  fallbackId: string,
): Call {
  const elsewhere = [...KNOWN, ...placed(told)]
  const fields = told.members
    .filter(({ name }) => !elsewhere.includes(name))
    .flatMap((member) => (member.name === EXTRA ? extraFields(member, columns) : [plain(member)]))
  return {
    id: told.id ?? fallbackId,
    campaignId,
    kind: told.id === null ? 'unreadable' : 'known',
    phoneNumber: told.phoneNumber,
    name: fields.find(({ label }) => NAME_COLUMN.test(label))?.value ?? null,
    startedAt: told.startedAt,
    fields,
  }
}

const plain = ({ name, label, value }: DialerMember): CallField => ({ name, label, value })

function extraFields(member: DialerMember, columns: readonly string[]): CallField[] {
  const values = member.items ?? csvCells(member.value)
  return values
    .slice(0, MAX_MEMBERS)
    .map((value, index) => {
      const label = columns[index] ?? `${member.label} ${index + 1}`
      return { name: columns[index] ?? `${member.name}${index + 1}`, label, value: value.trim() }
    })
    .filter(({ value }) => value !== '')
}

/** The cells of one CSV row; quotes protect commas, doubled quotes stand for one (RFC 4180). */
export function csvCells(row: string): string[] {
  const cells = row.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? []
  return cells.map((cell) =>
    /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}

/** What the session knows when a wait ends. */
export interface WaitScene {
  readonly campaign: CampaignSettings
  /** The campaign and the agent id that are signed in now. */
  readonly campaignId: string
  readonly agentId: string | null
  readonly known: (callId: string) => CallRow | null
  readonly now: number
}

/** An answer that comes sooner than this is no wait that ran its course. */
const EARLY_MS = 5_000

/**
 * What it means that the dialer tells of a call again. It has the agent on that call, so a finish
 * that nobody could confirm has not arrived, and the call is shown again with what was typed.
 */
const SEEN: Readonly<Record<CallState, Seen>> = {
  open: 'new',
  named: 'new',
  unfinished: 'new',
  refused: 'new',
  unconfirmed: 'new',
  sending: 'finished',
  stored: 'finished',
  'stored-by-next-call': 'assumed',
  'stored-by-agent': 'assumed',
}

/** States in which the dialer may have the finish. */
const SENT: readonly CallState[] = [
  'sending',
  'unconfirmed',
  'stored',
  'stored-by-next-call',
  'stored-by-agent',
]

function seenOf(row: CallRow | null, askedAt: number): Seen {
  if (!row) return 'new'
  const before = row.finishedAt !== null && askedAt < row.finishedAt
  return before && SENT.includes(row.state) ? 'before' : SEEN[row.state]
}

const NOTHING_TYPED = { dispositions: [], notes: '' }

/** What the end of a wait means for the session; null for nothing at all. */
export function factOfWait(result: WaitResult, scene: WaitScene): Fact | null {
  const { target, second, elapsedMs } = result
  const early = elapsedMs < EARLY_MS
  const current = target.agentId === scene.agentId && target.campaignId === scene.campaignId
  const told = toldOf(result)
  if (told) {
    const unnamed = `unreadable-${target.agentId}-${scene.now}`
    const call = readCall(told, target.campaignId, scene.campaign.columns, unnamed)
    if (!current) return { type: 'late-call', call, agentId: target.agentId }
    const row = scene.known(call.id)
    const draft = row?.draft ?? NOTHING_TYPED
    return { type: 'call-arrived', call, seen: seenOf(row, scene.now - elapsedMs), draft }
  }
  // The second wait is only a question on suspicion: what it says beside a person proves nothing.
  if (!current || second) return null
  if (result.kind === 'fault') return { type: 'wait-fault', words: result.words }
  return { type: 'wait-empty', early, trouble: result.kind === 'failed' && early }
}

/**
 * Who is on the line, if anybody: an answer that cannot be read is still a person, unless it was
 * none of the dialer's (a redirect, a page that is not found).
 */
function toldOf(result: WaitResult): DialerCall | null {
  if (result.kind === 'call') return result.told
  const members = result.kind === 'failed' ? result.error.salvage : undefined
  if (!members) return null
  return { id: null, phoneNumber: null, campaignId: null, startedAt: null, members }
}
