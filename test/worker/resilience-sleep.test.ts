/** What an idle session costs: nothing. Its object sleeps while its consoles stay connected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANN, TYPED } from './live-session.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

/** The runtime puts an object to sleep after ten idle seconds; twice that for a busy machine. */
const LONG_IDLE_MS = 20_000

let live: LiveWorker

beforeAll(async () => {
  live = await startWorker({}, CAMPAIGN, 'test/worker/waking.workerd.ts')
})
afterAll(() => live.stop())

/** How many lives the session's object has had. */
const lives = (user: string) =>
  live.log().split(JSON.stringify({ event: 'born', object: user })).length - 1

const idle = () => new Promise((resolve) => setTimeout(resolve, LONG_IDLE_MS))

describe.concurrent('a session whose console stays open', () => {
  it('sleeps while nobody is signed in, and wakes when the agent does something', async () => {
    const user = 'idle@acme.example'
    const ann = await live.open(user)
    await ann.inPhase('signed-out')
    await idle()
    expect(lives(user)).toBe(1)
    expect(await ann.command({ type: 'call-me', phoneNumber: '2135550100' })).toMatchObject({
      ok: true,
    })
    expect(lives(user)).toBe(2)
    await ann.close()
  }, 60_000)

  it('sleeps while the agent talks, and wakes with the call and the draft', async () => {
    const user = 'talks@acme.example'
    const ann = await live.open(user)
    await ann.command({ type: 'log-in', agentId: '7101' })
    await live.dialer.holding('7101')
    live.dialer.connect('7101', { ...ANN, id: 'long-talk' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'long-talk', draft: TYPED })
    const version = ann.session?.version ?? 0
    await idle()
    expect(lives(user)).toBe(1)
    expect(await ann.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    expect(lives(user)).toBe(2)
    expect(ann.session?.state).toMatchObject({ call: { id: 'long-talk' }, draft: TYPED })
    expect(ann.session?.version).toBeGreaterThan(version)
    await ann.close()
  }, 60_000)

  it('is kept awake by the wait, and by nothing else', async () => {
    const user = 'waits@acme.example'
    const ann = await live.open(user)
    await ann.command({ type: 'log-in', agentId: '7102' })
    await live.dialer.holding('7102')
    await idle()
    await ann.command({ type: 'last-call', on: true })
    expect(lives(user)).toBe(1)
    expect(
      live.dialer.of('getConnectionForAgent').filter(({ agentId }) => agentId === '7102'),
    ).toHaveLength(1)
    await ann.close()
  }, 60_000)
})
