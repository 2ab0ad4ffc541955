/** A clock that is set back while an agent talks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANN, TYPED } from './live-session.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

/** Longer than any burst of frames takes. */
const BEHIND_MS = 595_000

let live: LiveWorker

beforeAll(async () => {
  const chair = { GRACE_SECONDS: '1', ABANDON_SECONDS: '1' }
  live = await startWorker(chair, CAMPAIGN, 'test/worker/slow-clock.workerd.ts')
}, 60_000)
afterAll(() => live.stop())

/** Somebody is on the line of an agent, whose clock is set back before. */
async function onCall(user: string, agentId: string) {
  const ann = await live.open(user)
  await ann.command({ type: 'log-in', agentId })
  await live.dialer.holding(agentId)
  await fetch(`${live.url}/clock?behind=${BEHIND_MS}`, { method: 'POST' })
  live.dialer.connect(agentId, { ...ANN, id: user })
  await ann.inPhase('on-call')
  return ann
}

describe('a clock that is set back', () => {
  it('makes no page one that sends too much', async () => {
    const ann = await onCall('back@acme.example', '7801')
    const draft = { callId: 'back@acme.example', draft: TYPED } as const
    expect(await ann.command({ type: 'save-draft', ...draft })).toMatchObject({ ok: true })
    await ann.close()
  })
})
