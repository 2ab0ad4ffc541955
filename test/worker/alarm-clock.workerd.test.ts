import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { AlarmClock, type Chore } from '../../worker/board/alarm-clock.ts'

const broken: Chore = {
  drain: () => {
    throw new Error('a setting is wrong')
  },
  nextDue: () => null,
}

describe('a board’s alarm', () => {
  it('does every other chore when one fails, and comes back for that one', async () => {
    const stub = env.CAMPAIGN_BOARD.getByName('chores')
    await runInDurableObject(stub, async (_, { storage }) => {
      const done: string[] = []
      const sound: Chore = { drain: () => void done.push('stopped'), nextDue: () => null }
      new AlarmClock(storage, [broken, sound]).rang()
      expect(done).toEqual(['stopped'])
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now())
      await storage.deleteAlarm()
    })
  })
})
