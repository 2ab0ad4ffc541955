/**
 * Removing somebody: the question before it, which names them and what they are doing at this
 * moment, and the way to hang up a phone that no console belongs to.
 * @module
 */

import type { RosterRow } from '../../../shared/board.ts'
import { clock } from '../../clock.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'

const ENGLISH = {
  ask: (who: string) => `Remove ${who}?`,
  lead: 'Their phone is hung up, their session ends, and their console says so.',
  talking: (name: string, time: string) =>
    `They have been speaking with ${name} for ${time}. The person will be cut off; notes can still be finished.`,
  afterCall: (name: string, time: string) =>
    `${name} has gone; they have been finishing the call for ${time}. Notes can still be finished.`,
  phoneGone: (name: string) =>
    `Their phone has hung up, and with it ${name}. Notes can still be finished.`,
  waiting: (time: string) => `They have been waiting for ${time}.`,
  ringing: 'Their phone is ringing; a ring cannot be stopped.',
  gone: 'They have signed out meanwhile.',
  remove: (who: string) => `Remove ${who}`,
  keep: 'Keep',
  byIdLead: 'For a phone that no console belongs to: the id its agent hears.',
  agentId: 'Agent id',
  hangUp: 'Hang up',
  hangUpAgain: 'Hang up again',
  hangUpAgainOf: (who: string) => `Hang up again for ${who}`,
  hungUp: (agentId: string) => `Agent ${agentId} is being hung up.`,
}

/** The question and the form for an agent id. */
export class Removal implements Panel {
  readonly #view: BoardView
  #hungUp = ''

  constructor(view: BoardView) {
    this.#view = view
  }

  /** The dialog's content. */
  question({ html, nothing }: Lent, row: RosterRow, close: () => void): unknown {
    const view = this.#view
    const t = view.words('removal', ENGLISH)
    const name = `kick-${row.userId}`
    const error = view.problem(name)
    const busy = view.busy(name)
    const remove = async () => {
      const path = `/users/${encodeURIComponent(row.userId)}/kick`
      if (await view.run(name, () => view.api.ask('POST', path))) close()
    }
    return html`<h3 id="kick-title">${t.ask(row.userId)}</h3>
      <p>${this.#situation(row, t)}</p>
      <p>${t.lead}</p>
      ${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}
      <div class="actions">
        <button
          type="button"
          class="danger"
          aria-busy=${busy ? 'true' : nothing}
          @click=${() => busy || void remove()}
        >
          ${t.remove(row.userId)}
        </button>
        <button type="button" class="secondary" autofocus @click=${close}>${t.keep}</button>
      </div>`
  }

  #situation(row: RosterRow, t: typeof ENGLISH): string {
    const { call, callerGoneAt, phase, since, phoneGone } = row
    const time = clock(this.#view.now - (callerGoneAt ?? since))
    if (call) {
      const words = callerGoneAt ? t.afterCall : phoneGone ? t.phoneGone : t.talking
      return words(call.name ?? call.phoneNumber ?? call.id, time)
    }
    if (phase === 'waiting') return t.waiting(time)
    return phase === 'calling-back' ? t.ringing : t.gone
  }

  /** The dialer did not hang up somebody who was removed: once more, by their last agent id. */
  again({ html, nothing }: Lent, { userId, lastAgentId: id }: RosterRow): unknown {
    if (id === null) return nothing
    const view = this.#view
    const t = view.words('removal', ENGLISH)
    const name = `again-${id}`
    const error = view.problem(name)
    const press = () => void view.run(name, () => view.api.ask('POST', `/agents/${id}/kick`))
    return html`<button
        type="button"
        class="quiet small"
        aria-label=${t.hangUpAgainOf(userId)}
        aria-busy=${view.busy(name) ? 'true' : nothing}
        @click=${press}
      >
        ${t.hangUpAgain}
      </button>
      ${error ? html`<p class="problem" role="alert">${view.explain(error)}</p>` : nothing}`
  }

  /** The form for an agent id. */
  render({ html, nothing }: Lent): unknown {
    const view = this.#view
    const t = view.words('removal', ENGLISH)
    const error = view.problem('by-id')
    return html`<form class="form" @submit=${(event: SubmitEvent) => void this.#hangUp(event)} novalidate>
      <label for="agent">${t.agentId}</label>
      <input
        id="agent"
        name="agent"
        inputmode="numeric"
        autocomplete="off"
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby="agent-problem agent-lead"
      />
      <button class="secondary" aria-busy=${view.busy('by-id') ? 'true' : nothing}>${t.hangUp}</button>
      <p class="problem" role="alert" id="agent-problem">${error ? view.explain(error) : ''}</p>
      <p class="hint" role="status" id="agent-lead">${this.#hungUp ? t.hungUp(this.#hungUp) : t.byIdLead}</p>
    </form>`
  }

  async #hangUp(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const id = String(new FormData(form).get('agent')).trim()
    this.#hungUp = ''
    const path = `/agents/${encodeURIComponent(id || '-')}/kick`
    if (!(await this.#view.run('by-id', () => this.#view.api.ask('POST', path)))) return
    this.#hungUp = id
    form.reset()
    this.#view.refresh()
  }
}

/** Removals, for a board. */
export const panel = (view: BoardView): Removal => new Removal(view)
