/**
 * The SOAP contract as one table. The worker's client, the embedded dialer's server and the WSDL
 * walk it; to add an operation, add a row.
 *
 * Source: the dialer's own documentation ("Virtual Call Center API", its sample envelopes), and for
 * what that leaves out, the rules of XFire and Aegis, the framework that the dialer ran.
 * @module
 */

/** Target namespace of every parameter, bean and array; XFire derives it from the Java package. */
export const PREDICTIVE_NAMESPACE = 'http://api.campaign.dialer.skyyconsulting.com'

/**
 * Arrays: the name of the array type and the type of its items. The item element bears the name of
 * its type (`ArrayOfString` holds `string` elements).
 */
export const ARRAYS = {
  ArrayOfString: 'string',
  ArrayOfDisposition: 'Disposition',
  ArrayOfAgentType: 'AgentType',
} as const

/**
 * Beans and their members, in the alphabetical order in which Aegis writes them.
 * `Disposition` is documented. Of `CallType` only `id` is; its other members, and all of
 * `AgentType`'s, are a guess, so readers treat both as open maps.
 */
export const BEANS = {
  Disposition: { dispositions: 'ArrayOfString', name: 'string' },
  CallType: {
    agentid: 'string',
    agentresponse: 'string',
    callstart: 'dateTime',
    campaignid: 'long',
    disposition: 'string',
    duration: 'int',
    extradata: 'string',
    id: 'string',
    notes: 'string',
    phonenumber: 'string',
    recordings: 'ArrayOfString',
    responsetime: 'int',
    storeddata: 'string',
  },
  AgentType: {
    avgcallsec: 'double',
    calls: 'int',
    callsec: 'int',
    campaignid: 'long',
    duration: 'int',
    id: 'string',
    loggedin: 'dateTime',
    loggedout: 'dateTime',
    percentresponse: 'double',
    phonenumber: 'string',
    responsetime: 'int',
    userid: 'string',
  },
} as const

/** What both finishes take; `lastcall` true lets the agent hang up, false queues them again. */
const FINISH = {
  key: 'string',
  campaignId: 'long',
  agentId: 'string',
  callId: 'string',
  agentResponse: 'string',
  agentNotes: 'string',
  lastcall: 'boolean',
} as const

const CAMPAIGN = {
  key: 'string',
  callerid: 'string',
  name: 'string',
  passcode: 'string',
  dispositionLists: 'ArrayOfDisposition',
  numbers: 'ArrayOfString',
} as const

/**
 * Operations by service: parameters in wire order and exact case (`campaignid` in getAgentStats and
 * updateRatio is the dialer's own spelling), and the type of `out`, or `void` for an empty answer.
 * kickAgent's `long agentId` and all of CampaignService's parameters are known from prose only.
 */
export const SERVICES = {
  PredictiveService: {
    answeringMachineTransferStoreAgentResponse: { parameters: FINISH, result: 'void' },
    createCallCenterConnectCampaign: { parameters: CAMPAIGN, result: 'long' },
    createCallCenterConnectCampaignWithAM: {
      parameters: { ...CAMPAIGN, answeringMachineSound: 'long' },
      result: 'long',
    },
    getAgentStats: {
      parameters: { key: 'string', campaignid: 'long' },
      result: 'ArrayOfAgentType',
    },
    getConnectionForAgent: {
      parameters: { key: 'string', campaignId: 'long', agentId: 'string' },
      result: 'CallType',
    },
    kickAgent: {
      parameters: { key: 'string', campaignId: 'long', agentId: 'long' },
      result: 'void',
    },
    loginAgent: {
      parameters: { key: 'string', campaignId: 'long', agentId: 'string', userId: 'string' },
      result: 'void',
    },
    sendAgentCallBack: {
      parameters: { key: 'string', campaignId: 'long', userId: 'string', phoneNumber: 'string' },
      result: 'void',
    },
    sendAgentCallBackWithMusicSetting: {
      parameters: {
        key: 'string',
        campaignId: 'long',
        userId: 'string',
        phoneNumber: 'string',
        musiconhold: 'string',
      },
      result: 'void',
    },
    storeAgentResponse: { parameters: FINISH, result: 'void' },
    updateRatio: {
      parameters: { key: 'string', campaignid: 'long', ratio: 'double' },
      result: 'void',
    },
  },
  CampaignService: {
    startCampaign: { parameters: { key: 'string', campaignId: 'long' }, result: 'void' },
    stopCampaign: { parameters: { key: 'string', campaignId: 'long' }, result: 'void' },
  },
} as const

/** Scalars as TypeScript sees them. A long stays a string: it may not fit a JavaScript number. */
interface Scalars {
  string: string | null
  long: string
  int: number
  double: number
  /** `java.lang.Boolean`: null counts as false. */
  boolean: boolean | null
  dateTime: Date
}

/** The name of any type in the contract. */
export type TypeName = keyof Scalars | keyof typeof BEANS | keyof typeof ARRAYS

/** The TypeScript value of a contract type; a member of a bean may be absent. */
export type ValueOf<T> = T extends keyof Scalars
  ? Scalars[T]
  : T extends keyof typeof BEANS
    ? { readonly [M in keyof (typeof BEANS)[T]]?: ValueOf<(typeof BEANS)[T][M]> } | null
    : T extends keyof typeof ARRAYS
      ? readonly ValueOf<(typeof ARRAYS)[T]>[] | null
      : undefined

/** `PredictiveService` or `CampaignService`. */
export type ServiceName = keyof typeof SERVICES

/** Every operation of a service. */
export type OperationName<S extends ServiceName = 'PredictiveService'> =
  keyof (typeof SERVICES)[S] & string

type RowOf<S extends ServiceName, O> = O extends keyof (typeof SERVICES)[S]
  ? (typeof SERVICES)[S][O]
  : never

/** The parameters of an operation by name. */
export type ParametersOf<O, S extends ServiceName = 'PredictiveService'> =
  RowOf<S, O> extends { parameters: infer P } ? { readonly [N in keyof P]: ValueOf<P[N]> } : never

/** What an operation's `out` holds; undefined for a void operation. */
export type ResultOf<O, S extends ServiceName = 'PredictiveService'> =
  RowOf<S, O> extends { result: infer R } ? ValueOf<R> : never

/**
 * Whether a type may be `xsi:nil`: Java objects may, primitives may not, and Aegis declares dates
 * not nillable (it leaves a null date out). The contract's one boolean is a `java.lang.Boolean`.
 */
export function isNillable(type: TypeName): boolean {
  return type !== 'long' && type !== 'int' && type !== 'double' && type !== 'dateTime'
}
