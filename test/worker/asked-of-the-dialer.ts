/**
 * Every operation that a session asks of the dialer: how an agent comes to it, and where they are
 * left when it fails.
 * @module
 */

import type { Command } from '../../shared/protocol.ts'
import type { Phase } from '../../shared/session.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED } from './live-session.ts'
import type { LiveWorker } from './live-worker.ts'

/** What a dialer says that refuses. */
export const WORDS = 'The floor is closed'

/** An agent, and the call that is theirs if there is one. */
export interface Scene {
  readonly worker: LiveWorker
  readonly ann: ConsoleClient
  readonly user: string
  readonly agentId: string
  readonly callId: string
}

/** One operation. */
export interface Operation {
  /** Brings the agent to where it is asked. */
  readonly before: (scene: Scene) => Promise<unknown>
  /** Does what asks it; the answer to the command that the agent gave. */
  readonly ask: (scene: Scene) => Promise<unknown>
  /** What the console shows while the dialer is silent. */
  readonly meanwhile: object
  /** What it shows when the dialer has refused, when nobody knows, and if it got nothing. */
  readonly refused: object
  readonly unknown: object
  readonly unsent: object
}

const nothing = async () => undefined

const failed = (code: string) => ({ ok: false, outcome: 'failed', code })

const REFUSED = { ...failed('dialer-fault'), words: WORDS }

const callMe = (music?: string): Operation => ({
  before: nothing,
  ask: ({ ann, agentId }) =>
    ann.command({ type: 'call-me', phoneNumber: `310555${agentId}`, ...(music && { music }) }),
  meanwhile: { pending: 'call-me' },
  refused: { answer: REFUSED, phase: 'signed-out' },
  // The phone may well ring.
  unknown: { answer: { ok: true }, phase: 'calling-back' },
  unsent: { answer: failed('dialer-unreachable'), phase: 'signed-out' },
})

const logIn = ({ ann, agentId }: Scene) => ann.command({ type: 'log-in', agentId })

async function holdMusic(scene: Scene): Promise<void> {
  await logIn(scene)
  await scene.worker.dialer.holding(scene.agentId)
}

const SENDING = {
  answer: { ok: true },
  phase: 'waiting',
  unsent: [{ state: 'sending', draft: TYPED }],
}

const store = (leaveMessage: boolean): Operation => ({
  before: async (scene) => {
    await holdMusic(scene)
    scene.worker.dialer.connect(scene.agentId, { ...ANN, id: scene.callId })
    await scene.ann.inPhase('on-call')
  },
  ask: async ({ ann, callId }) => {
    const { type, ...facts } = finish(callId) as Extract<Command, { type: 'finish' }>
    const answer = await ann.command({ type, ...facts, leaveMessage })
    await ann.until(() => isSettled(ann) || undefined)
    return answer
  },
  meanwhile: {
    state: { phase: 'waiting', dialer: 'storing' },
    unsent: [{ state: 'sending', draft: TYPED }],
  },
  refused: { answer: { ok: true }, phase: 'on-call', refusal: WORDS, draft: TYPED },
  // The next wait will tell; sent again meanwhile it could end the next call.
  unknown: { ...SENDING, dialer: 'holding' },
  unsent: { ...SENDING, dialer: 'retrying' },
})

/** The dialer has answered, or will not. */
function isSettled({ session }: ConsoleClient): boolean {
  const state = session?.state
  return state?.phase === 'on-call'
    ? state.refusal !== null
    : state?.phase === 'waiting' && state.dialer !== 'storing'
}

const LOGGED_OFF = { answer: { ok: true }, phase: 'signed-out', why: 'log-off', hangUp: true }

/** By name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  sendAgentCallBack: callMe(),
  sendAgentCallBackWithMusicSetting: callMe('jazz'),
  loginAgent: {
    before: nothing,
    ask: logIn,
    meanwhile: { pending: 'log-in' },
    refused: { answer: REFUSED, phase: 'signed-out' },
    // The wait will tell.
    unknown: { answer: { ok: true }, phase: 'waiting' },
    unsent: { answer: failed('dialer-unreachable'), phase: 'signed-out' },
  },
  getConnectionForAgent: {
    before: nothing,
    ask: async (scene) => {
      await holdMusic(scene)
      scene.worker.dialer.connect(scene.agentId, { ...ANN, id: scene.callId })
      return scene.ann.inPhase('on-call')
    },
    meanwhile: { state: { phase: 'waiting', dialer: 'holding' } },
    // It is asked again, and the next person is on screen all the same.
    refused: { phase: 'on-call' },
    unknown: { phase: 'on-call' },
    unsent: { phase: 'on-call' },
  },
  storeAgentResponse: store(false),
  answeringMachineTransferStoreAgentResponse: store(true),
  kickAgent: {
    before: holdMusic,
    ask: ({ ann }) => ann.command({ type: 'log-off' }),
    meanwhile: { pending: 'log-off', state: { phase: 'waiting' } },
    refused: LOGGED_OFF,
    unknown: LOGGED_OFF,
    unsent: LOGGED_OFF,
  },
}

/** What an agent can do, wherever they are left. */
export const WAYS_OUT: Readonly<Record<Phase, (callId: string) => readonly Command[]>> = {
  'signed-out': () => [],
  'calling-back': () => [{ type: 'cancel' }],
  waiting: () => [{ type: 'phone-gone' }],
  'on-call': (callId) => [{ type: 'phone-gone' }, { type: 'leave-unfinished', callId }],
}

/** Whose requests for an operation are meant: before there is an agent id, the user's. */
export const whose = (operation: string, { user, agentId }: Scene) =>
  operation.startsWith('send') ? user : agentId

/** What the agent sees and was answered, in one. */
export function outcomeOf({ ann }: Scene, answer: unknown): object {
  const { state, unsent } = ann.session ?? {}
  return { ...state, answer, unsent }
}

/** Leaves by the ways there are. */
export async function leave({ ann, callId }: Scene): Promise<readonly unknown[]> {
  const answers = []
  for (const command of WAYS_OUT[ann.session?.state.phase ?? 'signed-out'](callId)) {
    answers.push(await ann.command(command))
  }
  await ann.inPhase('signed-out')
  await ann.close()
  return answers
}
