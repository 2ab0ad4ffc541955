/**
 * Days and times in a language.
 * @module
 */

/** A format takes longer to make than to use, and a call's card is drawn once a second. */
const made = new Map<string, Intl.DateTimeFormat>()

/** How a language writes a moment; made once for the same options. */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options])
  const format = made.get(key) ?? new Intl.DateTimeFormat(language, options)
  made.set(key, format)
  return format
}
