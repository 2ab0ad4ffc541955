import { describe, expect, it } from 'vitest'
import { CAMPAIGN, DESK, finishOf, Shift, scenario } from './shift.ts'

const call = (shift: Shift, id: string) => shift.exchange.state.floor.calls[id]
const outcomes = (shift: Shift) =>
  shift.exchange.state.floor.campaigns[CAMPAIGN]?.contacts.map(({ outcome }) => outcome)

describe('an agent’s shift on the floor', () => {
  it('rings, recites the id, plays music, beeps with a person, and goes on to the next', () => {
    const shift = new Shift(scenario(5))
    const agentId = shift.callMe()
    expect(agentId).toMatch(/^\d{4}$/)
    shift.do('loginAgent', { campaignId: CAMPAIGN, agentId, userId: 'ann' })
    expect(shift.hears()).toEqual({ kind: 'music', music: 'default' })
    const first = shift.nextCall(agentId)
    expect(shift.hears()).toMatchObject({ kind: 'person', phoneNumber: '2125551000' })
    expect(shift.exchange.view(DESK).beeps).toBe(1)
    shift.finish(agentId, first)
    expect(shift.hears()?.kind).toBe('music')
    const second = shift.nextCall(agentId)
    expect(second).not.toBe(first)
    expect(shift.exchange.view(DESK).beeps).toBe(2)
    shift.finish(agentId, second, true)
    expect(shift.hears()).toMatchObject({ kind: 'text', text: expect.stringContaining('hang up') })
    shift.exchange.hangUp(DESK)
    shift.pass(60)
    expect(shift.exchange.state.floor.legs).toEqual({})
    expect(shift.exchange.state.network.legs).toEqual({})
  })

  it('hands over the number, the row’s other columns and a start, and nothing it cannot know', () => {
    const shift = new Shift(scenario(1))
    const agentId = shift.logIn()
    const ask = shift.wait(agentId)
    shift.until(() => shift.answers.has(ask))
    expect(shift.value(ask)).toEqual({
      agentid: agentId,
      agentresponse: null,
      callstart: expect.any(Date),
      campaignid: CAMPAIGN,
      disposition: null,
      extradata: 'Person 0',
      id: expect.stringMatching(/^\d+$/),
      notes: null,
      phonenumber: '2125551000',
      recordings: null,
      storeddata: null,
    })
  })

  it('gives a new agent id at each callback', () => {
    const shift = new Shift(scenario(1))
    const first = shift.callMe()
    shift.exchange.hangUp(DESK)
    shift.pass(1)
    expect(shift.callMe()).not.toBe(first)
  })

  it('plays the music that was asked for', () => {
    const shift = new Shift(scenario(0))
    shift.do('sendAgentCallBackWithMusicSetting', {
      campaignId: CAMPAIGN,
      userId: 'ann',
      phoneNumber: DESK,
      musiconhold: 'jazz',
    })
    shift.pass(1)
    shift.exchange.answer(DESK)
    shift.pass(1)
    const hears = shift.hears()
    const agentId = hears?.kind === 'digits' ? hears.digits : ''
    shift.do('loginAgent', { campaignId: CAMPAIGN, agentId, userId: 'ann' })
    expect(shift.hears()).toEqual({ kind: 'music', music: 'jazz' })
  })

  it('hangs up by itself when the agent logs off and stays on the phone', () => {
    const shift = new Shift(scenario(2))
    const agentId = shift.logIn()
    shift.finish(agentId, shift.nextCall(agentId), true)
    shift.pass(40)
    expect(shift.exchange.view(DESK)).toMatchObject({ state: 'idle', ended: 'us' })
  })

  it('forgets a callback that nobody answers, and one whose id nobody uses', () => {
    const shift = new Shift(scenario(2))
    shift.do('sendAgentCallBack', { campaignId: CAMPAIGN, userId: 'ann', phoneNumber: DESK })
    shift.pass(60)
    expect(shift.exchange.view(DESK)).toMatchObject({ state: 'idle', ended: 'no-answer' })
    shift.callMe()
    shift.pass(601)
    expect(shift.exchange.view(DESK)).toMatchObject({ state: 'idle', ended: 'us' })
  })

  it('keeps the agent on a call whose person has hung up, until the response is stored', () => {
    const shift = new Shift(scenario(2, { talkSeconds: [5, 5] }))
    const agentId = shift.logIn()
    const id = shift.nextCall(agentId)
    shift.pass(20)
    expect(shift.hears()).toBeNull()
    expect(call(shift, id)?.partedAt).toBeTypeOf('number')
    shift.finish(agentId, id)
    expect(shift.hears()?.kind).toBe('music')
  })

  it('kicks: the phone hangs up, the wait faults, the response can still be stored', () => {
    const shift = new Shift(scenario(2))
    const agentId = shift.logIn()
    const id = shift.nextCall(agentId)
    shift.do('kickAgent', { campaignId: CAMPAIGN, agentId })
    shift.pass(5)
    expect(shift.exchange.view(DESK)).toMatchObject({ state: 'idle', ended: 'us' })
    shift.finish(agentId, id, true)
    expect(call(shift, id)?.responses).toHaveLength(1)
    expect(() => shift.value(shift.wait(agentId))).toThrow(
      `Agent ${agentId} is not logged in to campaign ${CAMPAIGN}`,
    )
  })

  it('faults the wait of an agent who hangs up', () => {
    const shift = new Shift(scenario(0))
    const agentId = shift.logIn()
    const ask = shift.wait(agentId)
    shift.exchange.hangUp(DESK)
    shift.pass(1)
    expect(() => shift.value(ask)).toThrow(`Agent ${agentId} is not logged in`)
  })
})

describe('leaving a message', () => {
  const MACHINES = {
    fates: { human: 0, machine: 1, busy: 0, 'no-answer': 0, rejected: 0, failed: 0 },
  }

  it('plays the recording on the machine’s leg while the agent has moved on', () => {
    const shift = new Shift(scenario(2, MACHINES))
    const agentId = shift.logIn()
    const id = shift.nextCall(agentId)
    expect(shift.hears()?.kind).toBe('machine')
    shift.do('answeringMachineTransferStoreAgentResponse', finishOf(agentId, id))
    expect(shift.hears()?.kind).toBe('music')
    const line = call(shift, id)?.line ?? ''
    const leg = () => shift.exchange.state.network.legs[line]
    shift.until(() => leg()?.sound?.sound.kind === 'recording')
    shift.until(() => leg() === undefined)
    expect(call(shift, id)?.responses[0]?.message).toBe(true)
    expect(outcomes(shift)?.[0]).toBe('machine')
  })

  it('is refused on a campaign without a recording', () => {
    const story = scenario(1, MACHINES)
    const shift = new Shift({
      ...story,
      campaigns: story.campaigns.map((campaign) => ({ ...campaign, recording: null })),
    })
    const agentId = shift.logIn()
    const id = shift.nextCall(agentId)
    expect(shift.fault('answeringMachineTransferStoreAgentResponse', finishOf(agentId, id))).toBe(
      `Campaign ${CAMPAIGN} has no answering machine message`,
    )
    expect(call(shift, id)?.responses).toEqual([])
    expect(shift.hears()?.kind).toBe('machine')
  })
})
