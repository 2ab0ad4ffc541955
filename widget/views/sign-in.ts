/**
 * Nobody is on the phone yet: call mine, or type the id I already hear.
 * @module
 */

import { html, type TemplateResult } from 'lit'
import type { SignedOut } from '../../shared/session.ts'
import { ended } from './ended.ts'
import { button, form, type TextOptions, textField } from './parts.ts'
import type { View } from './view.ts'

/** The way into a session. */
export function signIn(view: View, state: SignedOut): TemplateResult {
  const { t } = view
  return html`
    ${ended(view, state)}
    <p class="lead">${t.readyLead}</p>
    ${callForm(view, state.phoneNumber)}
    <details class="more">
      <summary>${t.hearId}</summary>
      ${agentIdForm(view)}
    </details>
  `
}

function callForm(view: View, phoneNumber: string | null): TemplateResult {
  const { t } = view
  const call = () =>
    view.send({ type: 'call-me', phoneNumber: view.typed('phoneNumber', phoneNumber) })
  return form(
    view,
    call,
    html`${textField(view, {
      name: 'phoneNumber',
      label: t.phoneNumber,
      otherwise: phoneNumber,
      inputmode: 'tel',
      autocomplete: 'tel',
    })}${button(view, { label: t.callMe, command: 'call-me', kind: 'primary', submit: true })}`,
  )
}

/** The agent id, and the button that uses it. */
export function agentIdForm(
  view: View,
  more: Pick<TextOptions, 'focus' | 'refusal'> = {},
): TemplateResult {
  const { t } = view
  return form(
    view,
    () => view.send({ type: 'log-in', agentId: view.typed('agentId') }),
    html`${textField(view, {
      name: 'agentId',
      label: t.agentId,
      inputmode: 'numeric',
      ...more,
    })}${button(view, { label: t.logIn, command: 'log-in', kind: 'primary', submit: true })}`,
  )
}
