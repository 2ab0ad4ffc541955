import { describe, expect, it } from 'vitest'
import { ConsoleClient } from './console-client.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

const live = useWorker()

/** The key of the last greeting. */
function keyOf(client: ConsoleClient): string | undefined {
  const hello = client.updates.findLast((update) => update.type === 'hello')
  return hello?.key
}

/** Opens a console for somebody who knows the passcode; each has a token of their own. */
async function guest(name: string): Promise<ConsoleClient> {
  const response = await fetch(`${live.worker.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    body: JSON.stringify({ campaign: CAMPAIGN.id, name, passcode: 'spring passcode' }),
  })
  const { token } = (await response.json()) as { token: string }
  return reopen(token)
}

const reopen = (token: string) =>
  ConsoleClient.open({ url: live.worker.url, token, campaign: CAMPAIGN.id, origin: ORIGIN })

describe('the key for what a page keeps in its tab', () => {
  it('is the same for every page of a user, also after a restart, and nobody else’s', async () => {
    const first = await live.worker.open('ann')
    const second = await live.worker.open('ann')
    const other = await live.worker.open('ben')
    expect(Buffer.from(keyOf(first) ?? '', 'base64')).toHaveLength(32)
    expect(keyOf(second)).toBe(keyOf(first))
    expect(keyOf(other)).toMatch(/^[\w+/]{43}=$/)
    expect(keyOf(other)).not.toBe(keyOf(first))
    await live.worker.restart()
    const later = await live.worker.open('ann')
    expect(keyOf(later)).toBe(keyOf(first))
    expect(live.worker.log()).toContain('"event"')
    for (const client of [first, other]) expect(live.worker.log()).not.toContain(keyOf(client))
    await later.close()
  })

  it('is given to a guest with their session, and is another one for the next guest', async () => {
    const gus = await guest('Gus')
    expect(gus.updates[0]).toMatchObject({ type: 'hello' })
    expect(keyOf(gus)).toBeUndefined()
    expect(await gus.command({ type: 'log-in', agentId: '8801' })).toMatchObject({ ok: true })
    await gus.inPhase('waiting')
    const key = await gus.until(() => keyOf(gus))
    await gus.command({ type: 'phone-gone' })
    await gus.inPhase('signed-out')
    const eve = await guest('Gus')
    expect(keyOf(eve)).toBeUndefined()
    await eve.command({ type: 'log-in', agentId: '8802' })
    await eve.inPhase('waiting')
    expect(await eve.until(() => keyOf(eve))).not.toBe(key)
    expect(await gus.closed()).toBe(4403)
    expect(keyOf(gus)).toBeUndefined()
    await eve.command({ type: 'phone-gone' })
    await eve.close()
  })
})
