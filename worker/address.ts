/**
 * Where a request comes from, for counting what one place may do.
 * @module
 */

/** Set by Cloudflare, which overwrites what a client sends; elsewhere the proxy in front must. */
const ADDRESS_HEADER = 'cf-connecting-ip'

/**
 * The client's address. Of an IPv6 address the network only: whoever has one has all 2^64 of it.
 * Requests without an address count as one place.
 */
export function addressOf(request: Request): string {
  const given = request.headers.get(ADDRESS_HEADER)?.trim().toLowerCase() ?? ''
  // An IPv4 address in IPv6's clothes.
  const address = given.replace(/^::ffff:(?=[\d.]+$)/, '')
  return address.includes(':') ? networkOf(address) : address.slice(0, 45) || 'unknown'
}

const GROUPS = 8
const NETWORK_GROUPS = 4

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = Array.from(
    { length: Math.max(0, GROUPS - before.length - after.length) },
    () => '0',
  )
  const groups = [...before, ...(tail === undefined ? [] : zeros), ...after]
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${network.join(':').slice(0, 45)}::/64`
}
