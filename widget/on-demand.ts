/**
 * A file that is loaded when it is first wanted. Where it does not come, it is asked for again after
 * a while.
 * @module
 */

/** What the console lends to views that are loaded later, so that no second Lit comes with them. */
export type Lent = Pick<typeof import('lit'), 'html' | 'nothing'>

/** How long a file that did not come is left alone, in milliseconds. */
const AGAIN_MS = 5_000

/** One file. */
export class OnDemand<Content> {
  readonly #load: () => Promise<Content>
  readonly #changed: () => void
  #content: Content | null = null
  #askedAt = 0
  #loading = Promise.resolve()
  /** Whether the last try failed. */
  failed = false

  /** `changed` is called when the file has come, or has not. */
  constructor(load: () => Promise<Content>, changed: () => void) {
    this.#load = load
    this.#changed = changed
  }

  /** It will be wanted: asks for it once what is being drawn is drawn. */
  want(): void {
    if (this.#content === null) setTimeout(() => void this.load())
  }

  /** The file's content, which is wanted; null until it is there. */
  get content(): Content | null {
    this.want()
    return this.#content
  }

  /** The file's content, if it has been loaded. */
  get loaded(): Content | null {
    return this.#content
  }

  /** Resolves when the file has come, or has not; asks for it only where that is not done. */
  load(): Promise<void> {
    if (this.#content === null && Date.now() - this.#askedAt > AGAIN_MS) {
      this.#askedAt = Date.now()
      this.#loading = this.#fetch()
    }
    return this.#loading
  }

  async #fetch(): Promise<void> {
    try {
      this.#content = await this.#load()
      this.failed = false
    } catch {
      this.failed = true
    }
    this.#changed()
  }
}

/** A file may bring looks of its own along, as text: it has no Lit at hand to make a sheet. */
export function dress(root: ParentNode, text: string): void {
  if (!(root instanceof ShadowRoot)) return
  const looks = new CSSStyleSheet()
  looks.replaceSync(text)
  root.adoptedStyleSheets.push(looks)
}
