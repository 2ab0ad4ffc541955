/**
 * Everything the floor knows, as plain data: it serialises, and a floor made from the copy goes on
 * exactly as the original would. Times are milliseconds since 1970 on the dialer's clock.
 * @module
 */

import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Detected, Sound } from './phones.ts'

/** How this dialer behaves where the contract leaves it open. */
export interface FloorSettings {
  /**
   * `repeat`: a wait answers at once while the agent has an unfinished call. `once`: a call is
   * answered to one wait only, the oldest, even if nobody listens to it any more.
   */
  delivery: 'repeat' | 'once'
  /** After how many seconds a wait answers nil; null holds it for ever. */
  waitSeconds: number | null
  /** What a second finish of the same call meets. `requeue` stores it and ends the next call. */
  secondFinish: 'accepted' | 'fault' | 'requeue'
  /** Whether an answering machine is put through to an agent, who can leave a message on it. */
  machines: 'to-agent' | 'hang-up'
  /** Whether a campaign that is out of numbers begins again. */
  recycle: boolean
}

/** One end of the phone network, as the floor believes it to be. */
export interface Leg {
  readonly id: string
  readonly to: string
  /** Whose phone it is; null for a contact's, whose line has the leg's id. */
  readonly agentId: string | null
  state: 'dialling' | 'up' | 'closing'
  readonly dialCommand: string
  playing: {
    readonly command: string
    readonly sound: Sound
    readonly loop: boolean
    readonly failures: number
  } | null
  /** How often the hang-up was sent. */
  hangUps: number
}

/** One agent's session, from callback to hang-up, under the agent id of that callback. */
export interface Agent {
  readonly agentId: string
  readonly campaignId: string
  userId: string
  readonly phoneNumber: string
  readonly music: string
  readonly leg: string
  state: 'calling' | 'reciting' | 'ready' | 'connecting' | 'on-call' | 'leaving' | 'gone'
  /** The line being connected or on the call. */
  line: string | null
  /** The call without a response; it outlives the agent's leg. */
  callId: string | null
  loggedInAt: number | null
  loggedOutAt: number | null
  /** When the leg ended, logged in or not. */
  leftAt: number | null
  readonly figures: { calls: number; talkMs: number; responseMs: number }
}

/** How a dialled number ended. */
export type Outcome = 'answered' | 'machine' | 'busy' | 'no answer' | 'abandoned' | 'failed'

/** A number to dial and what came with it. */
export interface Contact {
  readonly phoneNumber: string
  /** The rest of its row, commas and all. */
  readonly extra: string
  state: 'queued' | 'out' | 'resting' | 'done'
  attempts: number
  /** Of the last attempt. */
  outcome: Outcome | null
}

/** One attempt to reach a contact. Its id is its leg's. */
export interface Line {
  readonly leg: string
  readonly campaignId: string
  /** Index into the campaign's contacts. */
  readonly contact: number
  state: 'dialling' | 'answered' | 'connecting' | 'connected' | 'message' | 'over'
  detected: Detected | null
  agentId: string | null
  connectCommand: string | null
  callId: string | null
}

/** What was stored about a call. */
export interface StoredResponse {
  readonly at: number
  readonly agentResponse: string
  readonly agentNotes: string
  readonly lastcall: boolean
  readonly message: boolean
}

/** A person who was connected with an agent. */
export interface Call {
  readonly id: string
  readonly campaignId: string
  readonly contact: number
  readonly phoneNumber: string
  readonly extra: string
  readonly agentId: string
  readonly line: string
  readonly connectedAt: number
  partedAt: number | null
  /** When a wait was first answered with it. */
  deliveredAt: number | null
  /** Every finish that was accepted; more than one is a double. */
  readonly responses: StoredResponse[]
}

/** Numbers to dial and how. */
export interface Campaign {
  readonly id: string
  readonly name: string
  readonly callerId: string
  readonly dispositionLists: readonly DispositionList[]
  /** The recording for answering machines; null when the campaign was created without one. */
  readonly recording: string | null
  ratio: number
  running: boolean
  readonly contacts: Contact[]
  /** Indices of contacts to dial, in order. */
  queue: number[]
  /** Ids of idle agents, the longest idle first. */
  ready: string[]
}

/** A named list of choices. */
export interface DispositionList {
  readonly name: string
  readonly dispositions: readonly string[]
}

/** A getConnectionForAgent that has not been answered. */
export interface Wait {
  readonly ask: string
  readonly agentId: string
  readonly since: number
}

/** What the floor does later, unless it no longer matters by then. */
export type Timer =
  | { readonly timer: 'wait-over'; readonly ask: string }
  | { readonly timer: 'recital-over' | 'leaving-over'; readonly agentId: string }
  | {
      readonly timer: 'hang-up-again' | 'silent' | 'nobody' | 'unconnected' | 'message-over'
      readonly leg: string
    }
  | { readonly timer: 'contact-due'; readonly campaignId: string; readonly contact: number }

/** The floor. */
export interface FloorState {
  settings: FloorSettings
  readonly chance: Chance
  /** When this floor opened; call ids begin with it, so that no two floors share one. */
  readonly openedAt: number
  /** The last numbers given out. */
  readonly last: { leg: number; command: number; call: number; campaign: number }
  readonly campaigns: Record<string, Campaign>
  readonly agents: Record<string, Agent>
  readonly legs: Record<string, Leg>
  readonly lines: Record<string, Line>
  readonly calls: Record<string, Call>
  waits: Wait[]
  readonly agenda: Agenda<Timer>
}

/** How the dialer behaves unless told otherwise. */
export const DEFAULT_SETTINGS: FloorSettings = {
  delivery: 'repeat',
  waitSeconds: 45,
  secondFinish: 'accepted',
  machines: 'to-agent',
  recycle: false,
}

/** The id before that of the first campaign created over SOAP; real ones had six digits. */
const LAST_CAMPAIGN = 874_100

/**
 * An empty floor.
 * @param seed decides every agent id
 * @param openedAt in milliseconds since 1970
 */
export function newFloor(settings: FloorSettings, seed: number, openedAt: number): FloorState {
  return {
    settings: { ...settings },
    chance: { state: seed },
    openedAt,
    last: { leg: 0, command: 0, call: 0, campaign: LAST_CAMPAIGN },
    campaigns: {},
    agents: {},
    legs: {},
    lines: {},
    calls: {},
    waits: [],
    agenda: [],
  }
}
