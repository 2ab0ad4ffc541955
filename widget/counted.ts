/**
 * A number and what it counts.
 * @module
 */

/**
 * Counts in a language's own plural forms and digits. What the language does is looked up with the
 * first number: that takes longer than all the rest of loading the console.
 */
export function counted(language: string, one: string, other: string): (count: number) => string {
  let format: ((count: number) => string) | undefined
  return (count) => {
    format ??= formatOf(language, one, other)
    return format(count)
  }
}

function formatOf(language: string, one: string, other: string): (count: number) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count) => `${numbers.format(count)} ${rules.select(count) === 'one' ? one : other}`
}
