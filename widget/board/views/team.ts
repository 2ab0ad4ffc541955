/**
 * The roster: every agent, what they do at this moment, and the way to remove them.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { BoardSnapshot, RosterRow } from '../../../shared/board.ts'
import { clock } from '../../clock.ts'
import type { BoardView } from '../board-view.ts'
import { moment } from '../format.ts'

/** What the roster asks of the element. */
export interface TeamPorts {
  /** Asks whether somebody shall really be removed. */
  readonly ask: (row: RosterRow) => void
  /** The way to hang up once more, once its file is there. */
  readonly again: (row: RosterRow) => unknown
  /** The form for a phone that no console belongs to, once its file is there. */
  readonly byId: () => unknown
}

/**
 * Everybody of the campaign, by name: rows that change places with every call cannot be read, nor
 * pressed.
 */
export function team(view: BoardView, { agents }: BoardSnapshot, ports: TeamPorts): TemplateResult {
  const { t } = view
  const here = agents.filter(({ phase }) => phase !== 'signed-out')
  const gone = agents.filter(({ phase }) => phase === 'signed-out')
  const count = (phase: RosterRow['phase']) => here.filter((row) => row.phase === phase).length
  const figures = t.counts(count('waiting'), count('on-call'), count('calling-back'))
  return html`
    ${agents.length === 0 ? html`<p class="lead">${t.nobodyHere}</p>` : nothing}
    ${here.length === 0 ? nothing : html`<p class="figures">${figures}</p>`}
    ${table(view, t.view.team, here, ports)}
    ${gone.length === 0 ? nothing : html`<h3>${t.goneTitle}</h3>`}
    ${table(view, t.goneTitle, gone, ports)}
    <details class="more" @toggle=${() => view.refresh()}>
      <summary>${t.removeById}</summary>
      ${ports.byId()}
    </details>
  `
}

/** Roles in so many words: a table that is laid out as a grid is none to every browser. */
function table(
  view: BoardView,
  label: string,
  rows: readonly RosterRow[],
  ports: TeamPorts,
): TemplateResult | typeof nothing {
  const { t } = view
  if (rows.length === 0) return nothing
  const heads = [t.agent, t.doing, t.since, t.today, t.actions]
  return html`<div class="roster" role="table" aria-label=${label}>
    <div role="row" class="head">
      ${heads.map((head) => html`<span role="columnheader">${head}</span>`)}
    </div>
    ${rows.map((row) => agent(view, row, ports))}
  </div>`
}

function agent(view: BoardView, row: RosterRow, { ask, again }: TeamPorts): TemplateResult {
  const { t, now } = view
  const { userId, agentId, phase, held, today } = row
  const since = held?.since ?? row.callerGoneAt ?? row.since
  const out = phase === 'signed-out'
  const remove = html`<button
    type="button"
    class="quiet small"
    aria-label=${t.removeOf(userId)}
    @click=${() => ask(row)}
  >
    ${t.remove}
  </button>`
  const facts = [agentId && t.agentIdIs(agentId), ...marks(view, row)].filter(Boolean)
  return html`<div role="row" class="agent ${phase} ${row.helpSince ? 'help' : ''}">
    <span role="cell" class="who">
      <strong>${userId}</strong>
      ${facts.length > 0 ? html`<small>${facts.join(' · ')}</small>` : nothing}
    </span>
    <span role="cell" class="doing">
      <span class="dot" aria-hidden="true"></span><span>${doing(view, row)}</span>
    </span>
    <span role="cell" class="timer">${out ? moment(since, now) : clock(now - since)}</span>
    <span role="cell" class="today">
      ${t.calls(today.calls, clock((today.handleSeconds / today.calls) * 1_000))}
    </span>
    <span role="cell" class="acts">${out ? (row.phoneUp && row.why === 'kicked' ? again(row) : nothing) : remove}</span>
  </div>`
}

function doing({ t }: BoardView, row: RosterRow): string {
  const { phase, call, held, why, phoneGone } = row
  if (phase === 'signed-out' && why === 'kicked') return t.removed
  const onCall = row.callerGoneAt || phoneGone ? t.afterCall : t.phase[phase]
  const what = held ? t.onBreak(held.reason) : onCall
  const name = !held && call && (call.name ?? call.phoneNumber)
  return `${what}${name ? ` ${t.with(name)}` : ''}${phoneGone ? `, ${t.phoneGone}` : ''}`
}

/** What is out of the ordinary. */
function marks({ t, now }: BoardView, row: RosterRow): (string | false)[] {
  const { phase, troubleSince, words } = row
  return [
    row.helpSince !== null && t.wantsHelp,
    row.lastCall && t.lastCall,
    !row.console && phase !== 'signed-out' && t.noPage,
    troubleSince !== null && t.noDialer(clock(now - troubleSince)),
    words !== null && t.dialerSays(words),
  ]
}
