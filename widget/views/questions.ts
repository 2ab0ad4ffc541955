/**
 * The campaign's questions, and when to call back. Loaded for campaigns that have them; the console
 * lends its template function, so that no second Lit is loaded.
 * @module
 */

import type { TemplateResult } from 'lit'
import type { Question } from '../../shared/campaign.ts'
import { MAX_ANSWER } from '../../shared/limits.ts'
import type { Lent } from '../on-demand.ts'
import type { AllWords } from '../strings.ts'
import type { View } from './view.ts'

const words = ({ t }: View) => t as AllWords

/** A field's own error, drawn by the console. */
export type Problem = (field: `answer-${number}` | 'callbackAt') => unknown

/** The fields beside the disposition. */
export function questions(lit: Lent, view: View, problem: Problem): unknown {
  const { html, nothing } = lit
  const { questions: asked = [] } = view.session.campaign
  return html`${asked.map((question, index) => field(lit, view, { question, index }, problem))}
  ${view.callsBack(view.draft) ? callback(lit, view, problem) : nothing}`
}

interface Asked {
  readonly question: Question
  readonly index: number
}

function field(
  { html, nothing }: Lent,
  view: View,
  { question, index }: Asked,
  problem: Problem,
): TemplateResult {
  const { label, kind, required, choices = [] } = question
  const id = `answer-${index}` as const
  const { answers = {} } = view.draft
  // A question may be called `toString`: that is no answer of anybody's.
  const answer = (Object.hasOwn(answers, label) && answers[label]) || ''
  const type = ({ target }: Event) => view.answer(label, (target as HTMLInputElement).value)
  const wrong = view.problem(id) !== undefined
  return html`<div class="field">
    <label for=${id}>${label}${required ? nothing : html` <small>${words(view).optional}</small>`}</label>
    ${
      kind === 'choice'
        ? html`<select id=${id} part="input" aria-required=${required} aria-invalid=${wrong}
            aria-describedby="${id}-problem" @change=${type}>
            <option value="" .selected=${answer === ''}></option>
            ${choices.map(
              (choice) =>
                html`<option value=${choice} .selected=${choice === answer}>${choice}</option>`,
            )}
          </select>`
        : html`<input
            id=${id}
            part="input"
            inputmode=${kind === 'number' ? 'decimal' : 'text'}
            autocomplete="off"
            maxlength=${MAX_ANSWER}
            aria-required=${required}
            aria-invalid=${wrong}
            aria-describedby="${id}-problem"
            .value=${answer}
            @input=${type}
          />`
    }
    ${problem(id)}
  </div>`
}

function callback({ html }: Lent, view: View, problem: Problem): TemplateResult {
  const change = ({ target }: Event) => {
    const { value } = target as HTMLInputElement
    view.edit({ callbackAt: value === '' ? '' : value + offsetAt(value) })
  }
  return html`<div class="field">
    <label for="callbackAt">${words(view).callbackAt} <small>${words(view).optional}</small></label>
    <input
      id="callbackAt"
      part="input"
      type="datetime-local"
      aria-invalid=${view.problem('callbackAt') !== undefined}
      aria-describedby="callbackAt-problem"
      .value=${(view.draft.callbackAt ?? '').slice(0, 16)}
      @change=${change}
    />
    ${problem('callbackAt')}
  </div>`
}

/** This machine's offset from UTC at a local time, as ISO 8601 writes it. */
function offsetAt(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset()
  const pad = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`
}
