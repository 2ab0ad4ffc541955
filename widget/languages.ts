/**
 * Which language the console speaks. English is built in; every other one is a file loaded when it
 * is wanted.
 * @module
 */

import { ENGLISH, type Strings } from './strings.ts'

/** Each language's file, by its primary subtag. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ readonly STRINGS: Strings }>>> = {
  es: () => import('./languages/es.ts'),
}

/** The words of a language (BCP 47); English where there are none, or they cannot be loaded. */
export async function loadStrings(language: string): Promise<Strings> {
  const [primary = ''] = language.toLowerCase().split('-')
  const load = LANGUAGES[primary]
  if (load === undefined) return ENGLISH
  return load().then(
    ({ STRINGS }) => STRINGS,
    () => ENGLISH,
  )
}

/** The language an element is in: its own, its nearest ancestor's, or the page's. */
export function languageOf(element: Element): string {
  const near = element.closest('[lang]')?.getAttribute('lang')
  if (near) return near
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? languageOf(root.host) : document.documentElement.lang || 'en'
}
