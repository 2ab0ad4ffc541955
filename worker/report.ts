/**
 * From what getAgentStats told to the documented report. The members' names are a guess, so other
 * likely ones count too, and one that nobody guessed becomes a column of its own.
 * @module
 */

import {
  type AgentReport,
  REPORT_COLUMNS,
  type ReportCell,
  type ReportColumn,
  type ReportKind,
} from '../shared/report.ts'
import type { DialerAgent, DialerMember } from './dialer-answers.ts'
import { readScalar, ValueError } from './soap/scalars.ts'

type ColumnName = (typeof REPORT_COLUMNS)[number]['name']

/** Members by column, in lower case without underscores; the first is the house style's guess. */
const MEMBERS: Readonly<Record<ColumnName, readonly string[]>> = {
  ID: ['id', 'agentid', 'sessionid'],
  'Campaign ID': ['campaignid', 'campaign'],
  'Phone Number': ['phonenumber', 'phone', 'number'],
  'User ID': ['userid', 'user', 'username', 'agentname', 'name'],
  'Logged In': ['loggedin', 'login', 'logintime', 'start', 'starttime'],
  'Logged Out': ['loggedout', 'logout', 'logouttime', 'end', 'endtime'],
  Calls: ['calls', 'callcount', 'numcalls', 'numbersdialed'],
  Duration: ['duration', 'sessionduration', 'loggedinsec'],
  'Calls (Sec)': ['callsec', 'callssec', 'callduration', 'calltime', 'totalcallsec'],
  'Avg Call (Sec)': ['avgcallsec', 'avgcall', 'avg', 'averagecall', 'averagecallsec'],
  'Resp. Time': ['responsetime', 'resptime', 'responsesec'],
  '%Response': ['percentresponse', 'responsepercent', 'pctresponse'],
}

const COLUMN_OF: ReadonlyMap<string, ColumnName> = new Map(
  REPORT_COLUMNS.flatMap(({ name }) => MEMBERS[name].map((member) => [member, name] as const)),
)

/** The report on these agents. */
export function reportOf(agents: readonly DialerAgent[], at: number): AgentReport {
  const lines = agents.map(({ members }) => lineOf(members))
  const others = new Set(lines.flatMap((line) => [...line.keys()].filter(isOther)))
  const columns: ReportColumn[] = [
    ...REPORT_COLUMNS,
    ...[...others].map((name) => ({ name, kind: 'text' as const })),
  ]
  const rows = lines.map((line) => columns.map(({ name, kind }) => cell(line.get(name), kind)))
  return { at, columns, rows, totals: totals(columns, rows) }
}

const isOther = (name: string) => !REPORT_COLUMNS.some((column) => column.name === name)

/** Values by column; of two members for one column the first counts, the other stays visible. */
function lineOf(members: readonly DialerMember[]): ReadonlyMap<string, string> {
  const line = new Map<string, string>()
  for (const { name, label, value } of members) {
    const column = COLUMN_OF.get(name.toLowerCase().replaceAll('_', ''))
    if (column !== undefined && !line.has(column)) line.set(column, value)
    else line.set(label, value)
  }
  return line
}

function cell(text: string | undefined, kind: ReportKind): ReportCell {
  if (text === undefined) return null
  if (kind === 'text') return text
  try {
    const value = readScalar(kind === 'time' ? 'dateTime' : 'double', text)
    const number = value instanceof Date ? value.getTime() : Number(value)
    return Number.isFinite(number) ? number : text
  } catch (error) {
    if (error instanceof ValueError) return text
    throw error
  }
}

function totals(columns: readonly ReportColumn[], rows: AgentReport['rows']): ReportCell[] {
  const sum = (name: ColumnName): number => {
    const index = columns.findIndex((column) => column.name === name)
    return rows.reduce((total, row) => total + (Number(row[index]) || 0), 0)
  }
  const share = (part: number, whole: number) => (whole === 0 ? null : round(part / whole))
  const known: Partial<Record<string, ReportCell>> = {
    Calls: sum('Calls'),
    Duration: sum('Duration'),
    'Calls (Sec)': sum('Calls (Sec)'),
    'Avg Call (Sec)': share(sum('Calls (Sec)'), sum('Calls')),
    'Resp. Time': sum('Resp. Time'),
    '%Response': share(100 * sum('Resp. Time'), sum('Duration')),
  }
  return columns.map(({ name }) => known[name] ?? null)
}

const round = (value: number) => Math.round(value * 10) / 10
