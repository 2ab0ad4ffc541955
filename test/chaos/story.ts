/**
 * What the dialer was asked for one agent around one call: where to begin when a run fails.
 * @module
 */

import type { Evidence, JournalLine } from './evidence.ts'

const AROUND_MS = { before: 20_000, after: 30_000 }

/** The journal's lines about a call's agent, each with when it came, relative to the connection. */
export function storyOf(callId: string, evidence: Evidence): readonly string[] {
  const call = evidence.talkedTo.find((each) => each.callId === callId)
  if (!call) return [`The dialer knows no call ${callId}.`]
  const { at, agentId } = call
  const about = evidence.journal.filter(
    (line) =>
      line.parameters.agentId === agentId &&
      (line.answeredAt ?? line.at) > at - AROUND_MS.before &&
      line.at < at + AROUND_MS.after,
  )
  const logged = evidence.log.find((each) => each.callId === callId)
  return [
    `Agent id ${agentId} at ${at}; on the board: ${logged?.state ?? 'not there'}`,
    ...about.map((line) => tell(line, at, evidence)),
  ]
}

function tell(line: JournalLine, at: number, { broken }: Evidence): string {
  const { operation, parameters, answer, answeredAt } = line
  const seconds = (time: number | null) =>
    time === null ? 'never' : `${((time - at) / 1_000).toFixed(2)} s`
  const value = answer && 'value' in answer ? answer.value : null
  const id = (value as { id?: string } | null)?.id ?? ''
  const said = answer && 'fault' in answer ? answer.fault : id
  const times = `${seconds(line.at)} to ${seconds(answeredAt)}`
  const call = String(parameters.callId ?? '')
  const end = broken.get(line.line)
  return `${times}  ${operation} ${call} -> ${said}${end ? ` (broken by the ${end})` : ''}`
}
