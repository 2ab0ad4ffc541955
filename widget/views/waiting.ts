/**
 * Hold music: what is happening, since when, and the ways out.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Today, Waiting } from '../../shared/session.ts'
import { isExactLong } from '../../shared/xsd-long.ts'
import { clock } from '../clock.ts'
import { helpButton, menu, problem, secondsUntil, sends } from './parts.ts'
import type { View } from './view.ts'

/** When a wait is long enough for a word about the campaign, in milliseconds. */
const LONG_WAIT_MS = 5 * 60_000

/** The wait for the next person. */
export function waiting(view: View, state: Waiting): TemplateResult {
  const { t } = view
  view.prepare()
  return html`
    ${doing(view, state)} ${askMusic(view, state.askMusicFor)} ${today(view, view.session.today)}
    ${problem(view)}
    <div class="actions">
      ${sends(view, t.lastCall, { type: 'last-call', on: !state.lastCall }, { pressed: state.lastCall })}
      ${logOff(view, state)}
    </div>
    <div class="actions tail">${trouble(view)} ${helpButton(view)}</div>
  `
}

function doing(view: View, state: Waiting): TemplateResult {
  const { t, now } = view
  if (state.dialer === 'storing') return html`<p class="lead">${t.storing}</p>`
  if (state.dialer === 'retrying') {
    const seconds = state.nextTryAt === null ? 0 : secondsUntil(view, state.nextTryAt)
    return html`<p class="notice warn">
      ${t.retrying(clock(now - (state.troubleSince ?? now)))} ${seconds > 0 ? t.retryingNext(seconds) : t.retryingNow}
    </p>`
  }
  if (state.searching) return html`<p class="lead">${t.searching}</p>`
  return html`
    <p class="lead">${t.waitingLead}</p>
    ${
      view.session.campaign.dialling?.running === false
        ? html`<p class="notice warn" role="status">${t.stopped}</p>`
        : nothing
    }
    ${state.lastCall ? html`<p class="hint">${t.lastCallLead}</p>` : nothing}
    ${now - state.since > LONG_WAIT_MS ? html`<p class="hint">${t.longWait}</p>` : nothing}
  `
}

function askMusic(view: View, callId: string | null): TemplateResult | typeof nothing {
  if (callId === null) return nothing
  const answer = (yes: boolean) =>
    sends(view, yes ? view.t.yes : view.t.no, { type: 'hear-music', callId, yes })
  return html`<div class="notice warn" role="alert">
    <p>${view.t.askMusic}</p>
    <div class="actions">${answer(true)}${answer(false)}</div>
  </div>`
}

function today(view: View, { calls, handleSeconds }: Today): TemplateResult | typeof nothing {
  if (calls === 0) return nothing
  const { t } = view
  return html`<p class="today">
    <span>${t.todayTitle}</span>
    <strong>${t.callCount(calls)}</strong>
    <span>${t.average} <strong>${clock((handleSeconds * 1000) / calls)}</strong></span>
  </p>`
}

function logOff(view: View, state: Waiting): TemplateResult {
  const { t } = view
  const content = html`<p>${t.logOffAsk}</p>
    ${isExactLong(state.agentId) ? nothing : html`<p>${t.kickMayMiss}</p>`}
    ${state.lastCall ? nothing : sends(view, t.logOffAfter, { type: 'last-call', on: true })}
    ${sends(view, t.logOffNow, { type: 'log-off' })}`
  return menu(t.logOff, content, 'secondary')
}

function trouble(view: View): TemplateResult {
  const { t } = view
  return menu(
    t.trouble,
    html`${sends(view, t.noScreen, { type: 'no-screen' })}
    ${sends(view, t.phoneGone, { type: 'phone-gone' })}`,
  )
}
