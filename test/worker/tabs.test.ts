import { describe, expect, it } from 'vitest'
import type { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

const popsOf = (tab: ConsoleClient) => tab.updates.filter(({ type }) => type === 'pop')

describe('many tabs', () => {
  it('see the same, and the call pops in the one last used', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const other = await live.worker.open(user)
    await other.inPhase('waiting')
    ann.report({ type: 'active' })
    await ann.command({ type: 'last-call', on: true })
    live.worker.dialer.connect(agentId, { ...ANN, id: 'two-tabs' })
    await Promise.all([ann.inPhase('on-call'), other.inPhase('on-call')])
    await expect.poll(() => [popsOf(ann).length, popsOf(other).length]).toEqual([1, 0])
    await ann.command({ type: 'save-draft', callId: 'two-tabs', draft: TYPED })
    await other.inPhase('on-call', ({ draft }) => draft.notes === TYPED.notes)

    const answers = await Promise.all([
      ann.command(finish('two-tabs')),
      other.command(finish('two-tabs')),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-finished' })
    await Promise.all([ann.inPhase('signed-out'), other.inPhase('signed-out')])
    const stores = live.worker.dialer.of('storeAgentResponse')
    expect(stores.filter(({ callId }) => callId === 'two-tabs')).toHaveLength(1)
    await Promise.all([ann.close(), other.close()])
  })

  it('pass the pop on when the one that had it dies without a word', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const other = await live.worker.open(user)
    await other.inPhase('waiting')
    ann.report({ type: 'active' })
    await ann.command({ type: 'last-call', on: false })
    live.worker.dialer.connect(agentId, { ...ANN, id: 'passed-on' })
    await ann.until(() => ann.updates.find(({ type }) => type === 'pop'))
    ann.die()
    const pop = await other.until(() => other.updates.find(({ type }) => type === 'pop'))
    expect(pop).toMatchObject({ call: { id: 'passed-on' } })
    await other.close()
  })

  it.each(['broke off', 'broke off with the worker itself'])(
    'have the pop in the next page that comes when the only one %s before it had confirmed',
    async (how) => {
      const { ann, user, agentId } = await live.signedIn()
      const call = { ...ANN, id: `alone-${agentId}` }
      live.worker.dialer.connect(agentId, call)
      await ann.until(() => popsOf(ann)[0])
      if (how === 'broke off') ann.die()
      else await live.worker.restart()
      const next = await live.worker.open(user)
      const pop = await next.until(() => popsOf(next)[0])
      expect(pop).toMatchObject({ call: { id: call.id } })
      next.report({ type: 'popped', callId: call.id })
      expect(await next.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
      next.die()
      const last = await live.worker.open(user)
      await last.inPhase('on-call')
      expect(await last.command({ type: 'last-call', on: false })).toMatchObject({ ok: true })
      expect(popsOf(last)).toEqual([])
      await last.close()
    },
  )

  it('have it in the page’s next line when its last one broke and nobody knew', async () => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'into-the-void' })
    await ann.until(() => popsOf(ann)[0])
    // Nobody has confirmed it: as far as the worker can see, the line is fine.
    // It has two seconds for that.
    const lapsed = Date.now() + 2_500
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(lapsed)
    const next = await live.worker.open(user)
    expect(await next.until(() => popsOf(next)[0])).toMatchObject({ call: { id: 'into-the-void' } })
    await Promise.all([ann.close(), next.close()])
  })

  it('that was used has it, not one that has loaded in the background since', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const behind = await live.worker.open(user)
    await behind.inPhase('waiting')
    live.worker.dialer.connect(agentId, { ...ANN, id: 'in-front' })
    await Promise.all([ann.inPhase('on-call'), behind.inPhase('on-call')])
    await ann.until(() => popsOf(ann)[0])
    expect(popsOf(behind)).toEqual([])
    await Promise.all([ann.close(), behind.close()])
  })

  it('do not get the pop again when the one that fired it has gone to another page', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const other = await live.worker.open(user)
    await other.inPhase('waiting')
    ann.report({ type: 'active' })
    // Its answer says that the worker has heard which tab was used.
    await ann.command({ type: 'last-call', on: false })
    live.worker.dialer.connect(agentId, { ...ANN, id: 'fired' })
    await ann.until(() => popsOf(ann)[0])
    ann.report({ type: 'popped', callId: 'fired' })
    await ann.close()
    const next = await live.worker.open(user)
    expect(await next.inPhase('on-call')).toMatchObject({ call: { id: 'fired' } })
    expect(await other.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    expect([popsOf(other), popsOf(next)]).toEqual([[], []])
    await Promise.all([other.close(), next.close()])
  })

  it('pass the pop on once when the one that had it is open and says nothing', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const others = [await live.worker.open(user), await live.worker.open(user)]
    await Promise.all(others.map((tab) => tab.inPhase('waiting')))
    ann.report({ type: 'active' })
    await ann.command({ type: 'last-call', on: false })
    live.worker.dialer.connect(agentId, { ...ANN, id: 'silent' })
    await ann.until(() => popsOf(ann)[0])
    const second = await Promise.race(others.map((tab) => tab.until(() => popsOf(tab)[0] && tab)))
    expect(await ann.command({ type: 'last-call', on: true })).toMatchObject({ ok: true })
    // It dies without a word, too: a third page would be one too many.
    await second.close()
    const last = others.find((tab) => tab !== second)
    expect(await last?.command({ type: 'last-call', on: false })).toMatchObject({ ok: true })
    expect([ann, ...others].map((tab) => popsOf(tab).length).sort()).toEqual([0, 1, 1])
    expect(last && popsOf(last)).toEqual([])
    await Promise.all([ann.close(), last?.close()])
  })

  it('of two users cannot share an agent id', async () => {
    const { ann, agentId } = await live.signedIn()
    const eve = await live.worker.open('eve@acme.example')
    expect(await eve.command({ type: 'log-in', agentId })).toMatchObject({
      ok: false,
      code: 'agent-id-in-use',
    })
    await ann.command({ type: 'log-off' })
    expect(await eve.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
    await Promise.all([ann.close(), eve.close()])
  })
})

describe('a reload and a new worker process', () => {
  it('come back to the same state in every phase', async () => {
    const user = 'reload@acme.example'
    const { dialer } = live.worker
    let ann = await live.worker.open(user)
    const again = async (restart: boolean) => {
      const before = ann.session?.state
      if (restart) await live.worker.restart()
      else await ann.close()
      ann = await live.worker.open(user)
      await ann.until(() => ann.session)
      expect(ann.session?.state).toEqual(before)
      expect(ann.updates.some(({ type }) => type === 'pop')).toBe(false)
    }
    await ann.inPhase('signed-out')
    await again(false)
    await ann.command({ type: 'call-me', phoneNumber: '2135550100' })
    await ann.inPhase('calling-back')
    await again(false)
    await again(true)
    await ann.command({ type: 'log-in', agentId: '6001' })
    await ann.inPhase('waiting', (state) => state.dialer === 'holding')
    await dialer.holding('6001')
    await again(false)
    await again(true)
    await dialer.holding('6001')
    dialer.connect('6001', { ...ANN, id: 'reloaded' })
    await ann.until(() => popsOf(ann)[0])
    ann.report({ type: 'popped', callId: 'reloaded' })
    await ann.command({ type: 'save-draft', callId: 'reloaded', draft: TYPED })
    await ann.inPhase('on-call', ({ draft }) => draft.notes === TYPED.notes)
    await again(false)
    await again(true)
    await ann.command(finish('reloaded', true))
    await ann.inPhase('signed-out')
    await again(false)
    await again(true)
    await ann.close()
  })
})
