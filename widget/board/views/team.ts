/**
 * The roster: every agent, what they do at this moment, and the way to remove them.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { BoardSnapshot, RosterRow } from '../../../shared/board.ts'
import type { BoardView } from '../board-view.ts'
import { clock, moment } from '../format.ts'
import { button, problem } from './parts.ts'

/** What the roster asks of the element. */
export interface TeamPorts {
  /** Asks whether somebody shall really be removed. */
  readonly ask: (row: RosterRow) => void
  /** The form for a phone that no console belongs to, once its file is there. */
  readonly byId: () => unknown
}

/** Everybody of the campaign. */
export function team(view: BoardView, { agents }: BoardSnapshot, ports: TeamPorts): TemplateResult {
  const { t } = view
  const here = agents.filter(({ phase }) => phase !== 'signed-out').sort(byPhase)
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

const ORDER: readonly RosterRow['phase'][] = ['on-call', 'waiting', 'calling-back']

/** Whoever talks first, then whoever has waited longest. */
function byPhase(one: RosterRow, other: RosterRow): number {
  return ORDER.indexOf(one.phase) - ORDER.indexOf(other.phase) || one.since - other.since
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

function agent(view: BoardView, row: RosterRow, { ask }: TeamPorts): TemplateResult {
  const { t, now } = view
  const { userId, agentId, phase, since, today } = row
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
      <strong>${userId}</strong>${facts.length > 0 ? html`<small>${facts.join(' · ')}</small>` : nothing}
    </span>
    <span role="cell" class="doing">
      <span class="dot" aria-hidden="true"></span><span>${doing(view, row)}</span>
    </span>
    <span role="cell" class="timer">${out ? moment(since, now) : clock(now - since)}</span>
    <span role="cell" class="today">
      ${t.calls(today.calls, clock((today.handleSeconds / today.calls) * 1_000))}
    </span>
    <span role="cell" class="acts">${out ? again(view, row) : remove}</span>
  </div>`
}

function doing({ t }: BoardView, { phase, call, held, why, phoneGone }: RosterRow): string {
  if (phase === 'signed-out' && why === 'kicked') return t.removed
  const what = held ? t.onBreak(held.reason) : t.phase[phase]
  const name = call && (call.name ?? call.phoneNumber)
  return `${what}${name ? ` ${t.with(name)}` : ''}${phoneGone ? `, ${t.phoneGone}` : ''}`
}

/** What is out of the ordinary. */
function marks({ t, now }: BoardView, row: RosterRow): (string | false)[] {
  const { phase, troubleSince, words } = row
  return [
    row.lastCall && t.lastCall,
    !row.console && phase !== 'signed-out' && t.noPage,
    troubleSince !== null && t.noDialer(clock(now - troubleSince)),
    words !== null && t.dialerSays(words),
  ]
}

/** The dialer did not hang up somebody who was removed: once more, by their last agent id. */
function again(view: BoardView, { phoneUp, why, lastAgentId: id }: RosterRow): unknown {
  if (!phoneUp || why !== 'kicked' || id === null) return nothing
  const name = `again-${id}`
  const press = () => void view.run(name, () => view.api.ask('POST', `/agents/${id}/kick`))
  return html`${button(view, { label: view.t.hangUpAgain, name, kind: 'quiet small', press })}
  ${problem(view, name)}`
}
