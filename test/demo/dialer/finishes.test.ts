import { describe, expect, it } from 'vitest'
import { callId, finishOf, Shift, scenario } from './shift.ts'

const call = (shift: Shift, id: string) => shift.exchange.state.floor.calls[id]

describe('a second finish of the same call', () => {
  it('is accepted without effect where the dialer does not mind', () => {
    const shift = new Shift(scenario(3))
    const agentId = shift.logIn()
    const first = shift.nextCall(agentId)
    shift.finish(agentId, first)
    const second = shift.nextCall(agentId)
    shift.finish(agentId, first)
    expect(callId(shift.value(shift.wait(agentId)))).toBe(second)
    expect(call(shift, first)?.responses).toHaveLength(1)
  })

  it('faults where the dialer minds', () => {
    const shift = new Shift(scenario(3, {}, { secondFinish: 'fault' }))
    const agentId = shift.logIn()
    const first = shift.nextCall(agentId)
    shift.finish(agentId, first)
    expect(shift.fault('storeAgentResponse', finishOf(agentId, first))).toBe(
      `Call ${first} already has a response`,
    )
  })

  it('ends the next call where the dialer re-queues', () => {
    const shift = new Shift(scenario(3, {}, { secondFinish: 'requeue' }))
    const agentId = shift.logIn()
    const first = shift.nextCall(agentId)
    shift.finish(agentId, first)
    const second = shift.nextCall(agentId)
    shift.finish(agentId, first)
    expect(shift.hears()?.kind).toBe('music')
    expect(call(shift, first)?.responses).toHaveLength(2)
    expect(call(shift, second)).toMatchObject({ responses: [], partedAt: expect.any(Number) })
    expect(shift.nextCall(agentId)).not.toBe(second)
  })
})
