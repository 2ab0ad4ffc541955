/**
 * Every way in which the dialer can fail, at every operation that a session asks of it: the agent
 * is told what they can use, nothing typed is lost, and there is a way out.
 */
import { describe, it } from 'vitest'
import type { Command } from '../../shared/protocol.ts'
import type { Phase } from '../../shared/session.ts'
import type { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'
import type { Fate } from './scripted-dialer.ts'

const live = useWorker()

const WORDS = 'The floor is closed'

const page = (status: number, body: string): Fate => ({ status, body })

const REFUSED: Fate = { fault: WORDS }

const FAILURES: Readonly<Record<string, Fate>> = {
  'refuses in words': REFUSED,
  'does it, and the line breaks': 'answer-lost',
  'is not reached, the line breaks': 'cut',
  'answers with a gateway’s page': page(502, '<h1>Bad Gateway</h1>'),
  'answers with an error page': page(500, '<h1>Internal Server Error</h1>'),
  'answers with a page that is not there': page(404, '<h1>Not Found</h1>'),
  'answers with a welcome page': page(200, '<h1>It works!</h1>'),
  'answers with half an envelope': page(200, '<soap:Envelope'),
  'answers with nothing': page(200, ''),
}

interface Scene {
  readonly ann: ConsoleClient
  readonly user: string
  readonly agentId: string
  readonly callId: string
  readonly fate: Fate
}

interface Row {
  /** Does what asks the operation; the answer to the command that the agent gave. */
  readonly act: (scene: Scene) => Promise<unknown>
  /** What the console shows when the dialer has refused, and when nobody knows. */
  readonly refused: object
  readonly unknown: object
}

const callMe = (music?: string) => ({
  act: ({ ann, agentId }: Scene) =>
    ann.command({ type: 'call-me', phoneNumber: `310555${agentId}`, ...(music && { music }) }),
  refused: { answer: { ok: false, code: 'dialer-fault', words: WORDS }, phase: 'signed-out' },
  // The phone may well ring.
  unknown: { answer: { ok: true }, phase: 'calling-back' },
})

async function logIn({ ann, agentId }: Scene) {
  return ann.command({ type: 'log-in', agentId })
}

async function waitFor(scene: Scene, holding = 1) {
  await logIn(scene)
  await live.worker.dialer.holding(scene.agentId, holding)
}

const store = (leaveMessage: boolean) => ({
  act: async (scene: Scene) => {
    const { ann, agentId, callId } = scene
    await waitFor(scene)
    live.worker.dialer.connect(agentId, { ...ANN, id: callId })
    await ann.inPhase('on-call')
    const { type, ...facts } = finish(callId) as Extract<Command, { type: 'finish' }>
    const answer = await ann.command({ type, ...facts, leaveMessage })
    await ann.until(() => isSettled(ann) || undefined)
    return answer
  },
  refused: { answer: { ok: true }, phase: 'on-call', refusal: WORDS, draft: TYPED },
  unknown: { answer: { ok: true }, phase: 'waiting', unsent: [{ state: 'sending', draft: TYPED }] },
})

/** The dialer has answered, or will not. */
function isSettled({ session }: ConsoleClient): boolean {
  const state = session?.state
  return state?.phase === 'on-call'
    ? state.refusal !== null
    : session?.state.phase === 'waiting' && session.state.dialer === 'holding'
}

const OPERATIONS: Readonly<Record<string, Row>> = {
  sendAgentCallBack: callMe(),
  sendAgentCallBackWithMusicSetting: callMe('jazz'),
  loginAgent: {
    act: logIn,
    refused: { answer: { ok: false, code: 'dialer-fault', words: WORDS }, phase: 'signed-out' },
    // The wait will tell.
    unknown: { answer: { ok: true }, phase: 'waiting' },
  },
  getConnectionForAgent: {
    act: async (scene) => {
      await waitFor(scene)
      live.worker.dialer.connect(scene.agentId, { ...ANN, id: scene.callId })
      return scene.ann.inPhase('on-call')
    },
    // It is asked again, and the next person is on screen all the same.
    refused: { phase: 'on-call' },
    unknown: { phase: 'on-call' },
  },
  storeAgentResponse: store(false),
  answeringMachineTransferStoreAgentResponse: store(true),
  kickAgent: {
    act: async (scene) => {
      await waitFor(scene)
      return scene.ann.command({ type: 'log-off' })
    },
    refused: { answer: { ok: true }, phase: 'signed-out', why: 'log-off', hangUp: true },
    unknown: { answer: { ok: true }, phase: 'signed-out', why: 'log-off', hangUp: true },
  },
}

/** What an agent can do, wherever they are left. */
const WAYS_OUT: Readonly<Record<Phase, (callId: string) => readonly Command[]>> = {
  'signed-out': () => [],
  'calling-back': () => [{ type: 'cancel' }],
  waiting: () => [{ type: 'phone-gone' }],
  'on-call': (callId) => [{ type: 'phone-gone' }, { type: 'leave-unfinished', callId }],
}

let agents = 0

describe.concurrent.each(Object.entries(OPERATIONS))('at %s a dialer that', (operation, row) => {
  it.for(Object.entries(FAILURES))(
    '%s leaves the agent knowing and free',
    async (failure, { expect }) => {
      const [, fate] = failure
      const number = ++agents
      const user = `agent${number}@acme.example`
      const ann = await live.worker.open(user)
      const scene = { ann, user, agentId: String(2_000 + number), callId: `call-${number}`, fate }
      const who = operation.startsWith('send') ? user : scene.agentId
      live.worker.dialer.nextOf(who, operation as 'kickAgent', fate)
      await ann.inPhase('signed-out')
      const answer = await row.act(scene)
      const { state, unsent } = ann.session ?? {}
      expect({ ...state, answer, unsent }).toMatchObject(
        fate === REFUSED ? row.refused : row.unknown,
      )
      for (const command of WAYS_OUT[state?.phase ?? 'signed-out'](scene.callId)) {
        expect(await ann.command(command)).toMatchObject({ ok: true })
      }
      await ann.inPhase('signed-out')
      await ann.close()
    },
  )
})
