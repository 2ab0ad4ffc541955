/**
 * What the floor does for each operation of the contract: one row each.
 * @module
 */

import type {
  OperationName,
  ParametersOf,
  ResultOf,
  ServiceName,
} from '../../shared/predictive-service.ts'
import { callBack, kick, logIn } from './agents.ts'
import { create, run, setRatio } from './campaigns.ts'
import { finish } from './finishes.ts'
import { stats } from './stats.ts'
import { type Ask, Refusal, type Turn } from './turn.ts'
import { LATER, wait } from './waits.ts'

type Operations<S extends ServiceName> = {
  readonly [O in OperationName<S>]: (
    turn: Turn,
    parameters: ParametersOf<O, S>,
    ask: string,
  ) => ResultOf<O, S> | typeof LATER
}

const OPERATIONS: { readonly [S in ServiceName]: Operations<S> } = {
  PredictiveService: {
    answeringMachineTransferStoreAgentResponse: (turn, parameters) =>
      finish(turn, parameters, true),
    createCallCenterConnectCampaign: (turn, parameters) => create(turn, parameters, null),
    createCallCenterConnectCampaignWithAM: (turn, parameters) =>
      create(turn, parameters, parameters.answeringMachineSound),
    getAgentStats: (turn, { campaignid }) => stats(turn, campaignid),
    getConnectionForAgent: wait,
    kickAgent: kick,
    loginAgent: logIn,
    sendAgentCallBack: (turn, parameters) => callBack(turn, parameters, null),
    sendAgentCallBackWithMusicSetting: (turn, parameters) =>
      callBack(turn, parameters, parameters.musiconhold),
    storeAgentResponse: (turn, parameters) => finish(turn, parameters, false),
    updateRatio: setRatio,
  },
  CampaignService: {
    startCampaign: (turn, { campaignId }) => run(turn, campaignId, true),
    stopCampaign: (turn, { campaignId }) => run(turn, campaignId, false),
  },
}

/** Carries an operation out and answers it, now or, for a wait, in a later turn. */
export function carryOut(turn: Turn, ask: Ask): void {
  try {
    if (!ask.keyFits) throw new Refusal('Invalid key')
    const value = operationOf(ask)(turn, ask.parameters, ask.ask)
    if (value !== LATER) turn.answers.push({ ask: ask.ask, value })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    turn.answers.push({ ask: ask.ask, fault: error.message })
  }
}

type Untyped = (turn: Turn, parameters: object, ask: string) => unknown

/** The server has read the parameters by the same table that types them here. */
function operationOf({ service, operation }: Ask): Untyped {
  const operations: Readonly<Record<string, unknown>> = OPERATIONS[service]
  if (!Object.hasOwn(operations, operation)) throw new Refusal(`${operation} is not an operation`)
  return operations[operation] as Untyped
}
