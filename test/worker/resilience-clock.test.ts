/** A clock that is set back while an agent talks, and alarms, which ring by the runtime's own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BoardClient } from './board-client.ts'
import { ANN, TYPED } from './live-session.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

/**
 * Longer than any burst of frames takes. The pages of an agent who talks are counted every ten minutes:
 * an alarm for that rings in five seconds.
 */
const BEHIND_MS = 595_000

/** Longer than it takes to start another process, and to count them. */
const COUNTED_MS = 20_000

/** Longer than news of a call waits for more. */
const HEARD_MS = 2_000

let live: LiveWorker

beforeAll(async () => {
  const chair = { GRACE_SECONDS: '1', ABANDON_SECONDS: '1' }
  live = await startWorker(chair, CAMPAIGN, 'test/worker/slow-clock.workerd.ts')
}, 60_000)
afterAll(() => live.stop())

const setBack = (ms: number) => fetch(`${live.url}/clock?behind=${ms}`, { method: 'POST' })

/** Somebody is on the line of an agent, whose clock is set back before. */
async function onCall(user: string, agentId: string) {
  await setBack(0)
  const ann = await live.open(user)
  await ann.command({ type: 'log-in', agentId })
  await live.dialer.holding(agentId)
  await setBack(BEHIND_MS)
  live.dialer.connect(agentId, { ...ANN, id: user })
  await ann.inPhase('on-call')
  ann.report({ type: 'popped', callId: user })
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

describe('a board, when the clock is set back', () => {
  it('goes on showing what happens', async () => {
    await setBack(0)
    const board = await BoardClient.open(live)
    const user = 'shown@acme.example'
    const ann = await live.open(user)
    await expect.poll(() => board.row(user)?.console).toBe(true)
    await setBack(BEHIND_MS)
    await ann.command({ type: 'log-in', agentId: '7803' })
    await expect.poll(() => board.row(user)?.phase, { timeout: HEARD_MS }).toBe('waiting')
    board.socket.close()
    await ann.close()
  })
})

describe('an agent whose page went with the process', () => {
  it('is hung up on when the alarm has woken their session, and what they typed is kept', async () => {
    const user = 'gone@acme.example'
    const ann = await onCall(user, '7802')
    await ann.command({ type: 'save-draft', callId: user, draft: TYPED })
    // Its board has heard of the call by then, and nothing but the count of the pages is left.
    await new Promise((resolve) => setTimeout(resolve, HEARD_MS))
    await live.restart()
    const kicks = () => live.dialer.of('kickAgent').filter(({ agentId }) => agentId === '7802')
    // Nobody may ask the session meanwhile: that would wake it, too.
    await expect.poll(kicks, { timeout: COUNTED_MS, interval: 100 }).toHaveLength(1)
    await ann.closed()
    const back = await live.open(user)
    await back.inPhase('signed-out')
    expect(back.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    await back.close()
  }, 60_000)
})
