/**
 * Pages that are gone although their sockets look open, by a clock that the test sets. None of these
 * pings, so each is as silent as its connection is old.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askRoute, BoardClient } from './board-client.ts'
import type { LiveWorker } from './live-worker.ts'
import { setClock, startWithClock } from './set-clock.ts'

const SECOND = 1_000

let live: LiveWorker

beforeAll(async () => {
  live = await startWithClock()
}, 60_000)
afterAll(() => live.stop())

/** The worker counts an agent's pages when one of them is closed. */
async function closeAnother(user: string): Promise<void> {
  const other = await live.open(user)
  await other.close()
}

it('An agent’s page has as long as browsers let a hidden one be silent, and then it is gone', async () => {
  const user = 'ann@acme.example'
  const page = await live.open(user)
  await setClock(live, 61 * SECOND)
  await closeAnother(user)
  expect(await page.command({ type: 'cancel' })).toMatchObject({ code: 'not-now' })
  // A command is a sign of life, too.
  await setClock(live, 160 * SECOND)
  await closeAnother(user)
  expect(await page.closed()).toBe(4408)
})

it('A supervisor’s page has as long, and is gone when another one comes', async () => {
  await setClock(live, 0)
  const sue = await BoardClient.open(live)
  await expect.poll(() => sue.board).toBeDefined()
  await setClock(live, 61 * SECOND)
  const second = await BoardClient.open(live)
  await askRoute(live, '/start', { method: 'POST' })
  await expect.poll(() => sue.board?.dialling).toMatchObject({ value: true })
  await setClock(live, 120 * SECOND)
  const third = await BoardClient.open(live)
  await expect.poll(() => sue.closed).toBe(4408)
  for (const { socket } of [sue, second, third]) socket.terminate()
})
