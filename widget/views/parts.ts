/**
 * The small things all views are made of.
 * @module
 */

import { html, nothing, type TemplateResult } from 'lit'
import type { ConsoleError, ErrorCode } from '../../shared/errors.ts'
import type { Command, CommandType } from '../../shared/protocol.ts'
import { tame } from '../hostile-text.ts'
import type { AllWords, Strings } from '../strings.ts'
import type { FieldName, View } from './view.ts'

/** A button that sends a command. */
export interface ButtonOptions {
  readonly label: string
  /** Shown as pending while this command is under way. */
  readonly command: CommandType
  readonly kind?: 'primary' | 'secondary' | 'quiet'
  /** Submits its form; then `press` is not needed. */
  readonly submit?: boolean
  readonly press?: () => void
  /** Not possible yet, for another reason than the line. */
  readonly off?: boolean
  readonly pressed?: boolean
}

/**
 * A button. One that cannot be used keeps the focus and says so (`aria-disabled`): a disabled one
 * would throw the keyboard user back to the top of the page.
 */
export function button(view: View, options: ButtonOptions): TemplateResult {
  const { label, command, kind = 'secondary', submit = false, press, off = false } = options
  const busy = view.pending(command)
  const usable = view.online && !busy && !off
  const click = (event: Event) => {
    if (!usable) event.preventDefault()
    else press?.()
  }
  return html`<button
    type=${submit ? 'submit' : 'button'}
    class=${kind}
    part="button ${kind}"
    data-command=${command}
    aria-busy=${busy ? 'true' : nothing}
    aria-disabled=${usable ? nothing : 'true'}
    aria-pressed=${options.pressed ?? nothing}
    @click=${click}
  >
    ${label}
  </button>`
}

/** A button that sends a command as it is. */
export function sends(
  view: View,
  label: string,
  command: Command,
  more: Partial<ButtonOptions> = {},
): TemplateResult {
  return button(view, { label, command: command.type, press: () => view.send(command), ...more })
}

const reveal = ({ target }: Event) => (target as Element).scrollIntoView({ block: 'nearest' })

/** What unfolds below its button, in sight; of all menus only one is open. */
export function menu(label: string, content: unknown, kind = 'quiet'): TemplateResult {
  return html`<details class="menu" name="menu" @toggle=${reveal}>
    <summary class=${kind}>${label}</summary>
    <div class="sheet">${content}</div>
  </details>`
}

/** The dialer's own words, quoted. */
export function says(t: Strings, words: string): string {
  return t.dialerSays(tame(words))
}

const MINUTE_MS = 60_000

/** What went wrong, in our words and the dialer's, and when to try again. */
export function problemText(t: Strings, error: ConsoleError): string {
  const { code, words, retryAt } = error
  const ours: Partial<Record<ErrorCode, string>> = { ...(t as AllWords).refusals, ...t.errors }
  const sentences = [ours[code] ?? t.errors.internal]
  if (words) sentences.push(says(t, words))
  // What ends sooner has a countdown beside its button.
  if (retryAt !== undefined && retryAt > Date.now() + MINUTE_MS) {
    sentences.push(t.tryAgainAt(timeOfDay(retryAt)))
  }
  return sentences.join(' ')
}

/** The next full minute, as this machine's clock shows it. */
function timeOfDay(moment: number): string {
  const minute = Math.ceil(moment / MINUTE_MS) * MINUTE_MS
  return new Date(minute).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
}

/**
 * What is wrong with a field, below it; without a field, with the whole form. Where no command of ours
 * went wrong, what the session says about the field (`refusal`).
 */
export function problem(
  view: View,
  field?: FieldName,
  refusal?: string | null,
): TemplateResult | typeof nothing {
  const error = view.problem(field)
  if (!error && !refusal) return nothing
  return html`<p class="problem" part="problem" role="alert" id=${field ? `${field}-problem` : nothing}>
    ${error ? view.explain(error) : refusal}
  </p>`
}

/** A line of text to be typed. */
export interface TextOptions {
  readonly name: FieldName
  readonly label: string
  readonly otherwise?: string | null
  readonly inputmode?: 'tel' | 'numeric' | 'text'
  readonly autocomplete?: 'tel' | 'off'
  /** Gets the keyboard when its phase begins and the keyboard was in the console. */
  readonly focus?: boolean
  /** What the session says is wrong with it. */
  readonly refusal?: string | null
}

/** A labelled text field with its problem. */
export function textField(view: View, options: TextOptions): TemplateResult {
  const { name, label, otherwise, inputmode = 'text', autocomplete = 'off', refusal } = options
  const wrong = view.problem(name) || refusal
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      part="input"
      ?data-focus=${options.focus}
      type=${inputmode === 'tel' ? 'tel' : 'text'}
      inputmode=${inputmode}
      autocomplete=${autocomplete}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `${name}-problem` : nothing}
      .value=${view.typed(name, otherwise)}
      @input=${(event: InputEvent) => view.type(name, (event.target as HTMLInputElement).value)}
    />
    ${problem(view, name, refusal)}
  </div>`
}

/** A form whose only way out is its submit button, or Enter. */
export function form(view: View, send: () => void, content: unknown): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault()
    if (view.online) send()
  }
  return html`<form class="form" @submit=${submit} novalidate>${content}</form>`
}

/** Asks for a supervisor, or not any more. */
export function helpButton(view: View): TemplateResult {
  const asked = typeof view.session.helpSince === 'number'
  const more = { kind: 'quiet', pressed: asked } as const
  return sends(view, view.t.help, { type: 'help', on: !asked }, more)
}

/** Whole seconds until a moment, never below zero. */
export function secondsUntil(view: View, moment: number): number {
  return Math.max(0, Math.ceil((moment - view.now) / 1000))
}
