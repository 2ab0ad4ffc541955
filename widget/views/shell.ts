/**
 * What surrounds every phase: its name, since when, for which campaign, and the line's state.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { OnCall, SessionState } from '../../shared/session.ts'
import { clock } from '../clock.ts'
import type { Strings } from '../strings.ts'
import { onCall } from './call.ts'
import { callingBack } from './calling-back.ts'
import { problem, says, secondsUntil, sends } from './parts.ts'
import { nameOf } from './person.ts'
import { signIn } from './sign-in.ts'
import type { View } from './view.ts'
import { waiting } from './waiting.ts'

/** The frame: a heading with what belongs beside it, and a body. */
export interface Frame {
  readonly title: string
  readonly mood: string
  readonly aside?: unknown
  readonly sub?: unknown
  readonly body: unknown
}

/** A heading and a body, with a mark in the phase's colour. */
export function frame({ title, mood, aside, sub, body }: Frame): TemplateResult {
  return html`
    <header part="header" class=${mood}>
      <span class="dot" aria-hidden="true"></span>
      <h2 tabindex="-1">${title}</h2>
      <span class="aside">${aside}</span>
      <span class="sub">${sub}</span>
    </header>
    <div class="body">${body}</div>
  `
}

/** What the shell can do beside the views. */
export interface Shell {
  readonly tryNow: () => void
  readonly openSheet: () => void
  /** Minutes after which an open call is mentioned; 0 for never. */
  readonly remindAfter: number
}

/** The whole console while there is a session. */
export function shell(view: View, { tryNow, openSheet, remindAfter }: Shell): TemplateResult {
  const { t, session } = view
  const { state, campaign } = session
  const since = sinceOf(state)
  return html`${frame({
    title: title(t, state),
    mood: state.phase,
    aside: html`<span role="timer" class="timer">${since ? clock(view.now - since) : nothing}</span>
      ${session.role === 'supervisor' ? view.team.content?.button(t) : nothing}
      <button type="button" class="quiet small help" part="button help" aria-label=${t.sheetTitle}
        @click=${openSheet}>?</button>`,
    sub: html`${campaign.name}${'agentId' in state ? ` · ${t.agentIdIs(state.agentId)}` : ''}`,
    body: html`${view.online ? nothing : offline(view, tryNow)} 
    ${reminder(view, state, remindAfter)} ${phase(view, state)} ${unsent(view)} ${lastCalls(view)}`,
  })}
  ${view.team.loaded?.render(t)}`
}

/** The name of a phase. */
export function title(t: Strings, state: SessionState): string {
  switch (state.phase) {
    case 'signed-out':
      return state.why === 'never' ? t.readyTitle : t.endedTitle
    case 'calling-back':
      return t.callingTitle
    case 'waiting':
      return t.waitingTitle
    case 'on-call':
      if (state.held !== null) return t.onBreakTitle
      return isOver(state) ? t.afterCallTitle : t.onCallTitle
  }
}

/** Whether nobody speaks any more, though the call is not finished. */
const isOver = ({ callerGoneAt, phone }: OnCall) => callerGoneAt || phone === 'gone'

/** Since when what the title says has been so; null where it does not matter, or nobody knows. */
function sinceOf(state: SessionState): number | null {
  if (state.phase === 'signed-out') return null
  if (state.phase !== 'on-call') return state.since
  const { held, callerGoneAt, since } = state
  return held?.since ?? callerGoneAt ?? (isOver(state) ? null : since)
}

function phase(view: View, state: SessionState): unknown {
  switch (state.phase) {
    case 'signed-out':
      return signIn(view, state)
    case 'calling-back':
      return callingBack(view, state)
    case 'waiting':
      return waiting(view, state)
    case 'on-call':
      return onCall(view, state)
  }
}

function unsent(view: View): unknown {
  if (view.session.unsent.length === 0) return nothing
  const list = view.unsent.content
  if (list !== null)
    return list.unsent({ html, nothing, problem, says, secondsUntil, sends, nameOf }, view)
  return view.unsent.failed ? html`<p class="notice warn">${view.t.notLoaded}</p>` : nothing
}

function lastCalls(view: View): unknown {
  if (view.session.today.calls === 0) return nothing
  const toggle = (event: Event) => {
    if ((event.target as HTMLDetailsElement).open) void view.showLastCalls()
  }
  return html`<details class="more" @toggle=${toggle}>
    <summary>${view.t.lastCalls}</summary>
    ${view.history.loaded?.calls(view)}
  </details>`
}

function reminder(view: View, state: SessionState, minutes: number): unknown {
  const due = state.phase === 'on-call' && state.held === null && minutes > 0
  if (!due || view.now - state.since < minutes * 60_000) return nothing
  return html`<p class="notice" role="status">${view.t.reminder(minutes)}</p>`
}

function offline({ t, session }: View, tryNow: () => void): TemplateResult {
  return html`<div class="notice warn line">
    <p>${session.state.phase === 'on-call' ? t.offlineTyping : t.offline}</p>
    <button type="button" class="quiet" @click=${tryNow}>${t.tryNow}</button>
  </div>`
}
