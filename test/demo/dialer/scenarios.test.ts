import { describe, expect, it } from 'vitest'
import { SCENARIOS, type ScenarioName } from '../../../demo/dialer/scenarios.ts'
import { callId, Shift } from './shift.ts'

/** Whom an agent speaks with first, second and so on, and whether that is a machine. */
function people(name: ScenarioName, calls: number): string[] {
  const shift = new Shift(SCENARIOS[name])
  const ann = shift.logIn()
  return Array.from({ length: calls }, () => {
    const ask = connected(shift, ann)
    const hears = shift.hears()
    shift.finish(ann, callId(shift.value(ask)))
    return JSON.stringify(hears)
  })
}

/** Waits as often as it takes. */
function connected(shift: Shift, agentId: string): string {
  const ask = shift.wait(agentId)
  shift.until(() => shift.answers.has(ask))
  return shift.value(ask) === null ? connected(shift, agentId) : ask
}

describe('a story of the dialer', () => {
  it.each(Object.keys(SCENARIOS) as ScenarioName[])('is the same every time: %s', (name) => {
    const first = people(name, 8)
    expect(new Set(first).size).toBeGreaterThan(4)
    expect(people(name, 8)).toEqual(first)
  })

  it.each([
    ['quiet-morning', 1],
    ['busy-morning', 3],
  ] as const)('dials as many lines per idle agent as it says: %s, %d', (name, lines) => {
    const shift = new Shift(SCENARIOS[name])
    shift.logIn()
    expect(Object.keys(shift.exchange.state.floor.lines)).toHaveLength(lines)
  })
})
