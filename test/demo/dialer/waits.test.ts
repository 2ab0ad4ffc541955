import { describe, expect, it } from 'vitest'
import { callId, Shift, scenario } from './shift.ts'

describe('the wait', () => {
  it('in repeat mode answers with the unfinished call as often as it is asked', () => {
    const shift = new Shift(scenario(2))
    const agentId = shift.logIn()
    const first = shift.nextCall(agentId)
    expect(callId(shift.value(shift.wait(agentId)))).toBe(first)
    expect(callId(shift.value(shift.wait(agentId)))).toBe(first)
  })

  it('in repeat mode answers nil after 45 s', () => {
    const shift = new Shift(scenario(0))
    const ask = shift.wait(shift.logIn())
    shift.pass(44)
    expect(shift.answers.has(ask)).toBe(false)
    shift.pass(2)
    expect(shift.value(ask)).toBeNull()
  })

  it('in once mode answers one wait only, the oldest, and holds the others', () => {
    const shift = new Shift(scenario(2, {}, { delivery: 'once', waitSeconds: null }))
    const agentId = shift.logIn()
    const [dead, alive] = [shift.wait(agentId), shift.wait(agentId)]
    shift.until(() => shift.answers.has(dead))
    shift.pass(60)
    expect(shift.answers.has(alive)).toBe(false)
    const third = shift.wait(agentId)
    shift.pass(60)
    expect(shift.answers.has(third)).toBe(false)
    shift.finish(agentId, callId(shift.value(dead)))
    shift.until(() => shift.answers.has(alive))
    expect(callId(shift.value(alive))).not.toBe(callId(shift.value(dead)))
  })

  it('in once mode keeps a call for the first wait that comes after it', () => {
    const shift = new Shift(scenario(2, {}, { delivery: 'once', waitSeconds: null }))
    const agentId = shift.logIn()
    shift.until(() => shift.hears()?.kind === 'person')
    expect(callId(shift.value(shift.wait(agentId)))).toMatch(/^\d+$/)
  })
})
