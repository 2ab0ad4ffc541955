/** Guesses at the agent id of somebody's session, by a clock that the test sets. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ConsoleClient } from './console-client.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN } from './live-worker.ts'
import { setClock, startWithClock } from './set-clock.ts'

const QUARTER_MS = 15 * 60_000

let live: LiveWorker
beforeAll(async () => {
  live = await startWithClock()
}, 60_000)
afterAll(() => live.stop())

async function signIn(address: string, agentId?: string) {
  const response = await fetch(`${live.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'cf-connecting-ip': address },
    body: JSON.stringify({
      campaign: CAMPAIGN.id,
      name: 'Liv',
      passcode: 'spring passcode',
      ...(agentId && { agentId }),
    }),
  })
  return { status: response.status, body: (await response.json()) as { token: string } }
}

it('One address that guesses keeps nobody else from joining, however long it tries', async () => {
  const { token } = (await signIn('198.51.100.70')).body
  const opening = { url: live.url, token, campaign: CAMPAIGN.id, origin: ORIGIN }
  const owner = await ConsoleClient.open(opening)
  await owner.command({ type: 'log-in', agentId: '8171' })
  await owner.inPhase('waiting')
  for (let quarter = 0; quarter < 3; quarter++) {
    await setClock(live, quarter * (QUARTER_MS + 1_000))
    for (let tries = 0; tries < 10; tries++) {
      expect([409, 429]).toContain((await signIn('198.51.100.71', '9999')).status)
    }
  }
  expect(await signIn('198.51.100.72', '8171')).toMatchObject({ status: 200 })
  await owner.close()
}, 60_000)
