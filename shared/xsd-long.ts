/**
 * Ids that the contract carries as 64-bit integers.
 * @module
 */

/**
 * Whether a text goes through `xsd:long` unchanged: no leading zeros, no sign but a minus, 64 bits.
 * kickAgent takes the agent id as a long, so a kick of `0047` is a kick of `47` and may miss.
 */
export function isExactLong(text: string): boolean {
  if (!/^(?:0|-?[1-9][0-9]{0,18})$/.test(text)) return false
  const value = BigInt(text)
  return value >= -(2n ** 63n) && value < 2n ** 63n
}
