/**
 * Phone numbers as they are compared, here as in a file of numbers.
 * @module
 */

export { comparable } from '../shared/phone-number.ts'
