/**
 * The dialer's report on its agents.
 * @module
 */

import * as v from 'valibot'
import { type AgentReport, REPORT_COLUMNS, type ReportCell } from '../../shared/report.ts'
import { csvRow, download } from '../csv.ts'
import { reportOf } from '../report.ts'
import { dialerOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

const ROW: readonly ReportCell[] = [
  '4721',
  '874100',
  '2135550100',
  'ann@acme.example',
  1_795_422_000_000,
  null,
  12,
  3_600,
  2_160,
  180,
  540,
  15,
]

/** The report, on a screen and as a file. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/agents',
    summary: 'The dialer’s report on its agents, one row per login',
    about:
      'The twelve documented columns by their names, then whatever else the dialer tells. Asked of the dialer each time: a page should not ask by itself more than once a minute.',
    query: { format: v.optional(v.picklist(['json', 'csv']), 'json') },
    example: {
      at: 1_795_425_600_000,
      columns: REPORT_COLUMNS,
      rows: [ROW],
      totals: [null, null, null, null, null, null, 12, 3_600, 2_160, 180, 540, 15],
    } as AgentReport,
    otherForms: ['text/csv'],
    handle: async (asked) => {
      const { id: campaignid } = await settingsOf(asked)
      const agents = await dialerOf(asked).getAgentStats({ campaignid })
      const report = reportOf(agents, Date.now())
      if (asked.query.format === 'json') return report
      return download(csvOf(report), 'text/csv', `agents-${campaignid}.csv`)
    },
  }),
]

function csvOf({ columns, rows }: AgentReport): string {
  const text = (value: ReportCell, kind: string) =>
    kind === 'time' && typeof value === 'number' ? new Date(value).toISOString() : value
  return [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((value, index) => text(value, columns[index]?.kind ?? 'text'))),
  ]
    .map(csvRow)
    .join('')
}
