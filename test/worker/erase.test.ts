import { describe, expect, it } from 'vitest'
import type { BoardSnapshot, Erased } from '../../shared/board.ts'
import { askRoute } from './board-client.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, BEN, finish, useWorker } from './live-session.ts'

const live = useWorker()

const erase = (phoneNumber: string) =>
  askRoute(live.worker, '/erase', { method: 'POST', body: { phoneNumber } })

const log = async (search: string) =>
  (await askRoute(live.worker, `/calls?search=${search}`)).body as {
    calls: { callId: string; state: string }[]
  }

/** More than are asked at a time. */
const AGENTS = 55

/** An agent who has finished a call with a person. */
async function worked(index: number, phonenumber: string): Promise<ConsoleClient> {
  const agentId = String(6_000 + index)
  const agent = await live.worker.open(`agent${index}@acme.example`)
  await agent.inPhase('signed-out')
  await agent.command({ type: 'log-in', agentId })
  await live.worker.dialer.holding(agentId)
  live.worker.dialer.connect(agentId, { ...ANN, id: `of ${index}`, phonenumber })
  await agent.inPhase('on-call')
  await agent.command(finish(`of ${index}`, true))
  await agent.inPhase('signed-out')
  return agent
}

/** How many calls with a number the log has. */
async function logged(number: string): Promise<number> {
  const { url, token } = live.worker
  const headers = { authorization: `Bearer ${await token('sue', 'supervisor')}` }
  const all = await fetch(`${url}/v1/campaigns/874100/calls?format=jsonl`, { headers })
  return (await all.text()).split(number).length - 1
}

describe('a supervisor who erases a number', () => {
  it('erases its calls in the log and in every session, however the number is written', async () => {
    const { ann, agentId } = await live.signedIn()
    const calls = [
      { ...ANN, id: 'first', phonenumber: '+1 (213) 555-0143' },
      { ...ANN, id: 'second' },
      { ...BEN, id: 'bens' },
      { ...ANN, id: 'third' },
    ]
    for (const call of calls) {
      live.worker.dialer.connect(agentId, call)
      await ann.inPhase('on-call', ({ call: { id } }) => id === call.id)
      if (call.id !== 'third') await ann.command(finish(call.id))
    }
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'third' })
    await ann.until(() => ann.session?.unsent.find(({ call }) => call.id === 'third'))
    await expect.poll(async () => (await log('unfinished')).calls.length).toBe(1)
    expect((await log('')).calls).toHaveLength(4)

    expect(await erase('213-555-0143')).toEqual({
      status: 200,
      body: { calls: 3, inSessions: 3, sessionsLeft: 0 },
    })
    expect((await log('')).calls.map(({ callId }) => callId)).toEqual(['bens'])
    await ann.until(() => (ann.session?.unsent.length === 0 ? true : undefined))
    expect((await log('Ann%20Lee')).calls).toEqual([])
    expect(await askRoute(live.worker, '/calls?format=jsonl')).toMatchObject({
      body: { callId: 'bens' },
    })
    await live.worker.restart()
    expect((await log('')).calls.map(({ callId }) => callId)).toEqual(['bens'])
    expect(await erase('213-555-0143')).toMatchObject({ body: { calls: 0, inSessions: 0 } })
  })

  it('leaves a call that is on the line to its agent, until it is over', async () => {
    const { ann, agentId } = await live.signedIn()
    const person = { id: 'talking', phonenumber: '2135550177' }
    live.worker.dialer.connect(agentId, person)
    await ann.inPhase('on-call')
    await erase('2135550177')
    expect((await ann.inPhase('on-call')).call.id).toBe('talking')
    expect(await ann.command(finish('talking', true))).toMatchObject({ ok: true })
    await ann.inPhase('signed-out')
    await expect.poll(async () => (await log('2135550177')).calls[0]?.state).toBe('stored')
    expect(await erase('2135550177')).toMatchObject({ body: { calls: 1, inSessions: 1 } })
    await ann.close()
  })

  it('is told how many sessions are still being asked; a crash in between loses none', async () => {
    const number = '2135550188'
    const agents = await Promise.all(
      Array.from({ length: AGENTS }, (_, index) => worked(index, number)),
    )
    await expect.poll(() => logged(number)).toBe(AGENTS)
    const first = (await erase(number)).body as Erased
    expect(first.inSessions).toBeGreaterThan(0)
    expect(first.inSessions).toBeLessThanOrEqual(50)
    expect(first.sessionsLeft).toBeGreaterThan(0)
    await live.worker.restart()
    const board = async () => (await askRoute(live.worker, '/board')).body as BoardSnapshot
    await expect.poll(async () => (await board()).erasing, { timeout: 20_000 }).toBe(0)
    expect(await logged(number)).toBe(0)
    expect(await erase(number)).toMatchObject({ body: { calls: 0, inSessions: 0 } })
    for (const agent of agents) agent.die()
  }, 60_000)

  it('is told what is wrong with what was typed, and nothing is erased', async () => {
    expect(await erase('all of them')).toMatchObject({
      status: 400,
      body: { code: 'bad-phone-number', field: 'phoneNumber' },
    })
  })
})
