/**
 * Reads the dialer's raw journal against what the agents did. It trusts nothing that the worker
 * says, except where the worker admits a doubt.
 * @module
 */

import type { LoggedCall } from '../../shared/board.ts'
import type { Evidence, Finished, JournalLine, TalkedTo } from './evidence.ts'
import type { Mode } from './modes.ts'

/** What became of a run. */
export interface Verdict {
  readonly connected: number
  readonly shown: number
  readonly acknowledged: number
  readonly storedOnce: number
  /** Acknowledged, not to be found at the dialer, and the agent is told so. */
  readonly unconfirmed: readonly string[]
  /** Stored more than once, and marked as sent again. */
  readonly doubledMarked: number
  /** Acknowledged, not at the dialer, and nobody was told. */
  readonly lost: readonly string[]
  /** Stored more than once without a mark. */
  readonly doubled: readonly string[]
  readonly draftsLost: readonly string[]
  readonly complaints: readonly string[]
  /** Connected and never on a screen, by call id. */
  readonly notShown: readonly string[]
  /** Those of them whose connection nobody cut. */
  readonly unexplained: readonly string[]
  /** The longest time from a lost line to the next snapshot, in milliseconds. */
  readonly darkMs: number
  /** The longest time from a connection to its screen, in milliseconds. */
  readonly lateMs: number
}

const STORES = ['storeAgentResponse', 'answeringMachineTransferStoreAgentResponse']

/** States in which a console says that the dialer may not have the finish. */
const ADMITTED: readonly LoggedCall['state'][] = ['unconfirmed', 'refused']

/** A wait that was kept from the dialer explains why it told nobody of a call this near. */
const AROUND_MS = { before: 3_000, after: 10_000 }

const answered = ({ answer }: JournalLine) => answer !== null && 'value' in answer

/** Every finish that the dialer accepted, by call id. */
function storesOf(journal: readonly JournalLine[]): Map<string, JournalLine[]> {
  const stores = journal.filter((line) => STORES.includes(line.operation) && answered(line))
  return Map.groupBy(stores, ({ parameters }) => String(parameters.callId))
}

/** The lines on which the dialer told of a call, by call id. */
function tellingsOf(journal: readonly JournalLine[]): Map<string, number[]> {
  const tellings = new Map<string, number[]>()
  for (const { operation, answer, line } of journal) {
    if (operation !== 'getConnectionForAgent' || !answer || !('value' in answer)) continue
    const { id } = (answer.value ?? {}) as { readonly id?: string }
    if (id !== undefined) tellings.set(id, [...(tellings.get(id) ?? []), line])
  }
  return tellings
}

function auditFinishes(evidence: Evidence) {
  const stores = storesOf(evidence.journal)
  const log = new Map(evidence.log.map((call) => [call.callId, call]))
  const finished = evidence.agents.flatMap(({ acknowledged }) => acknowledged)
  const atDialer = ({ callId, response, notes }: Finished) =>
    stores.get(callId)?.some(({ parameters: { agentNotes, agentResponse } }) => {
      return agentNotes === notes && agentResponse === response
    }) ?? false
  const missing = finished.filter((finish) => !atDialer(finish))
  const admitted = (callId: string) => ADMITTED.includes(log.get(callId)?.state ?? 'open')
  const twice = [...stores].filter(([, lines]) => lines.length > 1).map(([callId]) => callId)
  const marked = (callId: string) => log.get(callId)?.sentAgain === true
  return {
    acknowledged: finished.length,
    storedOnce: finished.filter((finish) => atDialer(finish) && !twice.includes(finish.callId))
      .length,
    unconfirmed: missing.filter(({ callId }) => admitted(callId)).map(({ callId }) => callId),
    lost: missing.filter(({ callId }) => !admitted(callId)).map(({ callId }) => callId),
    doubledMarked: twice.filter(marked).length,
    doubled: twice.filter((callId) => !marked(callId)),
  }
}

function auditCalls({ talkedTo, journal, broken, disturbances, agents }: Evidence) {
  const seen = new Map(agents.flatMap(({ shown }) => [...shown]))
  const tellings = tellingsOf(journal)
  const unseen = talkedTo.filter(({ callId }) => !seen.has(callId))
  const disturbed = ({ agentId, at }: TalkedTo) =>
    disturbances.some(
      (each) =>
        (each.agentId === null || each.agentId === agentId) &&
        each.from < at + AROUND_MS.after &&
        each.to > at - AROUND_MS.before,
    )
  const cut = (call: TalkedTo) => {
    const lines = tellings.get(call.callId) ?? []
    if (lines.length === 0) return disturbed(call)
    return lines.every((line) => broken.get(line) === 'script')
  }
  const ids = (calls: readonly TalkedTo[]) => calls.map(({ callId }) => callId)
  const lateness = talkedTo.map(({ callId, at }) => (seen.get(callId) ?? at) - at)
  return {
    connected: talkedTo.length,
    shown: talkedTo.length - unseen.length,
    notShown: ids(unseen),
    unexplained: ids(unseen.filter((call) => !cut(call))),
    lateMs: Math.max(0, ...lateness),
  }
}

/** Judges a run. */
export function audit(evidence: Evidence): Verdict {
  const { agents } = evidence
  return {
    ...auditCalls(evidence),
    ...auditFinishes(evidence),
    draftsLost: agents.flatMap(({ draftsLost }) => draftsLost),
    complaints: agents.flatMap(({ complaints }) => complaints),
    darkMs: Math.max(0, ...agents.map(({ darkMs }) => darkMs)),
  }
}

/** What a verdict must not contain, each as a sentence; none is a pass. */
export function failures({ delivery }: Mode, verdict: Verdict): readonly string[] {
  const { lost, doubled, draftsLost, complaints, notShown, unexplained } = verdict
  const unseen = delivery === 'repeat' ? notShown : unexplained
  return [
    ...lost.map((id) => `Call ${id}: its finish was acknowledged and is nowhere.`),
    ...doubled.map((id) => `Call ${id}: its finish is stored twice and not marked.`),
    ...unseen.map((id) => `Call ${id}: somebody was connected and never shown.`),
    ...draftsLost,
    ...complaints,
  ]
}
