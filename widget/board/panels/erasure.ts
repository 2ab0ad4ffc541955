/**
 * Forgetting somebody who asks for it: every call with their number, after a question that says what
 * goes and what stays.
 * @module
 */

import type { Erased } from '../../../shared/board.ts'
import { MAX_PHONE_NUMBER } from '../../../shared/limits.ts'
import type { Lent } from '../../on-demand.ts'
import type { BoardView, Panel } from '../board-view.ts'

const ENGLISH = {
  title: 'Erase a number',
  lead: 'For somebody who asks to be forgotten. You are asked once more before anything goes.',
  number: 'Phone number',
  erase: 'Erase…',
  bad: 'Type the whole number, with its area code.',
  ask: (number: string) => `Erase every call with ${number}?`,
  goes: 'This goes, and nobody can bring it back',
  going: [
    'their calls in this campaign’s log, with names, answers, notes and corrections',
    'the same calls in agents’ consoles, also those that the dialer does not have yet',
    'posts of them that your server has not taken yet',
    'their part of the outcomes',
  ],
  stays: 'This stays',
  staying: [
    'a do-not-call mark: without it, they could be called again',
    'a call that is on the line, or whose answer is on its way to the dialer; ask again later',
    'what the dialer, your own server and downloaded files have',
  ],
  confirm: (number: string) => `Erase ${number}`,
  keep: 'Keep',
  erased: (number: string, calls: number) =>
    `${calls === 1 ? '1 call' : `${calls} calls`} with ${number} erased.`,
  asking: (sessions: number) =>
    `Consoles that are still being asked: ${sessions}. That goes on by itself.`,
  none: (number: string) => `No call with ${number} is kept here.`,
}

/** The form and its question; `changed` is called when calls are gone. */
export class Erasure implements Panel {
  readonly #view: BoardView
  readonly #changed: () => void
  #number = ''
  #bad = false
  #said = ''

  constructor(view: BoardView, changed: () => void) {
    this.#view = view
    this.#changed = changed
  }

  render(lent: Lent): unknown {
    const { html, nothing } = lent
    const view = this.#view
    const t = view.words('erasure', ENGLISH)
    const error = view.problem('erase')
    const { erasing: left = 0 } = view.board ?? {}
    const bad = this.#bad || error?.field === 'phoneNumber'
    const wrong = bad ? t.bad : error && view.explain(error)
    return html`<details class="more">
      <summary>${t.title}</summary>
      <form class="form" novalidate @submit=${(event: SubmitEvent) => this.#ask(event)}>
        <label for="erase">${t.number}</label>
        <input
          id="erase"
          name="number"
          type="tel"
          maxlength=${MAX_PHONE_NUMBER}
          autocomplete="off"
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="erase-problem erase-lead"
        />
        <button class="secondary" aria-busy=${view.busy('erase') ? 'true' : nothing}>${t.erase}</button>
        <p class="problem" role="alert" id="erase-problem">${wrong ?? ''}</p>
        <p class="hint" role="status" id="erase-lead">
          ${this.#said || t.lead} ${left > 0 ? t.asking(left) : nothing}
        </p>
      </form>
      <dialog aria-labelledby="erase-title">${this.#question(lent, t)}</dialog>
    </details>`
  }

  #question({ html }: Lent, t: typeof ENGLISH): unknown {
    const list = (title: string, lines: readonly string[]) =>
      html`<p>${title}:</p>
        <ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>`
    const close = (event: Event) => (event.target as Element).closest('dialog')?.close()
    const erase = (event: Event) => {
      close(event)
      void this.#erase(t)
    }
    return html`<h3 id="erase-title">${t.ask(this.#number)}</h3>
      ${list(t.goes, t.going)} ${list(t.stays, t.staying)}
      <div class="actions">
        <button type="button" class="danger" @click=${erase}>${t.confirm(this.#number)}</button>
        <button type="button" class="secondary" autofocus @click=${close}>${t.keep}</button>
      </div>`
  }

  #ask(event: SubmitEvent): void {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    this.#number = String(new FormData(form).get('number')).trim()
    this.#said = ''
    this.#bad = !/\d/.test(this.#number)
    this.#view.refresh()
    if (!this.#bad) (form.nextElementSibling as HTMLDialogElement).showModal()
  }

  async #erase(t: typeof ENGLISH): Promise<void> {
    const number = this.#number
    await this.#view.run('erase', async () => {
      const body = { phoneNumber: number }
      const { calls, inSessions } = await this.#view.api.ask<Erased>('POST', '/erase', body)
      const most = Math.max(calls, inSessions)
      this.#said = most > 0 ? t.erased(number, most) : t.none(number)
      this.#changed()
    })
  }
}
