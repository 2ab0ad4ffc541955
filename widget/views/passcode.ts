/**
 * Nobody has said who is asking: the campaign's passcode does. Loaded where it is needed; the console
 * lends its template function, so that no second Lit is loaded.
 * @module
 */

import type { TemplateResult } from 'lit'
import type { Lent } from '../on-demand.ts'
import type { TokenRefusal } from '../session-socket.ts'
import type { AllWords } from '../strings.ts'
import type { Gate } from './gate.ts'
import type { Frame } from './shell.ts'

/** The heading and the form. */
export function passcode(lit: Lent, view: Gate, code: TokenRefusal): Frame {
  const { html, nothing } = lit
  const { campaign, busy } = view
  const t = view.t as AllWords
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(data.get(name))
    const agentId = data.has('agentId') ? { agentId: text('agentId') } : {}
    if (!busy) view.signIn({ name: text('name'), passcode: text('passcode'), ...agentId })
  }
  return {
    title: t.signInTitle,
    mood: 'signed-out',
    body: html`
      <p class="lead">${code === 'token-missing' ? t.signInLead(campaign) : explain(code, t)}</p>
      <form class="form" @submit=${submit}>
        <div class="field">
          <label for="name">${t.name}</label>
          <input id="name" name="name" part="input" autocomplete="username" required
            .value=${view.user} />
        </div>
        ${passcodeField(lit, view)} ${agentIdField(lit, view)}
        <button class="primary" part="button primary" aria-busy=${busy ? 'true' : nothing}>
          ${t.signIn}
        </button>
      </form>
    `,
  }
}

const explain = (code: TokenRefusal, { refusals, errors }: AllWords) =>
  ({ ...refusals, ...errors })[code]

/** Shown once it is needed, and then it stays. */
function agentIdField({ html, nothing }: Lent, { t, problem, joins, explain }: Gate): unknown {
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
        ? html`<p class="problem" role="alert" id="agentId-problem">${explain(problem)}</p>`
        : nothing
    }
  </div>`
}

function passcodeField(
  { html, nothing }: Lent,
  { t, problem: last, explain }: Gate,
): TemplateResult {
  const problem = last?.field === 'agentId' ? undefined : last
  return html`<div class="field">
    <label for="passcode">${(t as AllWords).passcode}</label>
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
        ? html`<p class="problem" role="alert" id="passcode-problem">${explain(problem)}</p>`
        : nothing
    }
  </div>`
}
