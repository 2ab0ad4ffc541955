import { describe, expect, it } from 'vitest'
import { CAMPAIGN, finishOf, Shift, scenario } from './shift.ts'

describe('bad input', () => {
  const WRONG = [
    [
      'unknown campaign',
      'Campaign 5 is not known',
      (s: Shift) => s.fault('getAgentStats', { campaignid: '5' }),
    ],
    [
      'unknown agent id',
      'Agent id 9 is not known',
      (s: Shift) => s.fault('loginAgent', { campaignId: CAMPAIGN, agentId: '9', userId: 'ann' }),
    ],
    [
      'no agent id',
      'Agent id (empty) is not known',
      (s: Shift) => s.fault('getConnectionForAgent', { campaignId: CAMPAIGN, agentId: null }),
    ],
    [
      'a name every object has',
      'Agent id constructor is not known',
      (s: Shift) =>
        s.fault('loginAgent', { campaignId: CAMPAIGN, agentId: 'constructor', userId: 'ann' }),
    ],
    [
      'no phone number',
      '"call me" is not a phone number',
      (s: Shift) =>
        s.fault('sendAgentCallBack', { campaignId: CAMPAIGN, userId: 'a', phoneNumber: 'call me' }),
    ],
    [
      'ratio',
      'Ratio must be above 0 and at most 10, not -2',
      (s: Shift) => s.fault('updateRatio', { campaignid: CAMPAIGN, ratio: -2 }),
    ],
    [
      'row without a number',
      'Row 2 of numbers has no phone number: "Rosa"',
      (s: Shift) =>
        s.fault('createCallCenterConnectCampaign', {
          callerid: '',
          name: '',
          passcode: '',
          dispositionLists: [],
          numbers: ['5551000,a', 'Rosa,5'],
        }),
    ],
  ] as const

  it.each(WRONG)('%s: "%s", and nothing changes', (_, words, ask) => {
    const shift = new Shift(scenario(2))
    const before = JSON.stringify(shift.exchange.state)
    expect(ask(shift)).toBe(words)
    expect(JSON.stringify(shift.exchange.state)).toBe(before)
  })

  it('a wrong key faults before anything else', () => {
    const shift = new Shift(scenario(1))
    const answers = shift.exchange.ask({
      ask: 'x',
      service: 'PredictiveService',
      operation: 'getAgentStats',
      parameters: { campaignid: '5' },
      keyFits: false,
    })
    expect(answers).toEqual([{ ask: 'x', fault: 'Invalid key' }])
  })

  it('an agent id of somebody else, a call of somebody else', () => {
    const shift = new Shift(scenario(4))
    const ann = shift.logIn('5550101', 'ann')
    const bob = shift.logIn('5550102', 'bob')
    expect(shift.fault('loginAgent', { campaignId: CAMPAIGN, agentId: ann, userId: 'bob' })).toBe(
      `Agent ${ann} is already logged in`,
    )
    const id = shift.nextCall(ann)
    expect(shift.fault('storeAgentResponse', finishOf(bob, id))).toBe(
      `Call ${id} is not a call of agent ${bob}`,
    )
  })

  it('logging in twice as the same user is no fault: the first answer may have been lost', () => {
    const shift = new Shift(scenario(0))
    const agentId = shift.logIn()
    expect(shift.do('loginAgent', { campaignId: CAMPAIGN, agentId, userId: 'ann' })).toBeUndefined()
  })
})
