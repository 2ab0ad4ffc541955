/**
 * A hang-up while the dialer is away, by a clock that the test sets: until it gets through, the
 * dialer would connect people with an empty chair.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import type { ConsoleClient } from './console-client.ts'
import type { LiveWorker } from './live-worker.ts'
import { setClock, startWithClock } from './set-clock.ts'

/** The longest pause between two tries, in milliseconds. */
const PAUSE_MS = 31_000

let live: LiveWorker
let ahead = 0

beforeAll(async () => {
  live = await startWithClock()
}, 60_000)
afterAll(() => live.stop())

const kicksOf = (agentId: string) =>
  live.dialer.of('kickAgent').filter((asked) => asked.agentId === agentId).length

/** How often the worker could not even ask for it. */
const failures = (agentId: string) =>
  live
    .log()
    .split('\n')
    .filter((line) => line.includes('"operation":"kickAgent"') && line.includes(agentId))
    .filter((line) => line.includes('"unreachable"')).length

async function waitFor(user: string, agentId: string): Promise<ConsoleClient> {
  const page = await live.open(user)
  expect(await page.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
  await live.dialer.holding(agentId)
  return page
}

/** The pause is over, and the session looks at what is due, as it does when a page is closed. */
async function pauseEnds(user: string): Promise<void> {
  ahead += PAUSE_MS
  await setClock(live, ahead)
  const other = await live.open(user)
  await other.close()
}

/** The agent leaves while the dialer is away, and so many tries find it gone. */
async function leave(page: ConsoleClient, user: string, agentId: string, most = 1): Promise<void> {
  await live.dialer.stop()
  await page.command({ type: 'phone-gone' })
  await page.inPhase('signed-out')
  for (let tries = 1; tries <= most; tries++) {
    if (tries > 1) await pauseEnds(user)
    await expect.poll(() => failures(agentId)).toBe(tries)
  }
}

describe('a hang-up', () => {
  it.each(['kick', 'revoke'])('by %s reaches a log-in that is under way', async (how) => {
    const agentId = how === 'kick' ? '7711' : '7712'
    const user = `${how}@acme.example`
    const page = await live.open(user)
    const answer = Promise.withResolvers<void>()
    live.dialer.nextOf(agentId, 'loginAgent', { after: answer.promise })
    page.send({ type: 'log-in', agentId })
    await live.dialer.until(() =>
      live.dialer.of('loginAgent').some((asked) => asked.agentId === agentId),
    )
    const { status } = await askRoute(live, `/users/${user}/${how}`, { method: 'POST' })
    expect(status).toBe(200)
    answer.resolve()
    await live.dialer.until(() => kicksOf(agentId) === 1)
    const waits = live.dialer.of('getConnectionForAgent')
    expect(waits.filter((asked) => asked.agentId === agentId)).toEqual([])
    await page.close()
  })

  it('that is under way is not tried again once the agent has logged in anew', async () => {
    const page = await waitFor('gil@acme.example', '7721')
    const second = Promise.withResolvers<void>()
    live.dialer.nextOf('7721', 'kickAgent', 'answer-lost', { after: second.promise, lost: true })
    await page.command({ type: 'log-off' })
    await page.inPhase('signed-out')
    await pauseEnds('gil@acme.example')
    await live.dialer.until(() => kicksOf('7721') === 2)
    expect(await page.command({ type: 'log-in', agentId: '7721' })).toMatchObject({ ok: true })
    await live.dialer.holding('7721')
    second.resolve()
    await expect
      .poll(
        () =>
          live
            .log()
            .split('\n')
            .filter((line) => /kickAgent.*7721.*lost/.test(line)).length,
      )
      .toBe(2)
    await pauseEnds('gil@acme.example')
    await pauseEnds('gil@acme.example')
    expect(kicksOf('7721')).toBe(2)
    expect(page.session?.state.phase).toBe('waiting')
    await page.close()
  })
})

describe('a hang-up that a dialer was away for', () => {
  it('is made when it is back, also after five minutes', async () => {
    const user = 'ann@acme.example'
    const ann = await waitFor(user, '7701')
    await leave(ann, user, '7701', 11)
    await live.dialer.start()
    await pauseEnds(user)
    await live.dialer.until(() => kicksOf('7701') === 1)
    await ann.close()
  })

  it('is made again when the answer to the first that got through is lost', async () => {
    const user = 'cid@acme.example'
    const cid = await waitFor(user, '7704')
    await leave(cid, user, '7704', 6)
    live.dialer.nextOf('7704', 'kickAgent', { status: 503, body: 'starting' })
    await live.dialer.start()
    await pauseEnds(user)
    await live.dialer.until(() => kicksOf('7704') === 1)
    await expect.poll(() => live.log().includes('"lost"')).toBe(true)
    await pauseEnds(user)
    await live.dialer.until(() => kicksOf('7704') === 2)
    await cid.close()
  })

  it('is not made on somebody else who has the agent id by then', async () => {
    const user = 'ben@acme.example'
    const ben = await waitFor(user, '7702')
    await leave(ben, user, '7702')
    await live.dialer.start()
    const cho = await waitFor('cho@acme.example', '7702')
    await pauseEnds(user)
    // Whatever is due by then has been looked at when a second pause is over, too.
    await ben.command({ type: 'log-in', agentId: '7703' })
    await ben.command({ type: 'phone-gone' })
    await live.dialer.until(() => kicksOf('7703') === 1)
    await pauseEnds(user)
    await cho.command({ type: 'last-call', on: true })
    expect(cho.session?.state).toMatchObject({ phase: 'waiting', dialer: 'holding' })
    expect(kicksOf('7702')).toBe(0)
    await Promise.all([ben.close(), cho.close()])
  })
})
