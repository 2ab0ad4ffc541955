/**
 * A number and what it counts.
 * @module
 */

/** Counts in a language's own plural forms and digits. */
export function counted(language: string, one: string, other: string): (count: number) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count) => `${numbers.format(count)} ${rules.select(count) === 'one' ? one : other}`
}
