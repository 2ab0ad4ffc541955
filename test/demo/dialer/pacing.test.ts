import { describe, expect, it } from 'vitest'
import type { Fate } from '../../../demo/dialer/callees.ts'
import type { Outcome } from '../../../demo/dialer/state.ts'
import { CAMPAIGN, Shift, scenario } from './shift.ts'

const NOBODY: Record<Fate, number> = {
  human: 0,
  machine: 0,
  busy: 0,
  'no-answer': 0,
  rejected: 0,
  failed: 0,
}
const all = (fate: Fate) => ({ fates: { ...NOBODY, [fate]: 1 } })

const ringing = (shift: Shift) => Object.keys(shift.exchange.state.floor.lines).length
const contacts = (shift: Shift) => shift.exchange.state.floor.campaigns[CAMPAIGN]?.contacts ?? []
const count = (shift: Shift, wanted: Outcome) =>
  contacts(shift).filter(({ outcome }) => outcome === wanted).length

function run(shift: Shift, operation: 'startCampaign' | 'stopCampaign'): void {
  shift.exchange.ask({
    ask: operation,
    service: 'CampaignService',
    operation,
    parameters: { campaignId: CAMPAIGN },
    keyFits: true,
  })
}

describe('pacing', () => {
  it('dials nobody before an agent is idle', () => {
    const shift = new Shift(scenario(5))
    shift.pass(60)
    expect(ringing(shift)).toBe(0)
  })

  it.each([
    [1, 1],
    [0.5, 1],
    [2, 2],
    [2.5, 3],
  ])('dials %d lines per idle agent, rounded up', (ratio, lines) => {
    const shift = new Shift(scenario(9, all('no-answer')))
    shift.do('updateRatio', { campaignid: CAMPAIGN, ratio })
    shift.logIn()
    expect(ringing(shift)).toBe(lines)
  })

  it('dials for every idle agent, and no more for those on a call', () => {
    const shift = new Shift(scenario(9))
    shift.do('updateRatio', { campaignid: CAMPAIGN, ratio: 2 })
    const ann = shift.logIn('5550101', 'ann')
    shift.nextCall(ann)
    shift.pass(30)
    const before = contacts(shift).filter(({ attempts }) => attempts > 0).length
    shift.pass(120)
    expect(contacts(shift).filter(({ attempts }) => attempts > 0)).toHaveLength(before)
  })

  it('apologises to and abandons people for whom no agent is left', () => {
    const shift = new Shift(scenario(4))
    shift.do('updateRatio', { campaignid: CAMPAIGN, ratio: 4 })
    shift.nextCall(shift.logIn())
    const apology = () =>
      Object.values(shift.exchange.state.network.legs).some(
        ({ sound }) => sound?.sound.kind === 'text',
      )
    shift.until(apology)
    shift.pass(30)
    expect(count(shift, 'abandoned')).toBe(3)
    expect(count(shift, 'answered')).toBe(1)
  })

  it('does not begin before it is started, and dials nobody new after it is stopped', () => {
    const story = scenario(9, all('busy'))
    const stopped = story.campaigns.map((campaign) => ({ ...campaign, running: false }))
    const shift = new Shift({ ...story, campaigns: stopped })
    shift.logIn()
    shift.pass(10)
    expect(ringing(shift)).toBe(0)
    run(shift, 'startCampaign')
    expect(ringing(shift)).toBe(1)
    run(shift, 'stopCampaign')
    shift.pass(10)
    expect(ringing(shift)).toBe(0)
    expect(count(shift, 'busy')).toBe(1)
  })

  it.each([
    ['busy', 'busy', 3],
    ['no-answer', 'no answer', 3],
    ['rejected', 'busy', 3],
    ['failed', 'failed', 1],
  ] as const)('a number that is %s counts as %s and is tried %d times', (fate, outcome, tries) => {
    const shift = new Shift(scenario(1, all(fate)))
    shift.logIn()
    shift.pass(1800)
    expect(contacts(shift)).toMatchObject([{ outcome, attempts: tries, state: 'done' }])
  })

  it('hangs up on machines where it is told to', () => {
    const shift = new Shift(scenario(3, all('machine'), { machines: 'hang-up' }))
    const ask = shift.wait(shift.logIn())
    shift.pass(44)
    expect(shift.answers.has(ask)).toBe(false)
    expect(count(shift, 'machine')).toBe(3)
  })

  it('begins the list again where it is told to', () => {
    const shift = new Shift(scenario(1, {}, { recycle: true }))
    const agentId = shift.logIn()
    const first = shift.nextCall(agentId)
    shift.finish(agentId, first)
    expect(shift.nextCall(agentId)).not.toBe(first)
  })

  it('gives the next person to the agent who has waited longest', () => {
    const shift = new Shift(scenario(9))
    const ann = shift.logIn('5550101', 'ann')
    shift.logIn('5550102', 'bob')
    shift.until(() => Object.keys(shift.exchange.state.floor.calls).length === 1)
    expect(Object.values(shift.exchange.state.floor.calls)[0]?.agentId).toBe(ann)
  })

  it('forgets sessions and calls of the day before', () => {
    const shift = new Shift(scenario(2))
    const agentId = shift.logIn()
    shift.nextCall(agentId)
    shift.do('kickAgent', { campaignId: CAMPAIGN, agentId })
    shift.pass(25 * 3600)
    shift.callMe()
    expect(shift.exchange.state.floor.agents[agentId]).toBeUndefined()
    expect(shift.exchange.state.floor.calls).toEqual({})
  })
})
