/**
 * The words on screen and their language. English is built in, but for what is loaded on demand;
 * every other language is one file.
 * @module
 */

import { type AllWords, ENGLISH, type Strings } from './strings.ts'

/** Each language's file, by its primary subtag: another one is a file, and a line here. */
const LANGUAGES: Readonly<Record<string, () => Promise<Strings>>> = {
  es: () => import('./languages/es.ts').then(({ STRINGS }) => STRINGS),
}

async function load(language: string, all: boolean): Promise<Strings> {
  const [primary = ''] = language.toLowerCase().split('-')
  const foreign = LANGUAGES[primary]
  if (foreign !== undefined) return foreign()
  return all ? { ...ENGLISH, ...(await import('./languages/en.ts')).REST } : ENGLISH
}

/** One element's words. */
export class Words {
  readonly #changed: () => void
  #own: Partial<AllWords> | null = null
  #all = false
  #attempts = 0
  #newest = Promise.resolve()
  /** Whether all words are here, or those that are not could not be had. */
  complete = false
  /** BCP 47. */
  language = ''
  /** The words. What is loaded on demand may count on all of them. */
  t: Strings = ENGLISH

  /** `changed` is called when there are other words. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Speaks a language, with some words of the host page's own; English where it cannot be had. */
  speak(language: string, own: Partial<AllWords> | null): void {
    if (language === this.language && own === this.#own) return
    this.language = language
    this.#own = own
    this.#load().catch(() => this.#take(ENGLISH))
  }

  /** Brings the words of what is loaded on demand; rejects where they do not come. */
  async all(): Promise<void> {
    this.#all = true
    try {
      await this.#load()
    } finally {
      this.complete = true
      this.#changed()
    }
  }

  #load(): Promise<void> {
    this.#newest = this.#try(++this.#attempts)
    return this.#newest
  }

  async #try(attempt: number): Promise<void> {
    const words = await load(this.language, this.#all)
    // Other words may have been wanted meanwhile: who waits for these waits for those.
    if (attempt === this.#attempts) this.#take(words)
    else await this.#newest
  }

  #take(words: Strings): void {
    this.t = { ...words, ...this.#own }
    this.#changed()
  }
}

/** The language an element is in: its own, its nearest ancestor's, or the page's. */
export function languageOf(element: Element): string {
  const near = element.closest('[lang]')?.getAttribute('lang')
  if (near) return near
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? languageOf(root.host) : document.documentElement.lang || 'en'
}
