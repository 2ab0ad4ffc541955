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
export function passcode(lit: Lent, gate: Gate, code: TokenRefusal): Frame {
  const { html, nothing } = lit
  const { view, host, controller } = gate
  const { busy } = controller.signIn
  const t = view.t as AllWords
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(data.get(name))
    const agentId = data.has('agentId') ? { agentId: text('agentId') } : {}
    if (busy) return
    void controller.buyToken({ name: text('name'), passcode: text('passcode'), ...agentId })
  }
  return {
    title: t.signInTitle,
    mood: 'signed-out',
    body: html`
      <p class="lead">${code === 'token-missing' ? t.signInLead(host.campaign) : explain(code, t)}</p>
      <form class="form" @submit=${submit}>
        <div class="field">
          <label for="name">${t.name}</label>
          <input id="name" name="name" part="input" autocomplete="username" required
            .value=${host.user} />
        </div>
        ${passcodeField(lit, gate)} ${agentIdField(lit, gate)}
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
function agentIdField({ html, nothing }: Lent, { view, controller }: Gate): unknown {
  const { problem, joins } = controller.signIn
  if (!joins) return nothing
  const wrong = problem?.field === 'agentId'
  return html`<div class="field">
    <label for="agentId">${view.t.agentId}</label>
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
        ? html`<p class="problem" role="alert" id="agentId-problem">${view.explain(problem)}</p>`
        : nothing
    }
  </div>`
}

function passcodeField({ html, nothing }: Lent, { view, controller }: Gate): TemplateResult {
  const { problem: last } = controller.signIn
  const problem = last?.field === 'agentId' ? undefined : last
  return html`<div class="field">
    <label for="passcode">${(view.t as AllWords).passcode}</label>
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
        ? html`<p class="problem" role="alert" id="passcode-problem">${view.explain(problem)}</p>`
        : nothing
    }
  </div>`
}
