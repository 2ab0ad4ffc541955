import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import { mintToken } from '../../worker/auth.ts'
import { askRoute } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN, register, SECRET } from './live-worker.ts'

const live = useWorker()

describe('a call that was left without an answer', () => {
  it('is kept with what was typed, and sent when the agent says so', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    dialer.connect(agentId, { ...ANN, id: 'left' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'save-draft', callId: 'left', draft: TYPED })
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'left' })
    await ann.inPhase('signed-out')
    expect(ann.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    expect(await ann.command({ type: 'retry', callId: 'left' })).toMatchObject({ ok: true })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({
      callId: 'left',
      agentResponse: 'Interested',
      lastcall: true,
    })
    expect(await ann.command({ type: 'retry', callId: 'left' })).toMatchObject({
      code: 'already-finished',
    })
    await ann.close()
  })

  it('is never sent with an answer nobody chose, and one may be chosen later', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    const stores = () => dialer.of('storeAgentResponse').length
    const before = stores()
    dialer.connect(agentId, { ...ANN, id: 'untyped' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'untyped' })
    expect(await ann.command({ type: 'retry', callId: 'untyped' })).toMatchObject({
      code: 'disposition-required',
    })
    expect(await ann.command({ type: 'retry', callId: 'nobody' })).toMatchObject({
      code: 'wrong-call',
    })
    expect(await ann.command(finish('untyped'))).toMatchObject({ code: 'not-now' })
    expect(stores()).toBe(before)
    await ann.command({ type: 'save-draft', callId: 'untyped', draft: TYPED })
    await ann.until(
      () => ann.session?.unsent[0]?.draft.dispositions[0] === 'Interested' || undefined,
    )
    expect(await ann.command({ type: 'retry', callId: 'untyped' })).toMatchObject({ ok: true })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({ callId: 'untyped' })
    await ann.close()
  })
})

describe('a call that is sent later', () => {
  it('took as long as it took, and asks for no call back in the past', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'much-later' })
    await ann.inPhase('on-call')
    const draft = { ...TYPED, callbackAt: '2020-01-01T10:00Z' }
    await ann.command({ type: 'save-draft', callId: 'much-later', draft })
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'much-later' })
    await ann.inPhase('signed-out')
    const left = Date.now()
    await expect.poll(() => Date.now() - left).toBeGreaterThan(1_500)
    await ann.command({ type: 'retry', callId: 'much-later' })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    const { agentNotes } = live.worker.dialer.of('storeAgentResponse').at(-1) ?? {}
    expect(agentNotes).toBe(TYPED.notes)
    const { body } = await askRoute(live.worker, '/calls?search=much-later')
    const [call] = (body as { calls: LoggedCall[] }).calls
    expect(call?.finishedAt).toBeLessThanOrEqual(left)
    await ann.close()
  })

  it('is the one that is not stored, where two campaigns gave the same id', async () => {
    const campaign = '874109'
    const { url, dialer } = live.worker
    await register(url, { ...CAMPAIGN, id: campaign })
    const who = {
      userId: 'two@acme.example',
      campaigns: [CAMPAIGN.id, campaign],
      role: 'agent',
    } as const
    const { token } = await mintToken({ SESSION_SECRET: SECRET }, who, 600)
    const work = async (on: string, agentId: string) => {
      const page = await ConsoleClient.open({ url, token, campaign: on, origin: ORIGIN })
      await page.command({ type: 'log-in', agentId })
      await dialer.holding(agentId)
      dialer.connect(agentId, { ...ANN, id: 'same' })
      await page.inPhase('on-call')
      return page
    }
    const first = await work(CAMPAIGN.id, '7731')
    await first.command({ type: 'save-draft', callId: 'same', draft: TYPED })
    await first.command({ type: 'phone-gone' })
    await first.command({ type: 'leave-unfinished', callId: 'same' })
    await first.close()
    const second = await work(campaign, '7732')
    await second.command(finish('same', true))
    await second.inPhase('signed-out')
    await second.until(() => (second.session?.unsent.length === 1 ? true : undefined))
    expect(await second.command({ type: 'retry', callId: 'same' })).toMatchObject({ ok: true })
    await second.until(() => (second.session?.unsent.length === 0 ? true : undefined))
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({ campaignId: CAMPAIGN.id })
    await second.close()
  })
})

/** How an agent leaves while a finish of theirs is not with the dialer. */
const LEAVING = [
  ['could not be sent', 'phone-gone', async () => live.worker.dialer.stop()],
  ['could not be sent', 'log-off', async () => live.worker.dialer.stop()],
  [
    'nobody could confirm',
    'phone-gone',
    async () => live.worker.dialer.next('storeAgentResponse', 'cut'),
  ],
] as const

describe('a finish that', () => {
  it.each(LEAVING)(
    '%s before the agent left by %s queues nobody when it is sent',
    async (...row) => {
      const [, leave, befall] = row
      const { ann, agentId } = await live.signedIn()
      const { dialer } = live.worker
      const callId = `behind-${agentId}`
      dialer.connect(agentId, { ...ANN, id: callId })
      await ann.inPhase('on-call')
      await befall()
      await ann.command(finish(callId))
      await ann.inPhase('waiting', (state) => state.dialer !== 'storing')
      expect(await ann.command({ type: leave })).toMatchObject({ ok: true })
      await ann.inPhase('signed-out')
      const [unsent] = ann.session?.unsent ?? []
      if (unsent?.state === 'unconfirmed') await ann.command({ type: 'retry', callId })
      else await dialer.start()
      await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
      const stores = dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)
      expect(stores.at(-1)).toMatchObject({ agentNotes: TYPED.notes, lastcall: true })
      await ann.close()
    },
  )

  it('waits for a dialer that is away queues its agent if they are signed in again by then', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    const callId = `again-${agentId}`
    dialer.connect(agentId, { ...ANN, id: callId })
    await ann.inPhase('on-call')
    dialer.next('storeAgentResponse', 'cut')
    await ann.command(finish(callId))
    await dialer.holding(agentId)
    await ann.command({ type: 'phone-gone' })
    await ann.inPhase('signed-out')
    await ann.command({ type: 'log-in', agentId })
    await ann.inPhase('waiting')
    await ann.command({ type: 'retry', callId })
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    const stores = dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)
    expect(stores.at(-1)).toMatchObject({ lastcall: false })
    await ann.close()
  })
})
