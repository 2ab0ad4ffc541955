import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { CampaignSettings } from '../../shared/campaign.ts'

const SETTINGS: CampaignSettings = {
  id: '9223372036854775807',
  name: 'The last campaign of all',
  dispositionLists: [],
  dispositionRequired: false,
  columns: [],
  canLeaveMessage: false,
}

const board = (name: string) => env.CAMPAIGN_BOARD.getByName(name)

describe('CampaignBoard', () => {
  it('knows its settings and its passcode after it was away', async () => {
    const stub = board('kept')
    expect(await stub.settings()).toBeNull()
    await stub.register(SETTINGS, 'spring passcode')
    await evictDurableObject(stub)
    expect(await stub.settings()).toEqual(SETTINGS)
    expect(await stub.admits('spring passcode')).toBe(true)
    expect(await stub.admits('autumn passcode')).toBe(false)
  })

  it('keeps the passcode when only the settings change', async () => {
    const stub = board('changed')
    await stub.register(SETTINGS, 'spring passcode')
    await stub.register({ ...SETTINGS, name: 'Renamed' })
    expect(await stub.admits('spring passcode')).toBe(true)
    expect(await stub.settings()).toMatchObject({ name: 'Renamed' })
  })

  it('admits nobody to a campaign without a passcode, or to none', async () => {
    expect(await board('nobody').admits('')).toBe(false)
    await board('open').register(SETTINGS)
    expect(await board('open').admits('')).toBe(false)
  })

  it('gives an agent id to one user at a time', async () => {
    const stub = board('leases')
    expect(await stub.lease('4721', 'ann')).toBe(true)
    expect(await stub.lease('4721', 'ann')).toBe(true)
    expect(await stub.lease('4721', 'ben')).toBe(false)
    await stub.release('4721', 'ben')
    expect(await stub.lease('4721', 'ben')).toBe(false)
    await stub.release('4721', 'ann')
    expect(await stub.lease('4721', 'ben')).toBe(true)
  })
})
