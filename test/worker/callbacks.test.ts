import { describe, expect, it } from 'vitest'
import type { Answer } from '../../shared/protocol.ts'
import type { ConsoleClient } from './console-client.ts'
import { useWorker } from './live-session.ts'

const live = useWorker({ CALLBACK_PREFIXES: '1213, 2136, +44 555' })

const callMe = (console: ConsoleClient, phoneNumber: string) =>
  console.command({ type: 'call-me', phoneNumber })

/** Has the number rung and forgets it again, so that it may ring once more at once. */
async function ring(console: ConsoleClient, phoneNumber: string): Promise<Answer> {
  const answer = await callMe(console, phoneNumber)
  if (answer.ok) expect(await console.command({ type: 'cancel' })).toMatchObject({ ok: true })
  return answer
}

async function ringUntilRefused(console: ConsoleClient, phoneNumber: string): Promise<number> {
  for (let count = 0; count < 100; count++) {
    const answer = await ring(console, phoneNumber)
    if (answer.ok) continue
    expect(answer).toMatchObject({ code: 'rate-limited' })
    expect(answer.retryAt).toBeGreaterThan(Date.now())
    return count
  }
  throw new Error('nobody ever refused')
}

const rung = (number: string) =>
  live.worker.dialer.of('sendAgentCallBack').filter(({ phoneNumber }) => phoneNumber === number)

describe('a callback', () => {
  it('rings numbers of the allowed prefixes only', async () => {
    const ann = await live.worker.open('prefix@acme.example')
    for (const number of ['+1 213 555 0180', '+44 20 7946 0018', '555-0199']) {
      expect(await ring(ann, number)).toMatchObject({ ok: true })
    }
    const before = live.worker.dialer.asked.length
    for (const number of ['2135550180', '0012135550180', '1 900 555 0180']) {
      const refused = { ok: false, outcome: 'refused', field: 'phoneNumber' }
      expect(await callMe(ann, number)).toMatchObject({ ...refused, code: 'number-not-allowed' })
    }
    expect(live.worker.dialer.asked).toHaveLength(before)
    await ann.close()
  })

  it('rings twenty times an hour for one user, then says when again', async () => {
    const ann = await live.worker.open('often@acme.example')
    expect(await ringUntilRefused(ann, '12135550181')).toBe(20)
    expect(rung('12135550181')).toHaveLength(20)
    expect(await ring(ann, '12135550182')).toMatchObject({ code: 'rate-limited' })
    expect(ann.session?.state.phase).toBe('signed-out')
    const ben = await live.worker.open('seldom@acme.example')
    expect(await ring(ben, '12135550181')).toMatchObject({ ok: true })
    await Promise.all([ann.close(), ben.close()])
  })

  it('rings thirty times an hour at one number, whoever asks, however it is written, also after a crash', async () => {
    const [number, shorter] = ['12136550183', '2136550183']
    const first = await live.worker.open('first@acme.example')
    expect(await ringUntilRefused(first, number)).toBe(20)
    await live.worker.restart()
    const second = await live.worker.open('second@acme.example')
    expect(await ringUntilRefused(second, shorter)).toBe(10)
    expect(await ring(second, '12135550184')).toMatchObject({ ok: true })
    expect([...rung(number), ...rung(shorter)]).toHaveLength(30)
    await second.close()
  })

  /** Rings, and logs in with an agent id, until a ring is refused. */
  async function workUntilRefused(user: string, number: string, idOf: (shift: number) => number) {
    const ann = await live.worker.open(user)
    for (let shift = 0; shift < 100; shift++) {
      await ann.inPhase('signed-out')
      const answer = await callMe(ann, number)
      if (!answer.ok) {
        expect(answer).toMatchObject({ code: 'rate-limited' })
        await ann.close()
        return shift
      }
      const agentId = String(idOf(shift))
      expect(await ann.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
      await live.worker.dialer.holding(agentId)
      expect(await ann.command({ type: 'phone-gone' })).toMatchObject({ ok: true })
    }
    throw new Error('nobody ever refused')
  }

  it('whose agent id was heard counts for its number alone: an agent may be unlucky', async () => {
    const rings = await workUntilRefused('unlucky@acme.example', '12135550185', (n) => 7_000 + n)
    expect(rings).toBe(30)
  })

  it('that rang nobody counts for nobody: the dialer was down, or the number has rung enough', async () => {
    const [busy, own] = ['12135550187', '12135550188']
    const eve = await live.worker.open('eve@acme.example')
    expect(await ringUntilRefused(eve, busy)).toBe(20)
    const fay = await live.worker.open('fay@acme.example')
    expect(await ringUntilRefused(fay, busy)).toBe(10)
    for (let tries = 0; tries < 11; tries++) {
      expect(await callMe(fay, busy)).toMatchObject({ code: 'rate-limited' })
    }
    await live.worker.dialer.stop()
    for (let tries = 0; tries < 11; tries++) {
      expect(await callMe(fay, own)).toMatchObject({ code: 'dialer-unreachable' })
    }
    await live.worker.dialer.start()
    await expect.poll(() => callMe(fay, own)).toMatchObject({ ok: true })
    await Promise.all([eve.close(), fay.close()])
  })

  it('is forgiven once per agent id: one that is heard already proves no other phone', async () => {
    const rings = await workUntilRefused('sly@acme.example', '12135550186', () => 7_900)
    expect(rings).toBe(21)
  })
})
