/**
 * The screen pop: who is on the line, and how the call went.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { Call, OnCall } from '../../shared/session.ts'
import { fill } from '../call-values.ts'
import { tame } from '../hostile-text.ts'
import { button, clock, helpButton, problem, says } from './parts.ts'
import { person } from './person.ts'
import type { View } from './view.ts'
import { wrapUp } from './wrap-up.ts'

type Held = NonNullable<OnCall['held']>

/** A person on the line. */
export function onCall(view: View, state: OnCall): TemplateResult {
  return html`
    ${phoneGone(view, state)}
    <div class="call">
      <div class="about">
        <slot name="pop">${person(view, state.call)}</slot>
        <slot name="script">${script(view, state.call)}</slot>
      </div>
      <div class="wrap-up">${wrapUp(view)} ${refusal(view, state)} ${actions(view, state)}</div>
    </div>
  `
}

function script(view: View, call: Call): TemplateResult | typeof nothing {
  const { script: text } = view.session.campaign
  return text ? html`<p class="script" part="script">${fill(text, call, tame)}</p>` : nothing
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
    </div>
    <div class="actions tail">${breakMenu(view, state.call)} ${trouble(view)}
      ${helpButton(view)}</div>`
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
    ${button(view, {
      label: t.leaveUnfinished,
      command: 'leave-unfinished',
      press: () => view.send({ type: 'leave-unfinished', callId: call.id }),
    })}
  </div>`
}

function onBreak(view: View, call: Call, held: Held): TemplateResult {
  const { t } = view
  return html`<div class="notice" role="group" aria-labelledby="break">
    <p id="break">
      <strong>${t.onBreak(held.reason)}</strong>
      <span role="timer" class="timer">${clock(view.now - held.since)}</span>
    </p>
    <p>${t.breakNote}</p>
    <div class="actions">
      ${button(view, {
        label: t.endBreak,
        command: 'end-hold',
        kind: 'primary',
        press: () => view.send({ type: 'end-hold', callId: call.id }),
      })}
    </div>
  </div>`
}

function breakMenu(view: View, call: Call): TemplateResult {
  const { t } = view
  return html`<details class="menu" name="menu">
    <summary class="quiet">${t.breakAfter}</summary>
    <div class="sheet">
      <p>${t.breakNote}</p>
      <label for="reason">${t.breakReason}</label>
      <input
        id="reason"
        part="input"
        autocomplete="off"
        .value=${view.typed('reason')}
        @input=${(event: InputEvent) => view.type('reason', (event.target as HTMLInputElement).value)}
      />
      ${problem(view, 'reason')}
      ${button(view, {
        label: t.startBreak,
        command: 'hold-finish',
        press: () =>
          view.send({ type: 'hold-finish', callId: call.id, reason: view.typed('reason') }),
      })}
    </div>
  </details>`
}

function trouble(view: View): TemplateResult {
  const { t } = view
  return html`<details class="menu" name="menu">
    <summary class="quiet">${t.trouble}</summary>
    <div class="sheet">
      ${button(view, {
        label: t.phoneGone,
        command: 'phone-gone',
        press: () => view.send({ type: 'phone-gone' }),
      })}
    </div>
  </details>`
}
