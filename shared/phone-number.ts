/**
 * Phone numbers as they are compared, in a file and afterwards.
 * @module
 */

/** The digits; in North America the leading 1 is written or not. */
export function comparable(number: string): string {
  const digits = number.replace(/\D/g, '')
  return /^1\d{10}$/.test(digits) ? digits.slice(1) : digits
}
