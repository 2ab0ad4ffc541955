/** An agent's figures of today: their day is the one that their page's clock shows. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BoardSnapshot } from '../../shared/board.ts'
import { signToken } from '../../worker/auth.ts'
import { ConsoleClient } from './console-client.ts'
import { ANN, finish } from './live-session.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN, SECRET } from './live-worker.ts'
import { setClock, startWithClock } from './set-clock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const AGENT_ID = '4001'
/** California in winter. */
const AHEAD = -8 * 60

let live: LiveWorker
/** The worker's clock. */
let now = 0
beforeAll(async () => {
  live = await startWithClock()
}, 60_000)
afterAll(() => live.stop())

const tokenOf = async (userId: string, role: 'agent' | 'supervisor') => {
  const times = { issuedAt: now, expiresAt: now + HOUR }
  const who = { userId, campaigns: [CAMPAIGN.id], role, ...times }
  return (await signToken({ SESSION_SECRET: SECRET }, who)).token
}

async function open(): Promise<ConsoleClient> {
  const opening = { url: live.url, campaign: CAMPAIGN.id, origin: ORIGIN, ahead: AHEAD }
  return ConsoleClient.open({ ...opening, token: await tokenOf('ann', 'agent') })
}

async function onBoard() {
  const headers = { authorization: `Bearer ${await tokenOf('sue', 'supervisor')}` }
  const response = await fetch(`${live.url}/v1/campaigns/${CAMPAIGN.id}/board`, { headers })
  return ((await response.json()) as BoardSnapshot).agents[0]
}

it('Today ends at the page’s midnight, on the board also for who has gone home', async () => {
  const real = Date.now()
  const evening = 23.5 * HOUR - (real % DAY) + (real % DAY > 23 * HOUR ? DAY : 0)
  now = await setClock(live, evening)
  const ann = await open()
  await ann.command({ type: 'call-me', phoneNumber: '(213) 555-1001' })
  await ann.command({ type: 'log-in', agentId: AGENT_ID })
  await ann.inPhase('waiting')
  await live.dialer.holding(AGENT_ID)
  await expect.poll(onBoard).toMatchObject({ agentId: AGENT_ID })
  live.dialer.connect(AGENT_ID, ANN)
  await ann.inPhase('on-call')
  await ann.command(finish(ANN.id, true))
  await ann.inPhase('signed-out', () => ann.session?.today.calls === 1)
  await ann.close()
  await expect.poll(onBoard).toMatchObject({ console: false, today: { calls: 1 } })

  // Half past midnight in UTC, half past four in the afternoon in California.
  now = await setClock(live, evening + HOUR)
  const later = await open()
  await later.inPhase('signed-out')
  expect(later.session?.today.calls).toBe(1)
  await later.close()

  // Half past eight on the next morning in California.
  now = await setClock(live, evening + 17 * HOUR)
  expect(await onBoard()).toMatchObject({ today: { calls: 0, handleSeconds: 0 } })
  const morning = await open()
  await morning.inPhase('signed-out')
  expect(morning.session?.today.calls).toBe(0)
  await morning.close()
})
