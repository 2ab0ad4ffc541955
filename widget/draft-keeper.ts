/**
 * What the agent types about a call, on its way to the session. The session's copy is what counts;
 * this one only bridges the second until it is saved, or until the line is back.
 * @module
 */

import type { ConsoleError } from '../shared/errors.ts'
import type { Draft } from '../shared/session.ts'

/** The longest a typed letter waits to be saved, in milliseconds. */
const SAVE_WITHIN_MS = 800

/** Nothing typed. */
export const EMPTY: Draft = { dispositions: [], notes: '' }

/** Where drafts go; tells why one did not arrive, and is to be saved again later. */
export type SaveDraft = (callId: string, draft: Draft) => Promise<ConsoleError | null>

/** Keeps what is typed in the tab, for the next page; null once the session has it. */
export type KeepTyped = (typed: Partial<Draft> | null) => void

/** Keeps what is typed about one call until the session has it. */
export class DraftKeeper {
  readonly #save: SaveDraft
  readonly #isEditing: () => boolean
  readonly #keep: KeepTyped
  #callId = ''
  #stored = EMPTY
  /** What is typed here lies over what is stored, and over nothing else's. */
  #typed: Partial<Draft> = {}
  #unsaved = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /**
   * `isEditing` says whether the keyboard is in one of the form's fields: then another tab's words
   * wait until it is not.
   */
  constructor(save: SaveDraft, isEditing: () => boolean, keep: KeepTyped) {
    this.#save = save
    this.#isEditing = isEditing
    this.#keep = keep
  }

  /** What to show. */
  get draft(): Draft {
    if (!this.#unsaved && !this.#isEditing()) this.#typed = {}
    return { ...this.#stored, ...this.#typed }
  }

  /** Whether something typed has not reached the session. */
  get unsaved(): boolean {
    return this.#unsaved
  }

  /** Takes what the session has of a call. Another call begins with nothing of the last one's. */
  take(callId: string, stored: Draft): void {
    if (callId !== this.#callId) {
      void this.flush()
      // The first call of a page may be the one about which the last page has left something.
      if (this.#callId) this.#keep(null)
      this.#callId = callId
      this.#typed = {}
      this.#unsaved = false
    }
    this.#stored = stored
  }

  /** Takes what the last page has left about a call; false if it is not the one on screen. */
  restore(callId: string, left: Partial<Draft>): boolean {
    if (callId !== this.#callId) return false
    const { notes } = this.#typed
    // Whoever was faster than this loses nothing either.
    this.edit({
      ...left,
      ...this.#typed,
      ...(notes && left.notes && notes !== left.notes && { notes: `${left.notes}\n${notes}` }),
    })
    return true
  }

  /** Takes an edit and saves it within {@link SAVE_WITHIN_MS}. */
  edit(change: Partial<Draft>): void {
    this.#typed = { ...this.#typed, ...change }
    this.#unsaved = true
    this.#keep(this.#typed)
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_WITHIN_MS)
  }

  /**
   * Saves now what is not saved yet; to be called again when a lost line is back.
   * @returns why it did not arrive
   */
  async flush(): Promise<ConsoleError | null> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#unsaved) return null
    const { draft } = this
    const typed = this.#typed
    const callId = this.#callId
    const error = await this.#save(callId, draft)
    // What cannot be read never will be: a mistake of the host page's code is not kept.
    const unread = error?.code === 'bad-request'
    // A newer edit, or another call, is none of this save's business.
    if ((error && !unread) || callId !== this.#callId || typed !== this.#typed) return error
    if (unread) this.#typed = {}
    else this.#stored = draft
    this.#unsaved = false
    this.#keep(null)
    return error
  }
}
