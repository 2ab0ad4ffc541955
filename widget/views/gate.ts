/**
 * Before there is a session to show: connecting, refused, or nobody has said who is asking.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { ErrorCode } from '../../shared/errors.ts'
import type { SignInState } from '../session-controller.ts'
import type { Line } from '../session-socket.ts'
import type { Strings } from '../strings.ts'
import type { Credentials } from '../token-source.ts'
import { problemText } from './parts.ts'
import { frame } from './shell.ts'

/** What the gate is given. */
export interface Gate extends SignInState {
  readonly t: Strings
  readonly campaign: string
  readonly user: string
  readonly line: Line
  /** Whether the host page says who is asking; then no passcode is asked for. */
  readonly hosted: boolean
  retry(): void
  signIn(credentials: Credentials): void
}

const PASSCODE_HELPS: readonly ErrorCode[] = ['token-missing', 'token-invalid', 'token-expired']

/** The console without a session. */
export function gate(view: Gate): TemplateResult {
  const { t, line, campaign } = view
  if (campaign === '') {
    return frame({ title: t.refusedTitle, mood: 'trouble', body: html`<p>${t.noCampaign}</p>` })
  }
  if (line.state !== 'refused') return connecting(view)
  if (!view.hosted && PASSCODE_HELPS.includes(line.code)) return passcode(view, line.code)
  return frame({
    title: t.refusedTitle,
    mood: 'trouble',
    body: html`<p class="problem" role="alert">${t.errors[line.code]}</p>
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

function passcode(view: Gate, code: ErrorCode): TemplateResult {
  const { t, campaign, busy } = view
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(data.get(name))
    const agentId = data.has('agentId') ? { agentId: text('agentId') } : {}
    if (!busy) view.signIn({ name: text('name'), passcode: text('passcode'), ...agentId })
  }
  return frame({
    title: t.signInTitle,
    mood: 'signed-out',
    body: html`
      <p class="lead">${code === 'token-missing' ? t.signInLead(campaign) : t.errors[code]}</p>
      <form class="form" @submit=${submit}>
        <div class="field">
          <label for="name">${t.name}</label>
          <input id="name" name="name" part="input" autocomplete="username" required
            .value=${view.user} />
        </div>
        ${passcodeField(view)} ${agentIdField(view)}
        <button class="primary" part="button primary" aria-busy=${busy ? 'true' : nothing}>
          ${t.signIn}
        </button>
      </form>
    `,
  })
}

/** Shown once it is needed, and then it stays. */
function agentIdField({ t, problem, joins }: Gate): TemplateResult | typeof nothing {
  if (!joins) return nothing
  const wrong = problem?.field === 'agentId'
  return html`<div class="field">
    <label for="agentId">${t.agentId}</label>
    <input
      id="agentId"
      name="agentId"
      part="input"
      inputmode="numeric"
      autocomplete="off"
      aria-describedby=${wrong ? 'agentId-problem' : nothing}
    />
    ${
      wrong
        ? html`<p class="problem" role="alert" id="agentId-problem">${problemText(t, problem)}</p>`
        : nothing
    }
  </div>`
}

function passcodeField({ t, problem: any }: Gate): TemplateResult {
  const problem = any?.field === 'agentId' ? undefined : any
  return html`<div class="field">
    <label for="passcode">${t.passcode}</label>
    <input
      id="passcode"
      name="passcode"
      part="input"
      type="password"
      autocomplete="current-password"
      required
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'passcode-problem' : nothing}
    />
    ${
      problem
        ? html`<p class="problem" role="alert" id="passcode-problem">${problemText(t, problem)}</p>`
        : nothing
    }
  </div>`
}
