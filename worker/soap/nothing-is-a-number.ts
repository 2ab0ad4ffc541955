/**
 * Bundled in the place of `strnum`, which the XML parser brings along: values are read here as the
 * contract types them, and the parser is told to take none for a number.
 * @module
 */

/** Never called. */
export default function toNumber(): never {
  throw new TypeError('The XML parser was to leave values as they are.')
}
