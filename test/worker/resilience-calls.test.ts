/** What is known of a call survives whatever the dialer says about it later. */
import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/protocol.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, BEN, finish, TYPED, useWorker } from './live-session.ts'

const live = useWorker()

const retry = (callId: string): Command => ({ type: 'retry', callId })
const unsent = (console: ConsoleClient, fits: (states: readonly string[]) => boolean) =>
  console.until(() => {
    const states = console.session?.unsent.map(({ state }) => state)
    return states && fits(states) ? states : undefined
  })
const storesOf = (callId: string) =>
  live.worker.dialer.of('storeAgentResponse').filter((asked) => asked.callId === callId)

describe('a call that the dialer tells again', () => {
  it('after the agent left keeps its answer and its notes', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const person = { ...ANN, id: 'told-late' }
    dialer.connect(agentId, person)
    await ann.inPhase('on-call')
    dialer.next('storeAgentResponse', 'cut')
    await ann.command(finish('told-late'))
    await dialer.holding(agentId)
    await ann.command({ type: 'phone-gone' })
    await ann.inPhase('signed-out')
    await unsent(ann, ([state]) => state === 'unconfirmed')
    const kicks = dialer.of('kickAgent').length
    dialer.connect(agentId, person)
    await dialer.until(() => dialer.of('kickAgent').length > kicks)
    expect(ann.session?.unsent).toMatchObject([{ state: 'unconfirmed', draft: TYPED }])
    expect(await ann.command(retry('told-late'))).toMatchObject({ ok: true })
    await unsent(ann, ({ length }) => length === 0)
    expect(storesOf('told-late').at(-1)).toMatchObject({ agentNotes: TYPED.notes })
    await ann.close()
  })

  it('although nobody could confirm its finish is shown again with what was typed', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const person = { ...ANN, id: 'not-there' }
    dialer.connect(agentId, person)
    await ann.inPhase('on-call')
    dialer.next('storeAgentResponse', 'cut', { fault: 'Try again later' })
    await ann.command(finish('not-there'))
    await dialer.holding(agentId)
    dialer.repeat(agentId, person)
    await unsent(ann, ([state]) => state === 'unconfirmed')
    expect(await ann.inPhase('on-call')).toMatchObject({ call: { id: 'not-there' }, draft: TYPED })
    await ann.command(finish('not-there'))
    await dialer.holding(agentId)
    await unsent(ann, ({ length }) => length === 0)
    await ann.close()
  })

  it('although the agent said that it is stored is stored then', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const person = { ...ANN, id: 'no-music' }
    dialer.connect(agentId, person)
    await ann.inPhase('on-call')
    dialer.next('storeAgentResponse', 'cut')
    await ann.command(finish('no-music'))
    await ann.inPhase('waiting', ({ askMusicFor }) => askMusicFor === 'no-music')
    await ann.command({ type: 'hear-music', callId: 'no-music', yes: true })
    await unsent(ann, ({ length }) => length === 0)
    dialer.connect(agentId, person)
    await dialer.until(() => storesOf('no-music').length === 2)
    await ann.inPhase('waiting', ({ dialer }) => dialer === 'holding')
    expect(ann.session?.unsent).toEqual([])
    await ann.close()
  }, 30_000)
})

describe('a call that was left', () => {
  it('is sent by hand as it was typed, and not at all without a disposition', async () => {
    const { dialer } = live.worker
    const { ann, user, agentId } = await live.signedIn()
    const leave = async (id: string, notes: string, dispositions: readonly string[]) => {
      await ann.command({ type: 'save-draft', callId: id, draft: { notes, dispositions } })
      await ann.command({ type: 'phone-gone' })
      await ann.command({ type: 'leave-unfinished', callId: id })
      await ann.inPhase('signed-out')
    }
    dialer.connect(agentId, { ...ANN, id: 'left-typed' })
    await ann.inPhase('on-call')
    await leave('left-typed', TYPED.notes, TYPED.dispositions)
    await ann.command({ type: 'log-in', agentId: `${agentId}1` })
    await dialer.holding(`${agentId}1`)
    dialer.connect(`${agentId}1`, { ...BEN, id: 'left-blank' })
    await ann.inPhase('on-call')
    await leave('left-blank', 'no choice yet', [])

    expect(await ann.command(retry('left-blank'))).toMatchObject({
      ok: false,
      code: 'disposition-required',
    })
    expect(await ann.command(retry('left-typed'))).toMatchObject({ ok: true })
    await unsent(ann, ({ length }) => length === 1)
    expect(storesOf('left-typed')).toMatchObject([
      { agentId, agentResponse: 'Interested', agentNotes: TYPED.notes },
    ])
    expect(storesOf('left-blank')).toEqual([])
    const again = await live.worker.open(user)
    await again.inPhase('signed-out')
    expect(again.session?.unsent).toMatchObject([{ draft: { notes: 'no choice yet' } }])
    await Promise.all([ann.close(), again.close()])
  })

  it('takes what was typed in its last moment, also when the next one is on screen', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    const typed = (callId: string, notes: string): Command => ({
      type: 'save-draft',
      callId,
      draft: { ...TYPED, notes },
    })
    dialer.connect(agentId, { ...ANN, id: 'left-typing' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'left-typing' })
    await ann.inPhase('signed-out')
    expect(await ann.command(typed('left-typing', 'a last word'))).toMatchObject({ ok: true })
    expect(ann.session).toMatchObject({
      state: { phase: 'signed-out' },
      unsent: [{ state: 'unfinished', draft: { notes: 'a last word' } }],
    })
    await ann.command({ type: 'log-in', agentId: `${agentId}2` })
    await dialer.holding(`${agentId}2`)
    dialer.connect(`${agentId}2`, { ...BEN, id: 'named' })
    await ann.inPhase('on-call')
    expect(await ann.command(typed('left-typing', 'and another'))).toMatchObject({ ok: true })
    expect(ann.session).toMatchObject({
      state: { call: { id: 'named' }, draft: { notes: '' } },
      unsent: [{ draft: { notes: 'and another' } }],
    })
    expect(await ann.command(typed('nobody', 'x'))).toMatchObject({ code: 'wrong-call' })
    await ann.command(finish('named', true))
    await ann.inPhase('signed-out')
    expect(await ann.command(typed('named', 'too late'))).toMatchObject({ code: 'not-now' })
    await ann.close()
  })

  it('without a name of the dialer’s cannot be stored, and stays on the list', async () => {
    const { dialer } = live.worker
    const { ann, agentId } = await live.signedIn()
    dialer.connect(agentId, { id: null, phonenumber: '2135550199' })
    const { call } = await ann.inPhase('on-call')
    await ann.command(finish(call.id))
    await ann.inPhase('calling-back')
    expect(await ann.command(retry(call.id))).toMatchObject({ ok: false, code: 'wrong-call' })
    expect(ann.session?.unsent).toMatchObject([{ state: 'unfinished', draft: TYPED }])
    await ann.close()
  })
})
