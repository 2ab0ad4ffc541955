/**
 * What agents say and ask: the campaign's script and questions.
 * @module
 */

import {
  type CampaignSettings,
  QUESTION_KINDS,
  type QuestionKind,
} from '../../../shared/campaign.ts'
import { MAX_SCRIPT } from '../../../shared/limits.ts'
import type { Lent } from '../../on-demand.ts'
import { aboutGroup, add, check, fieldProblem, remove, text, typed, type Wrong } from './fields.ts'

/** The form's words. */
export const TALK_ENGLISH = {
  questions: 'Questions',
  question: 'Question',
  kind: 'Answer',
  kinds: { text: 'text', choice: 'one of', number: 'number' } satisfies Record<
    QuestionKind,
    string
  >,
  options: 'Choices, separated by commas',
  needed: 'needed',
  addQuestion: 'Add a question',
  removeQuestion: (question: string) => `Remove question ${question}`,
  script: 'Script',
  scriptLead: 'What agents say. Columns of the file in braces are filled in: Hello {name}',
}

interface DraftQuestion {
  label: string
  kind: QuestionKind
  options: string
  required: boolean
}

/** The words of a line, without empty ones. */
export function commaSeparated(line: string): string[] {
  const words = line.split(',').map((word) => word.trim())
  return words.filter(Boolean)
}

/** Whether anything was typed about a question. */
const isAsked = ({ label, options }: DraftQuestion) => label.trim() !== '' || options.trim() !== ''

/** What is typed into the form. */
export class TalkForm {
  questions: DraftQuestion[] = []
  script = ''
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Begins with a campaign as it is set up. */
  fill({ questions = [], script = '' }: CampaignSettings): void {
    this.questions = questions.map(({ label, kind, choices = [], required }) => ({
      label,
      kind,
      options: choices.join(', '),
      required,
    }))
    this.script = script
  }

  /** What the worker is sent; empty lines are left out. */
  body() {
    const questions = this.questions.filter(isAsked).map(({ label, kind, options, required }) => ({
      label,
      kind,
      required,
      ...(kind === 'choice' && { choices: commaSeparated(options) }),
    }))
    return { questions, script: this.script }
  }

  render(lent: Lent, t: typeof TALK_ENGLISH, wrong: Wrong): unknown {
    const { html, nothing } = lent
    return html`${this.#renderQuestions(lent, t, wrong)}
      <div class="field">
        <label>
          <span>${t.script}</span>
          <textarea
            .value=${this.script}
            maxlength=${MAX_SCRIPT}
            aria-invalid=${wrong.script ? 'true' : nothing}
            aria-describedby="script-lead script-problem"
            @input=${(event: Event) => this.#set({ script: typed(event) })}
          ></textarea>
        </label>
        <span class="hint" id="script-lead">${t.scriptLead}</span>
        ${fieldProblem(lent, 'script', wrong)}
      </div>`
  }

  #renderQuestions(lent: Lent, t: typeof TALK_ENGLISH, wrong: Wrong): unknown {
    const { html } = lent
    const more = () =>
      this.#set({
        questions: [...this.questions, { label: '', kind: 'text', options: '', required: false }],
      })
    return html`<fieldset class="group" aria-describedby=${aboutGroup(lent, ['questions'], wrong)}>
      <legend>${t.questions}</legend>
      ${this.questions.map((question, at) => this.#renderQuestion(lent, t, question, at, wrong))}
      <div class="actions">${add(lent, t.addQuestion, more)}</div>
      ${fieldProblem(lent, 'questions', wrong)}
    </fieldset>`
  }

  #renderQuestion(
    lent: Lent,
    t: typeof TALK_ENGLISH,
    question: DraftQuestion,
    at: number,
    wrong: Wrong,
  ): unknown {
    const { html, nothing } = lent
    const change = (facts: Partial<DraftQuestion>) => {
      Object.assign(question, facts)
      this.#changed()
    }
    // The worker counts those that it is sent.
    const path = `questions.${this.questions.filter(isAsked).indexOf(question)}`
    const marked = { group: 'questions', wrong }
    const label = { label: `${t.question} ${at + 1}`, value: question.label, name: `${path}.label` }
    const options = { label: t.options, value: question.options, name: `${path}.choices` }
    return html`<div class="row">
      ${text(lent, { ...label, ...marked }, (typedLabel) => change({ label: typedLabel }))}
      <label class="field">
        <span>${t.kind}</span>
        <select @change=${(event: Event) => change({ kind: typed(event) as QuestionKind })}>
          ${QUESTION_KINDS.map(
            (kind) => html`<option value=${kind} .selected=${kind === question.kind}>
              ${t.kinds[kind]}
            </option>`,
          )}
        </select>
      </label>
      ${
        question.kind === 'choice'
          ? text(lent, { ...options, ...marked }, (line) => change({ options: line }))
          : nothing
      }
      ${check(lent, t.needed, question.required, (required) => change({ required }))}
      ${remove(lent, t.removeQuestion(question.label), () =>
        this.#set({ questions: this.questions.filter((each) => each !== question) }),
      )}
    </div>`
  }

  #set(facts: Partial<Pick<TalkForm, 'questions' | 'script'>>): void {
    Object.assign(this, facts)
    this.#changed()
  }
}
