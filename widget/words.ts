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

/** A language's words; `all`: also those of what is loaded on demand. */
async function wordsOf(language: string, all: boolean): Promise<Strings> {
  const [primary = ''] = language.toLowerCase().split('-')
  const foreign = LANGUAGES[primary]
  if (foreign !== undefined) return foreign()
  return all ? { ...ENGLISH, ...(await import('./languages/en.ts')).REST } : ENGLISH
}

/** One element's words. */
export class Words {
  readonly #changed: () => void
  readonly #load: typeof wordsOf
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
  constructor(changed: () => void, load = wordsOf) {
    this.#changed = changed
    this.#load = load
  }

  /**
   * Speaks a language, with some words of the host page's own; English where it cannot be had. Words
   * that are only loaded on demand stay what they were then: somebody may count on them.
   */
  speak(language: string, own: Partial<AllWords> | null): void {
    if (language === this.language && own === this.#own) return
    this.language = language
    this.#own = own
    this.#fetch().catch(() => this.#take({ ...this.t, ...ENGLISH }))
  }

  /** Brings the words of what is loaded on demand; rejects where they do not come. */
  async all(): Promise<void> {
    this.#all = true
    try {
      await this.#fetch()
    } finally {
      this.complete = true
      this.#changed()
    }
  }

  #fetch(): Promise<void> {
    this.#newest = this.#try(++this.#attempts)
    return this.#newest
  }

  async #try(attempt: number): Promise<void> {
    const words = await this.#load(this.language, this.#all)
    // Other words may have been wanted meanwhile: who waits for these waits for those.
    if (attempt === this.#attempts) this.#take(words)
    else await this.#newest
  }

  #take(words: Strings): void {
    // The host page's words are in the language that it names.
    this.t = { ...words, ...(this.#own && { lang: this.language }), ...this.#own }
    this.#changed()
  }
}
