/** Agents whose last page is gone: how long their place, and their call, are kept. */
import { describe, it } from 'vitest'
import type { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'

/** Short enough to wait for, long enough to come back in between, in milliseconds. */
const [GRACE_MS, ABANDON_MS] = [5_000, 10_000]

const live = useWorker({
  GRACE_SECONDS: String(GRACE_MS / 1_000),
  ABANDON_SECONDS: String(ABANDON_MS / 1_000),
})

/** Something is not to happen: longer than the grace, shorter than what is left of the rest. */
const outlastGrace = () => new Promise((resolve) => setTimeout(resolve, GRACE_MS + 1_000))

const asksOf = (operation: 'kickAgent' | 'getConnectionForAgent', agentId: string) =>
  live.worker.dialer.of(operation).filter((asked) => asked.agentId === agentId).length

/** Since when the first of a console's sockets is closed, until its agent is hung up on. */
async function untilHungUp(ann: ConsoleClient, agentId: string): Promise<number> {
  const from = Date.now()
  await ann.close()
  await live.worker.dialer.until(() => asksOf('kickAgent', agentId) > 0)
  return Date.now() - from
}

describe.concurrent('an agent whose last page is closed', () => {
  it('while they wait is hung up on after the grace, and told why', async ({ expect }) => {
    const { ann, user, agentId } = await live.signedIn()
    expect(await untilHungUp(ann, agentId)).toBeGreaterThanOrEqual(GRACE_MS - 100)
    const back = await live.worker.open(user)
    expect(await back.inPhase('signed-out')).toMatchObject({ why: 'idle' })
    await back.close()
  }, 30_000)

  it('and opened again in time has kept their place and their wait', async ({ expect }) => {
    const { ann, user, agentId } = await live.signedIn()
    await ann.close()
    const back = await live.worker.open(user)
    await back.inPhase('waiting')
    await outlastGrace()
    expect(back.session?.state.phase).toBe('waiting')
    expect([asksOf('kickAgent', agentId), asksOf('getConnectionForAgent', agentId)]).toEqual([0, 1])
    await back.close()
  }, 30_000)

  it('while another is open has not left', async ({ expect }) => {
    const { ann, user, agentId } = await live.signedIn()
    const other = await live.worker.open(user)
    await ann.close()
    await outlastGrace()
    expect(other.session?.state.phase).toBe('waiting')
    expect(asksOf('kickAgent', agentId)).toBe(0)
    await other.close()
  }, 30_000)

  it('before a call that nobody saw is hung up on after the grace; the call is listed', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    const hungUp = untilHungUp(ann, agentId)
    dialer.connect(agentId, { ...ANN, id: 'nobody-saw' })
    expect(await hungUp).toBeLessThan(ABANDON_MS)
    const row = { state: 'unfinished', shown: false, response: '', dispositions: [] }
    await expect.poll(() => live.logged('nobody-saw')).toMatchObject(row)
    const back = await live.worker.open(user)
    expect(await back.inPhase('signed-out')).toMatchObject({ why: 'idle' })
    expect(back.session?.unsent).toMatchObject([
      { call: { id: 'nobody-saw' }, state: 'unfinished' },
    ])
    expect(dialer.of('storeAgentResponse').some(({ callId }) => callId === 'nobody-saw')).toBe(
      false,
    )
    await back.close()
  }, 30_000)

  it('on a call that was on screen may finish it for longer than the grace', async ({ expect }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'came-back' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'came-back', draft: TYPED })
    await ann.close()
    await outlastGrace()
    const back = await live.worker.open(user)
    expect(await back.inPhase('on-call')).toMatchObject({ draft: TYPED, phone: 'up' })
    expect(await back.command(finish('came-back'))).toMatchObject({ ok: true })
    await dialer.holding(agentId)
    await back.close()
  }, 30_000)

  it('on a call and for good: hung up on, what was typed kept, no answer invented', async ({
    expect,
  }) => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    dialer.connect(agentId, { ...ANN, id: 'abandoned' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'abandoned', draft: TYPED })
    expect(await untilHungUp(ann, agentId)).toBeGreaterThanOrEqual(ABANDON_MS - 100)
    await expect
      .poll(() => live.logged('abandoned'))
      .toMatchObject({ state: 'unfinished', shown: true, notes: TYPED.notes, response: '' })
    const back = await live.worker.open(user)
    expect(await back.inPhase('signed-out')).toMatchObject({ why: 'idle' })
    expect(back.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    expect(dialer.of('storeAgentResponse').some(({ callId }) => callId === 'abandoned')).toBe(false)
    await back.close()
  }, 30_000)
})
