import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import type { Command } from '../../shared/protocol.ts'
import { ANN, BEN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'

const live = useWorker()

async function ask(user: string, path: string, body?: object, campaign = CAMPAIGN.id) {
  const { url, token } = live.worker
  const separator = path.includes('?') ? '&' : '?'
  const address = body ? path : `${path}${separator}campaign=${campaign}`
  const response = await fetch(`${url}/v1/session${address}`, {
    headers: { authorization: `Bearer ${await token(user, 'agent')}` },
    ...(body && { method: 'POST', body: JSON.stringify({ campaign, ...body }) }),
  })
  return { status: response.status, body: (await response.json()) as { calls: LoggedCall[] } }
}

/** A finished call; who finished it. */
async function work(id: string, notes: string, person: object = ANN): Promise<string> {
  const { ann, agentId, user } = await live.signedIn()
  live.worker.dialer.connect(agentId, { ...person, id })
  await ann.inPhase('on-call')
  const draft = { dispositions: ['Interested'], notes }
  await ann.command({ ...finish(id, true), draft } as Command)
  await ann.inPhase('signed-out')
  // At once: a session tells the log what it has before its agent reads there.
  expect((await ask(user, '/calls')).body.calls.map(({ callId }) => callId)).toContain(id)
  await ann.close()
  return user
}

describe('an agent’s part of the log', () => {
  it('is their own last calls, and nobody else’s', async () => {
    const user = await work('mine-1', 'said yes')
    const other = await work('theirs-1', 'said no')
    const { body } = await ask(user, '/calls')
    expect(body.calls).toMatchObject([{ callId: 'mine-1', userId: user, notes: 'said yes' }])
    expect((await ask(other, '/calls')).body.calls.map(({ callId }) => callId)).toEqual([
      'theirs-1',
    ])
  })

  it('is what anybody stored before about the person on the line', async () => {
    const phonenumber = '2065550001'
    const first = await work('before-1', 'asked for May', { ...ANN, phonenumber })
    await work('before-2', 'somebody else', BEN)
    const { ann, agentId, user } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, phonenumber, id: 'now-1' })
    await ann.inPhase('on-call')
    // At once: a page asks when the call comes, and not again.
    expect((await ask(user, '/contacts?call=now-1')).body.calls).toMatchObject([
      { callId: 'before-1', userId: first, notes: 'asked for May' },
    ])
    expect((await ask(first, '/contacts?call=now-1')).body.calls).toEqual([])
    await ann.command(finish('now-1', true))
    await ann.inPhase('signed-out')
    await ann.close()
  })

  it('takes corrections, which replace nothing', async () => {
    const user = await work('wrong-1', 'said yes')
    const correct = (body: object) => ask(user, '/corrections', { callId: 'wrong-1', ...body })
    expect(await correct({ dispositions: [''], notes: 'It was the brother.' })).toMatchObject({
      status: 200,
    })
    await correct({ dispositions: ['Not home'], notes: '' })
    const [call] = (await ask(user, '/calls')).body.calls
    expect(call).toMatchObject({ dispositions: ['Interested'], notes: 'said yes' })
    expect(call?.corrections).toMatchObject([
      { dispositions: [''], notes: 'It was the brother.' },
      { dispositions: ['Not home'], notes: '' },
    ])
  })

  it('has calls whose ids are long: a dialer makes them as it likes', async () => {
    const callId = 'x'.repeat(300)
    const user = await work(callId, 'said yes')
    const correction = { callId, dispositions: ['Not home'], notes: '' }
    expect((await ask(user, '/corrections', correction)).status).toBe(200)
  })

  it.each([
    [{ callId: 'bad-1', dispositions: ['Maybe'], notes: '' }, 'bad-disposition'],
    [{ callId: 'bad-1', dispositions: [''], notes: ' ' }, 'disposition-required'],
    [{ callId: 'bad-1', dispositions: [], notes: 'a\u0000' }, 'bad-text'],
    [{ callId: 'not-mine', dispositions: [], notes: 'x' }, 'wrong-call'],
    [{ callId: 'bad-1', dispositions: [], notes: 'x'.repeat(2_001) }, 'bad-request'],
  ])('refuses %j', async (body, code) => {
    const user = await work('bad-1', 'said yes')
    expect((await ask(user, '/corrections', body)).body).toMatchObject({ code })
    expect((await ask(user, '/calls')).body.calls[0]?.corrections).toBeUndefined()
  })

  it('is closed without a token, and for another campaign', async () => {
    const bare = await fetch(`${live.worker.url}/v1/session/calls?campaign=${CAMPAIGN.id}`)
    expect(bare.status).toBe(401)
    const other = await ask('ann', '/calls', undefined, '999')
    expect(other.body).toMatchObject({ code: 'forbidden' })
  })
})
