/**
 * Finishes on their way to the CRM's server.
 * @module
 */

import type { WebhookDelivery } from '../../../shared/board.ts'
import type { ConsoleError } from '../../../shared/errors.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'
import { moment } from '../format.ts'

const ENGLISH = {
  lead: 'Each finish is posted to your CRM’s server; one that does not arrive is tried again for three days.',
  off: 'Finishes are not posted anywhere: FINISH_WEBHOOK_URL is not set.',
  none: 'Nothing has been posted yet.',
  call: 'Call',
  agent: 'Agent',
  at: 'Finished',
  state: 'State',
  action: 'Action',
  states: { waiting: 'on its way', delivered: 'arrived', failed: 'given up' },
  tries: (tries: number, trouble: string) =>
    `after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${trouble}`,
  nextAt: (time: string) => `next try ${time}`,
  retry: 'Try now',
  retryOf: (call: string) => `Try now: call ${call}`,
  refresh: 'Refresh',
}

interface Answer {
  readonly on: boolean
  readonly webhooks: readonly WebhookDelivery[]
}

class Webhooks implements Panel {
  readonly #view: BoardView
  #answer: Answer | null = null
  /** The last request to try one again. */
  #retried = ''

  constructor(view: BoardView) {
    this.#view = view
  }

  opened(): void {
    void this.#view.run('webhooks', () => this.#load())
  }

  async #load(): Promise<void> {
    this.#answer = await this.#view.api.ask<Answer>('GET', '/webhooks')
  }

  #retry(id: string): void {
    this.#retried = `retry-${id}`
    void this.#view.run(this.#retried, async () => {
      await this.#view.api.ask('POST', `/webhooks/${encodeURIComponent(id)}/retry`)
      await this.#load()
    })
  }

  get #refusedRetry(): ConsoleError | undefined {
    return this.#view.problem(this.#retried)
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('webhooks', ENGLISH)
    const error = view.problem('webhooks') ?? this.#refusedRetry
    const { on = true, webhooks = [] } = this.#answer ?? {}
    return html`<p class="hint">${on ? t.lead : t.off}</p>
      ${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}
      ${this.#answer && on && webhooks.length === 0 ? html`<p>${t.none}</p>` : nothing}
      ${webhooks.length > 0 ? this.#renderTable(lent, t, webhooks) : nothing}
      <div class="actions">
        <button
          type="button"
          class="secondary"
          aria-busy=${view.busy('webhooks') ? 'true' : nothing}
          @click=${() => this.opened()}
        >
          ${t.refresh}
        </button>
      </div>`
  }

  #renderTable(
    { html, nothing }: Lent,
    t: typeof ENGLISH,
    webhooks: readonly WebhookDelivery[],
  ): unknown {
    const heads = [t.at, t.call, t.agent, t.state, t.action]
    return html`<div class="wide" role="region" aria-label=${this.#view.t.view.webhooks} tabindex="0">
      <table>
        <thead>
          <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>
          ${webhooks.map(
            (each) => html`<tr>
              <td>${moment(each.at)}</td>
              <th scope="row">${each.callId}</th>
              <td>${each.userId}</td>
              <td>${said(each, t)}</td>
              <td>
                ${
                  each.state === 'delivered'
                    ? nothing
                    : html`<button
                        type="button"
                        class="quiet small"
                        aria-label=${t.retryOf(each.callId)}
                        aria-busy=${this.#view.busy(`retry-${each.id}`) ? 'true' : nothing}
                        @click=${() => this.#retry(each.id)}
                      >
                        ${t.retry}
                      </button>`
                }
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}

function said({ state, tries, trouble, nextTryAt }: WebhookDelivery, t: typeof ENGLISH): string {
  return [
    t.states[state],
    trouble && t.tries(tries, trouble),
    tries > 0 && nextTryAt && t.nextAt(moment(nextTryAt)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Deliveries, for a board. */
export const panel = (view: BoardView): Panel => new Webhooks(view)
