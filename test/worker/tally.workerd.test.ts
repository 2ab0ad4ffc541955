import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgive } from '../../worker/passcode-door.ts'

const HOUR = { most: 3, withinMs: 3_600_000 }
const DAY_MS = 86_400_000

afterEach(() => void vi.restoreAllMocks())

describe('Tally', () => {
  it('says when one more is left, and counts on after it was away', async () => {
    const stub = env.TALLY.getByName('away')
    const began = Date.now()
    expect(await stub.isEmpty()).toBe(true)
    for (let count = 0; count < 3; count++) expect(await stub.take(HOUR)).toBeNull()
    await evictDurableObject(stub)
    const retryAt = await stub.take(HOUR)
    expect(retryAt).toBeGreaterThanOrEqual(began + HOUR.withinMs)
    expect(retryAt).toBeLessThanOrEqual(Date.now() + HOUR.withinMs)
    expect(await stub.isEmpty()).toBe(false)
  })

  it('takes no more than there are, however many ask at once', async () => {
    const stub = env.TALLY.getByName('at once')
    const answers = await Promise.all(Array.from({ length: 20 }, () => stub.take(HOUR)))
    expect(answers.filter((answer) => answer === null)).toHaveLength(3)
  })

  it('forgets what was given back, and nobody else’s', async () => {
    const stub = env.TALLY.getByName('given back')
    for (let count = 0; count < 3; count++) await stub.take(HOUR)
    await stub.giveBack()
    expect(await stub.take(HOUR)).toBeNull()
    expect(await stub.take(HOUR)).not.toBeNull()
    expect(await env.TALLY.getByName('another').take(HOUR)).toBeNull()
  })

  it('keeps nothing for what is given back when it has forgotten already', async () => {
    const stub = env.TALLY.getByName('given back late')
    await stub.giveBack()
    const tables = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'taken'").toArray(),
    )
    expect(tables).toEqual([])
  })

  it('forgets each one when its time is over', async () => {
    const stub = env.TALLY.getByName('over')
    for (let count = 0; count < 3; count++) await stub.take(HOUR)
    await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec('UPDATE taken SET at = at - ? WHERE id = 1', HOUR.withinMs),
    )
    expect(await stub.take(HOUR)).toBeNull()
    expect(await stub.take(HOUR)).not.toBeNull()
  })

  it('leaves nothing behind, and begins anew', async () => {
    const stub = env.TALLY.getByName('nothing')
    for (let count = 0; count < 3; count++) await stub.take(HOUR)
    expect(await runDurableObjectAlarm(stub)).toBe(true)
    const left = await runInDurableObject(stub, async (_, { storage }) => ({
      tables: storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
      alarm: await storage.getAlarm(),
    }))
    expect(left).toEqual({ tables: [], alarm: null })
    expect(await stub.take(HOUR)).toBeNull()
  })

  it('keeps a campaign’s address for two weeks after its last right passcode', async () => {
    const attempt = { campaign: '1', passcode: '', address: '192.0.2.1', joined: null }
    const stub = env.TALLY.getByName('home of 1: 192.0.2.1')
    const first = Date.now()
    const clock = vi.spyOn(Date, 'now')
    for (const day of [0, 1, 13]) {
      clock.mockReturnValue(first + day * DAY_MS)
      await forgive(env, attempt, [])
    }
    expect(await stub.isEmpty()).toBe(false)
    const forgets = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm())
    expect(forgets).toBe(first + (13 + 14) * DAY_MS)
  })
})
