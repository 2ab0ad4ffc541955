/**
 * Before there is a session to show: connecting, refused, or nobody has said who is asking.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import { ConsoleError } from '../../shared/errors.ts'
import type { OnDemand } from '../on-demand.ts'
import type { SignInState } from '../session-controller.ts'
import { type Line, TOKEN_REFUSALS } from '../session-socket.ts'
import type { Strings } from '../strings.ts'
import type { Credentials } from '../token-source.ts'
import { frame } from './shell.ts'

/** What the gate is given. */
export interface Gate extends SignInState {
  readonly t: Strings
  readonly campaign: string
  readonly user: string
  readonly line: Line
  /** Whether the host page says who is asking; then no passcode is asked for. */
  readonly hosted: boolean
  /** The form that asks for a passcode, in a file of its own. */
  readonly passcode: OnDemand<typeof import('./passcode.ts')>
  retry(): void
  /** What went wrong, in words. */
  explain(error: ConsoleError): string
  signIn(credentials: Credentials): void
}

/** The console without a session. */
export function gate(view: Gate): TemplateResult {
  const { t, line, campaign } = view
  if (campaign === '') {
    return frame({ title: t.refusedTitle, mood: 'trouble', body: html`<p>${t.noCampaign}</p>` })
  }
  if (line.state !== 'refused') return connecting(view)
  const code = TOKEN_REFUSALS.find((each) => each === line.code)
  if (!view.hosted && code !== undefined) {
    const form = view.passcode.content
    if (form !== null) return frame(form.passcode({ html, nothing }, view, code))
    if (!view.passcode.failed) return connecting(view)
  }
  return frame({
    title: t.refusedTitle,
    mood: 'trouble',
    body: html`<p class="problem" role="alert">${view.explain(new ConsoleError(line.code))}</p>
      ${retryButton(view, t.tryAgain)}`,
  })
}

function connecting(view: Gate): TemplateResult {
  const { t, line } = view
  const lost = line.state === 'offline'
  return frame({
    title: lost ? t.offline : t.connecting,
    mood: lost ? 'trouble' : 'connecting',
    body: lost ? retryButton(view, t.tryNow) : nothing,
  })
}

function retryButton(view: Gate, label: string): TemplateResult {
  return html`<div class="actions">
    <button type="button" class="secondary" part="button secondary" @click=${view.retry}>
      ${label}
    </button>
  </div>`
}
