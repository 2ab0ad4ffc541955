import { describe, expect, it } from 'vitest'
import { addressOf } from '../../worker/address.ts'

const from = (address: string) =>
  addressOf(new Request('https://console.example', { headers: { 'cf-connecting-ip': address } }))

describe('the address that tries are counted by', () => {
  it('is the whole of an IPv4 address, also where IPv6 carries it', () => {
    expect(from('203.0.113.7')).toBe('203.0.113.7')
    expect(from('::FFFF:203.0.113.7')).toBe('203.0.113.7')
  })

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1:2:3:4', 'fe80:0:0:0::/64'],
  ])('of %s is its network %s', (address, network) => {
    expect(from(address)).toBe(network)
  })

  it('is one place for all who have none, and short for whoever makes one up', () => {
    expect(addressOf(new Request('https://console.example'))).toBe('unknown')
    expect(from('x'.repeat(5_000)).length).toBeLessThan(60)
    expect(from(':'.repeat(5_000)).length).toBeLessThan(60)
  })
})
