/**
 * The screen pop: who is on the line, and how the call went.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Call, OnCall } from '../../shared/session.ts'
import { tame } from '../hostile-text.ts'
import { button, form, helpButton, menu, problem, says, sends, textField } from './parts.ts'
import { person } from './person.ts'
import type { View } from './view.ts'
import { wrapUp } from './wrap-up.ts'

type Held = NonNullable<OnCall['held']>

/** A person on the line. */
export function onCall(view: View, state: OnCall): TemplateResult {
  const free = state.held === null && state.phone === 'up'
  return html`<div class="work">
    ${phoneGone(view, state)}
    <div class="call">
      <div class="about">
        <slot name="pop">${person(view, state.call)}</slot>
        <slot name="script">${script(view, state.call)}</slot>
      </div>
      <div class="wrap-up">${wrapUp(view)} ${refusal(view, state)}</div>
    </div>
    <div class="foot">${actions(view, state)}</div>
    ${free ? tail(view, state) : nothing}
  </div>`
}

function script(view: View, call: Call): TemplateResult | typeof nothing {
  const { script: text } = view.session.campaign
  if (!text) return nothing
  const words = view.values.content?.fill(text, call, tame)
  return words ? html`<p class="script" part="script">${words}</p>` : nothing
}

function phoneGone({ t }: View, state: OnCall): TemplateResult | typeof nothing {
  if (state.phone === 'up') return nothing
  return html`<div class="notice warn" role="alert">
    <p><strong>${t.gone[state.goneWhy ?? 'phone-gone']}</strong></p>
    <p>${t.goneLead}</p>
  </div>`
}

function refusal(view: View, { refusal: words }: OnCall): TemplateResult | typeof nothing {
  if (words === null) return problem(view)
  return html`<p class="problem" role="alert">
    ${view.t.errors['dialer-fault']} ${says(view.t, words)}
  </p>`
}

function actions(view: View, state: OnCall): TemplateResult {
  if (state.held !== null) return onBreak(view, state.call, state.held)
  if (state.phone === 'gone') return lastActions(view, state.call)
  const { t } = view
  const last = state.lastCall
  const next = button(view, {
    label: last ? t.finishLogOff : t.next,
    command: 'finish',
    kind: 'primary',
    press: () => view.finish(last),
  })
  const logOff = button(view, {
    label: t.finishLogOff,
    command: 'finish',
    press: () => view.finish(true),
  })
  return html`<div class="actions finish">
    ${next} ${leaveMessage(view, state)} ${last ? nothing : logOff}
  </div>`
}

/** What is seldom wanted. The dialer does not tell that the person has gone; the agent may. */
function tail(view: View, { call, callerGoneAt }: OnCall): TemplateResult {
  const { t } = view
  const on = !callerGoneAt
  return html`<div class="actions tail">
      ${sends(view, t.callerGone, { type: 'caller-gone', callId: call.id, on }, { kind: 'quiet', pressed: !on })}
      ${breakMenu(view, call)} ${trouble(view)} ${helpButton(view)}
    </div>
    ${on ? nothing : html`<p class="hint">${t.callerGoneLead}</p>`}`
}

function leaveMessage(view: View, state: OnCall): TemplateResult | typeof nothing {
  if (!view.session.campaign.canLeaveMessage) return nothing
  return button(view, {
    label: view.t.leaveMessage,
    command: 'finish',
    press: () => view.finish(state.lastCall, true),
  })
}

function lastActions(view: View, call: Call): TemplateResult {
  const { t } = view
  return html`<div class="actions finish">
    ${button(view, {
      label: t.saveLogOff,
      command: 'finish',
      kind: 'primary',
      press: () => view.finish(true),
    })}
    ${sends(view, t.leaveUnfinished, { type: 'leave-unfinished', callId: call.id })}
  </div>`
}

function onBreak(view: View, call: Call, held: Held): TemplateResult {
  const { t } = view
  return html`<div class="notice" role="group" aria-labelledby="break">
    <p id="break">
      <strong>${t.onBreak(held.reason)}</strong>
    </p>
    <p>${t.breakNote}</p>
    <div class="actions">
      ${sends(view, t.endBreak, { type: 'end-hold', callId: call.id }, { kind: 'primary' })}
    </div>
  </div>`
}

function breakMenu(view: View, { id: callId }: Call): TemplateResult {
  const { t } = view
  const hold = () => view.send({ type: 'hold-finish', callId, reason: view.typed('reason') })
  return menu(
    t.breakAfter,
    html`<p>${t.breakNote}</p>
    ${form(
      view,
      hold,
      html`${textField(view, { name: 'reason', label: t.breakReason })}
      ${button(view, { label: t.startBreak, command: 'hold-finish', submit: true })}`,
    )}`,
  )
}

function trouble(view: View): TemplateResult {
  const { t } = view
  return menu(t.trouble, sends(view, t.phoneGone, { type: 'phone-gone' }))
}
