import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../demo/dialer/scenarios.ts'
import type { FloorState } from '../../../demo/dialer/state.ts'
import { scenario } from './shift.ts'
import { blow, calm, newStorm, type StormState, type Weather } from './storm.ts'

const SECONDS = 240

const share = (max: number) => fc.double({ min: 0, max, noNaN: true })

const weathers: fc.Arbitrary<Weather> = fc.record({
  seed: fc.nat(),
  agents: fc.integer({ min: 1, max: 6 }),
  seconds: fc.constant(SECONDS),
  hangUp: share(0.02),
  kick: share(0.01),
  doubleFinish: share(0.5),
  lastCall: share(0.1),
})

const stories: fc.Arbitrary<Scenario> = fc
  .record({
    noise: fc.record({ duplicate: share(0.3), reorder: share(0.3), fail: share(0.2) }),
    secondFinish: fc.constantFrom('accepted' as const, 'fault' as const, 'requeue' as const),
    machines: fc.constantFrom('to-agent' as const, 'hang-up' as const),
    once: fc.boolean(),
    ratio: fc.constantFrom(0.5, 1, 2, 3),
    numbers: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ noise, secondFinish, machines, once, ratio, numbers }) => {
    const delivery = once
      ? ({ delivery: 'once', waitSeconds: null } as const)
      : ({ delivery: 'repeat', waitSeconds: 45 } as const)
    const fates = { human: 5, machine: 2, busy: 1, 'no-answer': 1, rejected: 1, failed: 1 }
    const network = { noise, fates, talkSeconds: [5, 60] as const }
    const story = scenario(numbers, network, { ...delivery, secondFinish, machines, recycle: true })
    return { ...story, campaigns: story.campaigns.map((campaign) => ({ ...campaign, ratio })) }
  })

/** What must hold at every moment, whatever the network did. */
function sound({ floor }: { readonly floor: FloorState }): void {
  for (const agent of Object.values(floor.agents)) {
    const ready = floor.campaigns[agent.campaignId]?.ready.filter((id) => id === agent.agentId)
    expect(ready).toHaveLength(agent.state === 'ready' ? 1 : 0)
    if (agent.state === 'ready' || agent.state === 'connecting') expect(agent.callId).toBeNull()
    if (agent.state === 'on-call') expect(floor.calls[agent.callId ?? '']).toBeDefined()
    if (agent.state !== 'gone') expect(floor.legs[agent.leg]).toBeDefined()
  }
  for (const { agentId } of floor.waits) expect(floor.agents[agentId]?.state).not.toBe('gone')
  for (const line of Object.values(floor.lines)) expect(floor.legs[line.leg]).toBeDefined()
}

function run(weather: Weather, story: Scenario): StormState {
  const storm = newStorm(weather, story)
  blow(storm, weather.seconds, ({ exchange }) => sound(exchange))
  return storm
}

/** A dialer that re-queues on a late duplicate cuts the next call off, as the contract allows. */
const keepsCalls = ({ floor }: Scenario) => floor.secondFinish !== 'requeue'

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value))

describe('a storm', () => {
  it('leaves no leg open, no wait unanswered and nothing to do', () => {
    fc.assert(
      fc.property(weathers, stories, (weather, story) => {
        const { floor, network } = calm(run(weather, story)).exchange.state
        expect(floor.legs).toEqual({})
        expect(network.legs).toEqual({})
        expect(floor.lines).toEqual({})
        expect(floor.waits).toEqual([])
        expect(network.agenda).toEqual([])
        const contacts = Object.values(floor.campaigns).flatMap(({ contacts }) => contacts)
        expect(contacts.filter(({ state }) => state === 'out')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('loses no call: each was told to its agent, while nobody hangs up on them', () => {
    fc.assert(
      fc.property(weathers, stories.filter(keepsCalls), (weather, story) => {
        const storm = run({ ...weather, hangUp: 0, kick: 0 }, story)
        const { at, floor } = storm.exchange
        // whoever asked within the last second has not looked at the answer yet
        const calls = Object.values(floor.calls).filter(
          ({ connectedAt }) => at - connectedAt > 2_500,
        )
        expect(calls.filter(({ id }) => !storm.shown.includes(id))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('replays from its seed', () => {
    fc.assert(
      fc.property(weathers, stories, (weather, story) => {
        expect(run(weather, story)).toEqual(run(weather, story))
      }),
      { numRuns: 15 },
    )
  })

  it('goes on the same from a copy of its state', () => {
    fc.assert(
      fc.property(weathers, stories, fc.nat({ max: SECONDS }), (weather, story, half) => {
        const original = newStorm(weather, story)
        blow(original, half)
        const copied = copy(original)
        blow(original, SECONDS)
        blow(copied, SECONDS)
        expect(copied).toEqual(copy(original))
      }),
      { numRuns: 30 },
    )
  })
})
