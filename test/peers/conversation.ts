/**
 * What every peer says and should hear: one call of each operation, and one that is refused.
 * @module
 */

import type { ServiceName } from '../../shared/predictive-service.ts'
import { BAD_KEY, RECORDED_CAMPAIGN } from './soap-host.ts'

/** The key that every peer sends. */
export const PEER_KEY = 'peer-key'

/** One call; the key comes first and is left out here. */
export interface Line {
  readonly service: ServiceName
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

const AGENT = { campaignId: RECORDED_CAMPAIGN, agentId: '0047' }

const FINISH = {
  ...AGENT,
  callId: '0077',
  agentResponse: 'Sale',
  agentNotes: 'Grüße 😀 ]]> <b>&amp;</b> "quoted" שלום',
  lastcall: true,
}

const CALL_BACK = { campaignId: RECORDED_CAMPAIGN, userId: 'ann', phoneNumber: '2134000543' }

const CAMPAIGN = {
  callerid: '2134000543',
  name: 'Spring',
  passcode: 'p',
  dispositionLists: [
    { dispositions: ['Sale', 'No sale'], name: 'Result' },
    { dispositions: ['Warm'], name: 'Mood' },
  ],
  numbers: ['2134000544,Ann', '2134000545,Bo'],
}

const predictive = (operation: string, parameters: Line['parameters']): Line => ({
  service: 'PredictiveService',
  operation,
  parameters,
})

/** One call of every operation of both services. */
export const CONVERSATION: readonly Line[] = [
  predictive('answeringMachineTransferStoreAgentResponse', { ...FINISH, lastcall: false }),
  predictive('createCallCenterConnectCampaign', CAMPAIGN),
  predictive('createCallCenterConnectCampaignWithAM', {
    ...CAMPAIGN,
    answeringMachineSound: '5362',
  }),
  predictive('getAgentStats', { campaignid: RECORDED_CAMPAIGN }),
  predictive('getConnectionForAgent', AGENT),
  predictive('kickAgent', { campaignId: RECORDED_CAMPAIGN, agentId: '4721' }),
  predictive('loginAgent', { ...AGENT, userId: 'ann' }),
  predictive('sendAgentCallBack', CALL_BACK),
  predictive('sendAgentCallBackWithMusicSetting', { ...CALL_BACK, musiconhold: 'jazz' }),
  predictive('storeAgentResponse', FINISH),
  predictive('updateRatio', { campaignid: RECORDED_CAMPAIGN, ratio: 2.5 }),
  {
    service: 'CampaignService',
    operation: 'startCampaign',
    parameters: { campaignId: RECORDED_CAMPAIGN },
  },
  {
    service: 'CampaignService',
    operation: 'stopCampaign',
    parameters: { campaignId: RECORDED_CAMPAIGN },
  },
]

/** What the server must have been asked once a peer has said all of it. */
export const HEARD = CONVERSATION.map(({ operation, parameters }) => ({
  operation,
  parameters: { key: PEER_KEY, ...parameters },
}))

/** A call that is refused, and the words of the refusal. */
export const REFUSED = { key: BAD_KEY, words: 'Invalid key' }
