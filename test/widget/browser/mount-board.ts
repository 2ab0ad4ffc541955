/**
 * A board on a test page, and the worker behind it as the test plays it.
 * @module
 */

import '../../../widget/board/define.ts'
import type { BoardSnapshot } from '../../../shared/board.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { CampaignBoard } from '../../../widget/board/campaign-board.ts'
import { board } from './boards.ts'
import { Mounted } from './mount.ts'
import { ScriptedWorker, until } from './scripted-worker.ts'

/** What the worker has for the board. */
export class BoardScript {
  readonly worker: ScriptedWorker
  /** What a line is shown, or why it is refused. */
  shown: BoardSnapshot | ErrorCode

  constructor(worker: ScriptedWorker) {
    this.worker = worker
    this.shown = this.snapshot()
    worker.session = null
    worker.answers = () => ({})
    worker.greeting = () =>
      typeof this.shown === 'string'
        ? [{ type: 'refused', code: this.shown }]
        : [worker.hello, { type: 'board', board: this.shown }]
  }

  /** A board of this worker's campaign. */
  snapshot(more: Partial<BoardSnapshot> = {}): BoardSnapshot {
    const made = board(more)
    return { ...made, campaign: { ...made.campaign, id: this.worker.campaign } }
  }

  /** Shows the board with other facts, to everybody. */
  show(more: Partial<BoardSnapshot>): void {
    const shown = this.snapshot(more)
    this.shown = shown
    this.worker.update({ type: 'board', board: shown })
  }

  /** What was asked of a route below the campaign's own. */
  asked(method: string, path: string) {
    const whole = `/v1/campaigns/${this.worker.campaign}${path}`
    return this.worker.asked.filter((each) => each.method === method && each.path === whole)
  }
}

/** A board and what it is told. */
export class MountedBoard extends Mounted<CampaignBoard> {
  readonly script: BoardScript

  constructor(element: CampaignBoard, script: BoardScript) {
    super(element, script.worker)
    this.script = script
  }

  /** Opens a part by its name in the menu, and waits until it says this. */
  async open(part: string, words: string): Promise<void> {
    this.find<HTMLButtonElement>('nav button', part).click()
    await this.element.updateComplete
    const root = this.element.renderRoot
    const text = () => root.querySelector('.panel, .campaign')?.textContent ?? ''
    await until(() => text().includes(words), `“${words}” in ${part}, which shows: ${text()}`)
    await this.element.updateComplete
  }

  /** The field with this label. */
  field(label: string): HTMLInputElement {
    const labels = [...this.element.renderRoot.querySelectorAll('label')]
    const found = labels.find((each) => each.textContent?.trim().startsWith(label))?.control
    if (!found) throw new Error(`no field “${label}” in: ${this.text}`)
    return found as HTMLInputElement
  }

  /** Types into a field, by its label, as a person does. */
  fill(label: string, text: string): void {
    const field = this.field(label)
    field.focus()
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  /** What is said of a field that is wrong. */
  problemOf(label: string): string {
    const field = this.field(label)
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
    const root = this.element.renderRoot as ShadowRoot
    const all = ids.map((id) => root.getElementById(id))
    return all.find((each) => each?.classList.contains('problem'))?.textContent?.trim() ?? ''
  }
}

const mounted: MountedBoard[] = []

/** Puts a board on the page; what it is told first is up to `prepare`. */
export async function mountBoard(
  prepare: (script: BoardScript) => void = () => {},
  more: Partial<CampaignBoard> = {},
): Promise<MountedBoard> {
  const script = new BoardScript(await ScriptedWorker.open())
  prepare(script)
  return addBoard(script, more)
}

/** Puts one more board of the same campaign on the page. */
export async function addBoard(
  script: BoardScript,
  more: Partial<CampaignBoard> = {},
): Promise<MountedBoard> {
  const element = document.createElement('campaign-board')
  const { endpoint, campaign } = script.worker
  Object.assign(element, { endpoint, campaign, token: `a.${campaign}.token`, ...more })
  document.body.append(element)
  const page = new MountedBoard(element, script)
  mounted.push(page)
  if (typeof script.shown !== 'string' && element.campaign !== '') {
    await until(() => element.board !== null, 'the first board')
  }
  await element.updateComplete
  return page
}

/** Takes every board off the page again. */
export function unmountBoards(): void {
  for (const { element, worker } of mounted.splice(0)) {
    element.remove()
    worker.close()
  }
}
