/**
 * The fields that the board's forms are made of.
 * @module
 */

import type { LitElement } from 'lit'
import { MAX_LINE } from '../../../shared/limits.ts'
import type { Lent } from '../../on-demand.ts'

/** What a field holds after an event. */
export const typed = (event: Event) => (event.target as HTMLInputElement).value

const checked = (event: Event) => (event.target as HTMLInputElement).checked

/**
 * What is wrong, in words, by the name of the field that it is about. For a group of fields that is the
 * group's name, and beside it the path of each field in it that is wrong, as the worker writes it.
 */
export type Wrong = Readonly<Record<string, string | undefined>>

/** A labelled line of text. */
export interface TextField {
  readonly label: string
  readonly value: string
  /** Explains it. */
  readonly lead?: string
  /** Needed where it is explained or can be wrong: what is said about it is told apart by this. */
  readonly name?: string
  readonly wrong?: Wrong
  /** The group below which it is said what is wrong with this field. */
  readonly group?: string
  /** The label is for those who cannot see the ones above it. */
  readonly bare?: boolean
}

/** A field for a line of text, with what is wrong with it below. */
export function text(lent: Lent, field: TextField, set: (value: string) => void): unknown {
  const { html, nothing } = lent
  const { label, value, lead, name = '', wrong, group, bare } = field
  const bad = wrong?.[name] !== undefined
  const about = [lead && `${name}-lead`, bad && `${group ?? name}-problem`]
    .filter(Boolean)
    .join(' ')
  return html`<div class="field">
    <label>
      <span class=${bare ? 'unseen' : nothing}>${label}</span>
      <input
        .value=${value}
        maxlength=${MAX_LINE}
        autocomplete="off"
        aria-invalid=${bad ? 'true' : nothing}
        aria-describedby=${about || nothing}
        @input=${(event: Event) => set(typed(event))}
      />
    </label>
    ${lead ? html`<span class="hint" id="${name}-lead">${lead}</span>` : nothing}
    ${group ? nothing : fieldProblem(lent, name, wrong)}
  </div>`
}

/** What a group's element points to, where something is wrong in it. */
export function aboutGroup({ nothing }: Lent, names: readonly string[], wrong: Wrong): unknown {
  const ids = names.filter((name) => wrong[name]).map((name) => `${name}-problem`)
  return ids.length > 0 ? ids.join(' ') : nothing
}

/** What is wrong with a field, or nothing. */
export function fieldProblem({ html, nothing }: Lent, name: string, wrong?: Wrong): unknown {
  const said = wrong?.[name]
  return said
    ? html`<span class="problem" id="${name}-problem" tabindex="-1">${said}</span>`
    : nothing
}

/** A field for yes or no. */
export function check(
  { html }: Lent,
  label: string,
  on: boolean,
  set: (on: boolean) => void,
): unknown {
  return html`<label class="check">
    <input type="checkbox" .checked=${on} @change=${(event: Event) => set(checked(event))} />
    ${label}
  </label>`
}

/** A button that adds a line to a form; its field has the keyboard then. */
export function add({ html }: Lent, label: string, press: () => void): unknown {
  const click = async ({ currentTarget }: Event) => {
    const actions = (currentTarget as Element).parentElement
    press()
    await settled(currentTarget as Element)
    actions?.previousElementSibling?.querySelector('input')?.focus()
  }
  return html`<button type="button" class="quiet small" @click=${click}>${label}</button>`
}

/** A button that takes a line of a form away; the one that adds a line has the keyboard then. */
export function remove({ html }: Lent, label: string, press: () => void): unknown {
  const click = async ({ currentTarget }: Event) => {
    const button = currentTarget as Element
    const places = [button.closest('.row')?.parentElement, button.closest('.group')]
    const group = button.closest('.group') ?? button
    press()
    await settled(group)
    const place = places.find((each) => each?.isConnected)
    place?.querySelector<HTMLElement>(':scope > .actions button')?.focus()
  }
  return html`<button type="button" class="quiet remove" aria-label=${label} @click=${click}>✕</button>`
}

/** Puts the keyboard where the first thing is wrong: in its field, or at what is said of a group. */
export async function focusWrong(form: Element): Promise<void> {
  await settled(form)
  form.querySelector<HTMLElement>('[aria-invalid="true"], .problem')?.focus()
}

/** Once what has changed is on screen. */
async function settled(inside: Element): Promise<void> {
  const { host } = inside.getRootNode() as { host?: LitElement }
  await host?.updateComplete
}
