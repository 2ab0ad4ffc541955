/** A new token for an open page, while its campaign cannot be reached. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

let live: LiveWorker

beforeAll(async () => {
  live = await startWorker({}, CAMPAIGN, 'test/worker/away-board.workerd.ts')
}, 60_000)
afterAll(() => live.stop())

const goAway = (yes: 0 | 1) => fetch(`${live.url}/away?yes=${yes}`, { method: 'POST' })

it('is not taken, and the page is told that the old one still counts, so that it asks again', async () => {
  const user = 'renews@acme.example'
  const ann = await live.open(user)
  const hellos = () => ann.updates.filter(({ type }) => type === 'hello')
  const [first] = hellos()
  await goAway(1)
  ann.report({ type: 'renew', token: await live.token(user) })
  await expect.poll(() => hellos().length).toBe(2)
  expect(hellos()[1]).toEqual(first)
  expect(await ann.command({ type: 'call-me', phoneNumber: '2135550191' })).toMatchObject({
    ok: true,
  })
  await goAway(0)
  // Tokens end at whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  ann.report({ type: 'renew', token: await live.token(user) })
  await expect.poll(() => hellos().length).toBe(3)
  expect(hellos()[2]).not.toEqual(first)
  expect(await ann.close()).toBe(1005)
}, 20_000)
