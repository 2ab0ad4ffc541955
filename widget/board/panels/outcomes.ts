/**
 * How today's calls went: a table per hour and one per agent, each with a bar beside its figures.
 * @module
 */

import type { Outcome } from '../../../shared/board.ts'
import { clock } from '../../clock.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'

const ENGLISH = {
  byHour: 'Today by hour',
  byAgent: 'Today by agent',
  hour: 'Hour',
  agent: 'Agent',
  calls: 'Calls',
  contacts: 'Contacts',
  sales: 'Sales',
  callbacks: 'Callbacks',
  doNotCall: 'Do not call',
  average: '⌀ handle time',
  conversion: 'Sales per call',
  none: 'No finished calls today.',
  refresh: 'Refresh',
  bars: 'Dark: sales. Light: other calls.',
}

const FIGURES = ['calls', 'contacts', 'sales', 'callbacks', 'doNotCall'] as const
const REFRESH_MS = 60_000

/** One line: a label and the sums over some outcomes. */
interface Line {
  readonly label: string
  readonly sums: Readonly<Record<(typeof FIGURES)[number] | 'handleSeconds', number>>
}

class Outcomes implements Panel {
  readonly #view: BoardView
  #outcomes: readonly Outcome[] | null = null
  #askedAt = 0

  constructor(view: BoardView) {
    this.#view = view
  }

  opened(): void {
    this.#refresh()
  }

  tick(): void {
    if (this.#view.online && Date.now() - this.#askedAt > REFRESH_MS) this.#refresh()
  }

  #refresh(): void {
    this.#askedAt = Date.now()
    const from = new Date(new Date().setHours(0, 0, 0, 0)).toISOString()
    void this.#view.run('outcomes', async () => {
      const answer = await this.#view.api.ask<{ outcomes: Outcome[] }>(
        'GET',
        `/outcomes?${new URLSearchParams({ from })}`,
      )
      this.#outcomes = answer.outcomes
    })
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('outcomes', ENGLISH)
    const error = view.problem('outcomes')
    const all = this.#outcomes
    const hourOf = ({ hour }: Outcome) =>
      new Date(hour).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    return html`${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}
      ${all?.length === 0 ? html`<p>${t.none}</p>` : nothing}
      ${
        all?.length
          ? html`${table(
              lent,
              t,
              [t.byHour, t.hour],
              group(
                all.toSorted((one, other) => one.hour - other.hour),
                hourOf,
              ),
            )}
              ${table(
                lent,
                t,
                [t.byAgent, t.agent],
                group(all, ({ userId }) => userId).sort(byLabel),
              )}
              <p class="hint">${t.bars}</p>`
          : nothing
      }
      <div class="actions">
        <button
          type="button"
          class="secondary"
          aria-busy=${view.busy('outcomes') ? 'true' : nothing}
          @click=${() => this.#refresh()}
        >
          ${t.refresh}
        </button>
      </div>`
  }
}

const byLabel = (one: Line, other: Line) => one.label.localeCompare(other.label)

function group(all: readonly Outcome[], labelOf: (outcome: Outcome) => string): Line[] {
  const groups = Object.entries(Object.groupBy(all, labelOf))
  return groups.map(([label, rows = []]) => {
    const sum = (figure: keyof Line['sums']) => rows.reduce((sums, row) => sums + row[figure], 0)
    return {
      label,
      sums: {
        calls: sum('calls'),
        contacts: sum('contacts'),
        sales: sum('sales'),
        callbacks: sum('callbacks'),
        doNotCall: sum('doNotCall'),
        handleSeconds: sum('handleSeconds'),
      },
    }
  })
}

function table(
  { html }: Lent,
  t: typeof ENGLISH,
  [title, head]: readonly [string, string],
  lines: readonly Line[],
): unknown {
  const most = Math.max(...lines.map(({ sums }) => sums.calls))
  return html`<div class="wide" role="region" aria-label=${title} tabindex="0">
    <table>
      <caption>${title}</caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          <td></td>
          ${FIGURES.map((figure) => html`<th scope="col" class="count">${t[figure]}</th>`)}
          <th scope="col" class="count">${t.conversion}</th>
          <th scope="col" class="count">${t.average}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ label, sums }) => html`<tr>
            <th scope="row">${label}</th>
            <td>
              <svg aria-hidden="true" width="120" height="12" viewBox="0 0 ${most} 1" preserveAspectRatio="none">
                <rect class="all" width=${sums.calls} height="1"></rect>
                <rect class="sales" width=${sums.sales} height="1"></rect>
              </svg>
            </td>
            ${FIGURES.map((figure) => html`<td class="count">${sums[figure]}</td>`)}
            <td class="count">${Math.round((100 * sums.sales) / sums.calls)} %</td>
            <td class="count">${clock((sums.handleSeconds / sums.calls) * 1_000)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** Today's outcomes, for a board. */
export const panel = (view: BoardView): Panel => new Outcomes(view)
