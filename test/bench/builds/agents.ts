/**
 * An agent's end of each build: a real WebSocket, read as little as can be, so that the bench
 * weighs the same whatever it measures.
 * @module
 */

import { WebSocket } from 'ws'
import { SERVICES } from '../../../shared/predictive-service.ts'
import { BEARER_PREFIX, SUBPROTOCOL } from '../../../shared/protocol.ts'
import { writeRequest } from '../../../worker/soap/envelope.ts'
import { inTime, now } from '../clock.ts'
import { type BenchDialer, CAMPAIGN_ID, CAMPAIGNS } from '../dialer.ts'

/** Where a page of the bench says it comes from. */
export const ORIGIN = 'https://crm.example'

/** The id of the first agent of a crowd, and how many of them a campaign is given. */
const [FIRST, PER_CAMPAIGN] = [10_001, 1_000]

/** The id of an agent in a crowd, counted from 0. */
export const agentIdAt = (at: number): string => String(FIRST + at)

const campaignOf = (agentId: string) =>
  CAMPAIGNS[Math.floor((Number(agentId) - FIRST) / PER_CAMPAIGN)] ?? CAMPAIGN_ID

/** One agent who is logged in. */
export interface Agent {
  readonly agentId: string
  /** Resolves with the time at which the next message that tells of a call arrives. */
  readonly popped: () => Promise<number>
  /** Finishes the call, as a click does; resolves with the time of the acknowledgement. */
  readonly finish: (callId: string) => Promise<number>
  readonly close: () => void
}

/** A socket on which one message at a time is expected. */
class Line {
  readonly socket: WebSocket
  #expected: { begins: string; has: string; arrived: (at: number) => void } | null = null
  #failed: Error | null = null

  constructor(url: string, protocols: string[] = []) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, { origin: ORIGIN })
    this.socket.on('message', (data: Buffer) => this.#take(data, now()))
    this.socket.on('error', (error) => {
      this.#failed = error
    })
  }

  /** Resolves with the time at which a message arrives that begins and goes on like this. */
  arrival(begins: string, has = ''): Promise<number> {
    if (this.#failed) return Promise.reject(this.#failed)
    const message = new Promise<number>((arrived) => {
      this.#expected = { begins, has, arrived }
    })
    return inTime(message, `${begins}…${has} from ${this.socket.url}`)
  }

  async opened(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    return this
  }

  #take(data: Buffer, at: number): void {
    if (!this.#expected) return
    const { begins, has, arrived } = this.#expected
    if (data.toString('latin1', 0, begins.length) !== begins || !data.includes(has)) return
    this.#expected = null
    arrived(at)
  }
}

interface Opening {
  readonly url: string
  readonly agentId: string
  readonly dialer: BenchDialer
}

const DRAFT = { dispositions: ['Interested'], notes: 'call back in May' }

/** A page of the production worker's, as far as the bench needs it. */
async function openPage({ url, agentId, token }: Omit<Opening, 'dialer'> & { token: string }) {
  const address = `${url}/v1/session/socket?campaign=${campaignOf(agentId)}`
  const line = new Line(address, [SUBPROTOCOL, `${BEARER_PREFIX}${token}`])
  let ids = 0
  const command = (body: object) => {
    const id = String(++ids)
    const answered = line.arrival('{"type":"answer"', `"id":"${id}","ok":true`)
    line.socket.send(JSON.stringify({ id, ...body }))
    return answered
  }
  const finish = (callId: string) =>
    command({ type: 'finish', callId, draft: DRAFT, lastCall: false, leaveMessage: false })
  await line.arrival('{"type":"snapshot"')
  return { line, command, finish, close: () => line.socket.terminate() }
}

/** A second page of an agent who is logged in already; it only finishes. */
export async function openSecondPage(
  opening: Omit<Opening, 'dialer'> & { token: string },
): Promise<Pick<Agent, 'finish' | 'close'>> {
  const { finish, close } = await openPage(opening)
  return { finish, close }
}

/** A console of the production worker. */
export async function openConsole({
  dialer,
  ...opening
}: Opening & { token: string }): Promise<Agent> {
  const { agentId } = opening
  const { line, command, finish, close } = await openPage(opening)
  await command({ type: 'log-in', agentId })
  await dialer.waiting(agentId)
  return {
    agentId,
    popped: () =>
      line.arrival('{"type":"pop"').then((at) => {
        // a page confirms that it has fired its event
        line.socket.send(JSON.stringify({ type: 'popped', callId: lastCall(agentId) }))
        return at
      }),
    finish,
    close,
  }
}

const calls = new Map<string, number>()

/** A call id that this agent never had. */
export function nextCall(agentId: string): string {
  calls.set(agentId, (calls.get(agentId) ?? 0) + 1)
  return lastCall(agentId)
}

const lastCall = (agentId: string) => `${agentId}-${calls.get(agentId) ?? 0}`

/** A page of the obvious build. */
export async function openObvious({ url, agentId, dialer }: Opening): Promise<Agent> {
  const line = await new Line(`${url}/?agent=${agentId}`).opened()
  await dialer.waiting(agentId)
  return {
    agentId,
    popped: () => line.arrival('{"type":"call"'),
    finish: (callId) => {
      const answered = line.arrival('{"type":"', `"callId":"${callId}"`)
      const [agentResponse, agentNotes] = [DRAFT.dispositions.join(), DRAFT.notes]
      line.socket.send(JSON.stringify({ callId, agentResponse, agentNotes }))
      return answered
    },
    close: () => line.socket.terminate(),
  }
}

const { getConnectionForAgent, storeAgentResponse } = SERVICES.PredictiveService
const KEY = { key: 'key', campaignId: CAMPAIGN_ID }

/** A page that does everything itself, behind a relay. */
export async function openRelayed({ url, agentId, dialer }: Opening): Promise<Agent> {
  const line = await new Line(`${url}/?agent=${agentId}`).opened()
  const wait = writeRequest('getConnectionForAgent', getConnectionForAgent, { ...KEY, agentId })
  line.socket.send(wait)
  await dialer.waiting(agentId)
  return {
    agentId,
    popped: () => line.arrival('<', 'getConnectionForAgentResponse'),
    finish: async (callId) => {
      const answered = line.arrival('<', 'storeAgentResponseResponse')
      const [agentResponse, agentNotes] = [DRAFT.dispositions.join(), DRAFT.notes]
      const facts = { ...KEY, agentId, callId, agentResponse, agentNotes, lastcall: false }
      line.socket.send(writeRequest('storeAgentResponse', storeAgentResponse, facts))
      const at = await answered
      line.socket.send(wait)
      return at
    },
    close: () => line.socket.terminate(),
  }
}
