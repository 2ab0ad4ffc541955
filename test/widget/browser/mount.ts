/**
 * A console on a test page, and the ways to look at it and to use it.
 * @module
 */

import 'axe-core'
import type { AxeResults, RunOptions } from 'axe-core'
import { assert } from 'chai'
import type { LitElement } from 'lit'
import '../../../widget/define.ts'
import type { AgentConsole } from '../../../widget/agent-console.ts'
import { ScriptedWorker, until } from './scripted-worker.ts'

declare global {
  interface Window {
    /** axe-core is no module: it puts itself here. */
    readonly axe: { run(element: Element, options: RunOptions): Promise<AxeResults> }
  }
}

/** An element and its worker. */
export class Mounted<Kind extends LitElement = AgentConsole> {
  readonly element: Kind
  readonly worker: ScriptedWorker

  constructor(element: Kind, worker: ScriptedWorker) {
    this.element = element
    this.worker = worker
  }

  /** The shadow root's first element that matches, and has some text in it. */
  find<Found extends HTMLElement = HTMLElement>(selector: string, text = ''): Found {
    const all = [...this.element.renderRoot.querySelectorAll<Found>(selector)]
    const found = all.find((each) => each.textContent?.includes(text))
    if (found === undefined) throw new Error(`nothing matches ${selector} in: ${this.text}`)
    return found
  }

  has(selector: string): boolean {
    return this.element.renderRoot.querySelector(selector) !== null
  }

  get text(): string {
    return (
      (this.element.renderRoot as ShadowRoot).querySelector('.console, .board')?.textContent ?? ''
    )
  }

  /** The button with this label. */
  button(label: string): HTMLButtonElement {
    const buttons = [...this.element.renderRoot.querySelectorAll('button')]
    const found = buttons.find((each) => each.textContent?.trim().startsWith(label))
    if (found === undefined) throw new Error(`no button “${label}” in: ${this.text}`)
    return found
  }

  press(label: string): void {
    this.button(label).click()
  }

  /** Types into a field as a person does: focus first, then the text. */
  type(selector: string, text: string): void {
    const field = this.find<HTMLInputElement>(selector)
    field.focus()
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }

  choose(value: string): void {
    this.find<HTMLInputElement>(`input[value="${value}"]`).click()
  }

  async shows(text: string): Promise<void> {
    await until(() => this.text.includes(text), `“${text}” on screen, which shows: ${this.text}`)
  }

  /** What is focused inside the console. */
  get focused(): Element | null {
    return (this.element.renderRoot as ShadowRoot).activeElement
  }

  async isAccessible(): Promise<void> {
    await this.element.updateComplete
    const moving = (this.element.renderRoot as ShadowRoot).getAnimations()
    for (const each of moving) if (each instanceof CSSTransition) each.finish()
    const { violations } = await window.axe.run(this.element, {
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    })
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
      [],
    )
  }
}

let mounted: Mounted | null = null

/** Puts a signed-in console on the page; what it shows first is up to `prepare`. */
export async function mount(
  prepare: (worker: ScriptedWorker) => void = () => {},
  more: Partial<AgentConsole> = {},
): Promise<Mounted> {
  // The runner opens one file after the other in the same tab.
  sessionStorage.clear()
  const worker = await ScriptedWorker.open()
  prepare(worker)
  const element = document.createElement('agent-console')
  const { endpoint, campaign } = worker
  Object.assign(element, { endpoint, campaign, token: 'a.test.token', ...more })
  document.body.append(element)
  mounted = new Mounted(element, worker)
  if (worker.session !== null) await until(() => element.session !== null, 'the first snapshot')
  await element.updateComplete
  return mounted
}

/** Takes the console off the page again. */
export function unmount(): void {
  mounted?.element.remove()
  mounted?.worker.close()
  mounted = null
  sessionStorage.clear()
}
