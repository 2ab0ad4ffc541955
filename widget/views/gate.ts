/**
 * Before there is a session to show: connecting, refused, or nobody has said who is asking.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import { ConsoleError } from '../../shared/errors.ts'
import type { OnDemand } from '../on-demand.ts'
import type { SessionController } from '../session-controller.ts'
import { TOKEN_REFUSALS } from '../session-socket.ts'
import type { Identity } from '../token-source.ts'
import { frame } from './shell.ts'
import type { View } from './view.ts'

/** What the gate is given. */
export interface Gate {
  readonly view: Pick<View, 't' | 'explain'> & {
    /** The form that asks for a passcode, in a file of its own. */
    readonly passcode: OnDemand<import('./passcode.ts').Passcode>
  }
  /** What the host page says about who is asking; if that is enough, no passcode is asked for. */
  readonly host: Identity & { readonly user: string }
  readonly controller: Pick<SessionController, 'line' | 'retry'>
}

/** The console without a session. */
export function gate(asked: Gate): TemplateResult {
  const { view, host, controller } = asked
  const { t } = view
  const { line } = controller
  if (!host.campaign) {
    return frame({ title: t.refusedTitle, mood: 'trouble', body: html`<p>${t.noCampaign}</p>` })
  }
  if (line.state !== 'refused') return connecting(asked)
  const code = TOKEN_REFUSALS.find((each) => each === line.code)
  if (!host.token && host.getToken === null && code !== undefined) {
    const form = view.passcode.content
    if (form !== null) return frame(form.render(asked, code))
    if (!view.passcode.failed) return connecting(asked)
  }
  return frame({
    title: t.refusedTitle,
    mood: 'trouble',
    body: html`<p class="problem" role="alert">${view.explain(new ConsoleError(line.code))}</p>
      ${retryButton(asked, t.tryAgain)}`,
  })
}

function connecting(asked: Gate): TemplateResult {
  const { t } = asked.view
  const lost = asked.controller.line.state === 'offline'
  return frame({
    title: lost ? t.offline : t.connecting,
    mood: lost ? 'trouble' : 'connecting',
    body: lost ? retryButton(asked, t.tryNow) : nothing,
  })
}

function retryButton({ controller }: Gate, label: string): TemplateResult {
  const retry = () => controller.retry()
  return html`<div class="actions">
    <button type="button" class="secondary" part="button secondary" @click=${retry}>${label}</button>
  </div>`
}
