import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/protocol.ts'
import { askRoute } from './board-client.ts'
import { ANN, BEN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

describe('a shift', () => {
  it('goes from the first ring to the last answer', async () => {
    const { dialer } = live.worker
    const ann = await live.worker.open('shift@acme.example')
    expect(await ann.inPhase('signed-out')).toMatchObject({ why: 'never' })

    const called = await ann.command({ type: 'call-me', phoneNumber: '(213) 555-0100' })
    expect(called).toMatchObject({ ok: true })
    expect(dialer.of('sendAgentCallBack').at(-1)).toEqual({
      campaignId: '874100',
      userId: 'shift@acme.example',
      phoneNumber: '2135550100',
    })
    await ann.inPhase('calling-back')

    await ann.command({ type: 'log-in', agentId: '0471' })
    await ann.inPhase('waiting', ({ dialer }) => dialer === 'holding')
    await dialer.holding('0471')

    dialer.connect('0471', ANN)
    const { call } = await ann.inPhase('on-call')
    expect(call).toMatchObject({ id: '77', name: 'Ann Lee', phoneNumber: '2135550143' })
    expect(call.fields).toContainEqual({
      name: 'city',
      label: 'city',
      value: 'Los Angeles, CA',
    })
    await expect.poll(() => ann.updates.filter(({ type }) => type === 'pop')).toHaveLength(1)

    expect(await ann.command(finish('77'))).toMatchObject({ ok: true })
    await dialer.holding('0471')
    expect(dialer.of('storeAgentResponse').at(-1)).toEqual({
      campaignId: '874100',
      agentId: '0471',
      callId: '77',
      agentResponse: 'Interested',
      agentNotes: 'call back in May',
      lastcall: false,
    })

    dialer.connect('0471', BEN)
    await ann.inPhase('on-call', ({ call: { id } }) => id === '78')
    await ann.command(finish('78', true))
    expect(await ann.inPhase('signed-out')).toMatchObject({ why: 'last-call', hangUp: true })
    expect(dialer.of('storeAgentResponse').at(-1)).toMatchObject({ lastcall: true })
    expect(ann.session).toMatchObject({ unsent: [], today: { calls: 2 } })
    await ann.close()
  })

  it('leaves the campaign’s message on a machine', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'machine' })
    await ann.inPhase('on-call')
    await ann.command({ ...finish('machine'), leaveMessage: true } as Command)
    await ann.inPhase('waiting', ({ dialer }) => dialer === 'holding')
    const sent = live.worker.dialer.of('answeringMachineTransferStoreAgentResponse').at(-1)
    expect(sent).toMatchObject({ callId: 'machine', lastcall: false })
    await ann.close()
  })

  it('ends while waiting by hanging up the agent’s phone', async () => {
    const { ann, agentId } = await live.signedIn()
    expect(await ann.command({ type: 'log-off' })).toMatchObject({ ok: true })
    expect(await ann.inPhase('signed-out')).toMatchObject({ why: 'log-off', hangUp: false })
    expect(live.worker.dialer.of('kickAgent').at(-1)).toEqual({ campaignId: '874100', agentId })
    await ann.close()
  })
})

describe('bad input', () => {
  it('is refused with the field named, and nothing changes', async () => {
    const ann = await live.worker.open('bad@acme.example')
    const before = await ann.inPhase('signed-out')
    const asked = live.worker.dialer.asked.length
    const refusals = [
      [{ type: 'call-me', phoneNumber: 'my phone' }, 'bad-phone-number', 'phoneNumber'],
      [{ type: 'call-me', phoneNumber: '12' }, 'bad-phone-number', 'phoneNumber'],
      [{ type: 'log-in', agentId: 'four' }, 'bad-agent-id', 'agentId'],
      [{ type: 'finish', callId: '1' }, 'bad-request', undefined],
      [{ type: 'hire-me' }, 'bad-request', undefined],
    ] as const
    for (const [command, code, field] of refusals.slice(0, 3)) {
      const answer = await ann.command(command as Command)
      expect(answer).toMatchObject({ ok: false, outcome: 'refused', code, field })
    }
    expect(ann.session?.state).toEqual(before)
    expect(live.worker.dialer.asked).toHaveLength(asked)
    await ann.close()
  })

  it('that is no frame at all closes the socket with a code', async () => {
    const ann = await live.worker.open('noise@acme.example')
    await ann.inPhase('signed-out')
    ann.sendRaw('{"type":')
    expect(await ann.closed()).toBe(4400)
    expect(ann.updates.at(-1)).toMatchObject({ type: 'refused', code: 'bad-request' })
  })

  it('is a finish without a disposition, or with one that is not on the list', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'bad-finish' })
    await ann.inPhase('on-call')
    const tries = [
      [{ dispositions: [], notes: 'typed' }, 'disposition-required', 'dispositions'],
      [{ dispositions: ['Maybe'], notes: 'typed' }, 'bad-disposition', 'dispositions'],
      [{ dispositions: ['Interested'], notes: 'nul \u0000' }, 'bad-text', 'notes'],
    ] as const
    for (const [draft, code, field] of tries) {
      const answer = await ann.command({ ...finish('bad-finish'), draft } as Command)
      expect(answer).toMatchObject({ ok: false, code, field })
    }
    expect(ann.session?.state.phase).toBe('on-call')
    await ann.command(finish('bad-finish', true))
    await ann.inPhase('signed-out')
    await ann.close()
  })

  it('is a wrong agent id: the dialer’s words, and the id can be typed again', async () => {
    const ann = await live.worker.open('typo@acme.example')
    await ann.command({ type: 'call-me', phoneNumber: '2135550100' })
    live.worker.dialer.next('loginAgent', { fault: 'Agent id 9999 is not known' })
    expect(await ann.command({ type: 'log-in', agentId: '9999' })).toMatchObject({
      ok: false,
      outcome: 'failed',
      code: 'dialer-fault',
      words: 'Agent id 9999 is not known',
    })
    expect(ann.session).toMatchObject({ pending: null, state: { phase: 'calling-back' } })
    await ann.close()
  })
})

describe('a message', () => {
  it('is left for nobody where the campaign leaves none', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    dialer.connect(agentId, { ...ANN, id: 'no-message' })
    await ann.inPhase('on-call')
    const allow = (canLeaveMessage: boolean) =>
      askRoute(live.worker, '', { method: 'PATCH', body: { canLeaveMessage } })
    await allow(false)
    const message = { ...finish('no-message', true), leaveMessage: true } as Command
    await ann.until(() => (ann.session?.campaign.canLeaveMessage === false ? true : undefined))
    const refused = { outcome: 'refused', code: 'bad-request', field: 'leaveMessage' }
    expect(await ann.command(message)).toMatchObject(refused)
    await allow(true)
    await ann.until(() => (ann.session?.campaign.canLeaveMessage === true ? true : undefined))
    expect(await ann.command(message)).toMatchObject({ ok: true })
    await ann.inPhase('signed-out')
    const left = dialer.of('answeringMachineTransferStoreAgentResponse')
    expect(left.filter(({ callId }) => callId === 'no-message')).toHaveLength(1)
    await ann.close()
  })
})

describe('a dialer that is down', () => {
  it('is named when it cannot be asked to call, and nothing changes', async () => {
    const ann = await live.worker.open('down@acme.example')
    await ann.inPhase('signed-out')
    await live.worker.dialer.stop()
    const answer = await ann.command({ type: 'call-me', phoneNumber: '2135550100' })
    await live.worker.dialer.start()
    expect(answer).toMatchObject({ ok: false, outcome: 'failed', code: 'dialer-unreachable' })
    expect(ann.session?.state).toMatchObject({ phase: 'signed-out', why: 'never' })
    await ann.close()
  })

  it('gets the finish once it is back, and the console says since when it was away', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'while-down' })
    await ann.inPhase('on-call')
    await live.worker.dialer.stop()
    expect(await ann.command(finish('while-down'))).toMatchObject({ ok: true })
    const trouble = await ann.inPhase('waiting', ({ dialer }) => dialer === 'retrying')
    expect(trouble.troubleSince).not.toBeNull()
    expect(ann.session?.unsent).toMatchObject([{ state: 'sending', draft: TYPED }])
    await live.worker.dialer.start()
    await ann.inPhase('waiting', ({ dialer }) => dialer === 'holding')
    const stores = live.worker.dialer.of('storeAgentResponse')
    expect(stores.filter(({ callId }) => callId === 'while-down')).toHaveLength(1)
    expect(stores.at(-1)).toMatchObject({ agentId })
    expect(ann.session?.unsent).toEqual([])
    await ann.close()
  })
})
