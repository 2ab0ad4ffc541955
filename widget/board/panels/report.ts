/**
 * The dialer's report on its agents, sorted as the supervisor wants it.
 * @module
 */

import type { AgentReport, ReportCell, ReportKind } from '../../../shared/report.ts'
import { tame } from '../../hostile-text.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { moment } from '../format.ts'
import { save } from './save.ts'

const ENGLISH = {
  title: 'Individual Agent Session Statistics',
  asOf: (time: string) => `As the dialer told it at ${time}.`,
  refresh: 'Refresh',
  download: 'Download CSV',
  loading: 'Asking the dialer…',
  nobody: 'The dialer knows no logins in this campaign.',
  total: 'Total',
}

/** The report asks by itself no more often than this. */
const REFRESH_MS = 60_000

class Report implements Panel {
  readonly #view: BoardView
  #report: AgentReport | null = null
  #askedAt = 0
  #column = 4
  #down = true

  constructor(view: BoardView) {
    this.#view = view
  }

  opened(): void {
    this.tick()
  }

  tick(): void {
    if (this.#view.online && Date.now() - this.#askedAt > REFRESH_MS) this.#refresh()
  }

  #refresh(): void {
    this.#askedAt = Date.now()
    void this.#view.run('report', async () => {
      this.#report = await this.#view.api.ask<AgentReport>('GET', '/agents')
    })
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('report', ENGLISH)
    const error = view.problem('report') ?? view.problem('report-csv')
    const report = this.#report
    const name = `agents-${view.campaign}.csv`
    const take = () =>
      void view.run('report-csv', () => save(view.api, view.api.here('/agents?format=csv'), name))
    return html`<div class="actions">
        <button
          type="button"
          class="secondary"
          aria-busy=${view.busy('report') ? 'true' : nothing}
          @click=${() => this.#refresh()}
        >
          ${t.refresh}
        </button>
        <button type="button" class="quiet" @click=${take}>${t.download}</button>
      </div>
      ${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}
      ${report ? this.#renderTable(lent, report, t) : html`<p>${error ? '' : t.loading}</p>`}`
  }

  #renderTable({ html, nothing }: Lent, report: AgentReport, t: typeof ENGLISH): unknown {
    const { columns, rows, totals, at } = report
    if (rows.length === 0) return html`<p>${t.nobody}</p>`
    const direction = this.#down ? 'descending' : 'ascending'
    return html`<p class="hint">${t.asOf(moment(at))}</p>
      <div class="wide" role="region" aria-label=${t.title} tabindex="0">
        <table>
          <caption class="unseen">${t.title}</caption>
          <thead>
            <tr>
              ${columns.map(
                ({ name, kind }, index) => html`<th
                  scope="col"
                  class=${kind}
                  aria-sort=${index === this.#column ? direction : nothing}
                >
                  <button type="button" @click=${() => this.#sort(index)}>${tame(name)}</button>
                </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.#sorted(rows).map(
              (row) => html`<tr>
                ${row.map((value, index) => {
                  const kind = columns[index]?.kind ?? 'text'
                  const said = shown(value, kind)
                  return index === 0
                    ? html`<th scope="row" class=${kind}>${said}</th>`
                    : html`<td class=${kind}>${said}</td>`
                })}
              </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              ${totals.map((value, index) => {
                const kind = columns[index]?.kind ?? 'text'
                return index === 0
                  ? html`<th scope="row">${t.total}</th>`
                  : html`<td class=${kind}>${shown(value, kind)}</td>`
              })}
            </tr>
          </tfoot>
        </table>
      </div>`
  }

  #sort(index: number): void {
    this.#down = index === this.#column ? !this.#down : false
    this.#column = index
    this.#view.refresh()
  }

  #sorted(rows: AgentReport['rows']): AgentReport['rows'] {
    const way = this.#down ? -1 : 1
    const at = this.#column
    return rows.toSorted((one, other) => compare(one[at], other[at], way))
  }
}

/** Numbers by size, text as people sort it; what the dialer did not tell stays last. */
function compare(one: ReportCell = null, other: ReportCell = null, way = 1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  if (typeof one === 'number' && typeof other === 'number') return way * (one - other)
  return way * String(one).localeCompare(String(other), undefined, { numeric: true })
}

function shown(value: ReportCell, kind: ReportKind): string {
  if (value === null) return ''
  if (typeof value === 'string') return tame(value)
  return kind === 'time' ? moment(value) : value.toLocaleString()
}

/** The report, for a board. */
export const panel = (view: BoardView): Panel => new Report(view)
