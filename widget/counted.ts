/**
 * A number and what it counts.
 * @module
 */

/**
 * Counts in a language's own plural forms. What is counted here has three digits at most, and the
 * languages there are write them alike: `Intl.NumberFormat` would take a page that uses it for the
 * first time longer than all the rest of a pop.
 */
export function counted(language: string, one: string, other: string): (count: number) => string {
  let rules: Intl.PluralRules | undefined
  return (count) => {
    rules ??= new Intl.PluralRules(language)
    return `${count} ${rules.select(count) === 'one' ? one : other}`
  }
}
