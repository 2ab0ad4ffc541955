/**
 * A PredictiveService over real HTTP that does what a test tells it to: the next answer of any
 * operation can be a fault, be lost, be garbage, or never come.
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerSoap, type Implementation, SoapFault } from '../../demo/dialer/server.ts'
import type { OperationName, ParametersOf, ValueOf } from '../../shared/predictive-service.ts'

type AnyOperation = OperationName | OperationName<'CampaignService'>

/** What becomes of one request. */
export type Fate =
  /** Refused with a fault in these words. */
  | { readonly fault: string }
  /** Carried out, and the connection cut before the answer. */
  | 'answer-lost'
  /** The connection cut before anything was done. */
  | 'cut'
  /** An HTTP answer that is none of the contract's. */
  | { readonly status: number; readonly body: string }
  /** No answer, ever. */
  | 'hang'
  /** An answer that begins and does not end. */
  | 'drip'
  /** Carried out at once, and answered after this, or cut off then. */
  | { readonly after: Promise<unknown>; readonly lost?: boolean }

/** One request as it was asked; the key is left out. */
export interface Asked {
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The person on the line, by the member names of CallType. */
export interface Person {
  readonly id: string | null
  readonly phonenumber?: string
  readonly extradata?: string
}

interface Waiter {
  readonly agentId: string
  readonly answer: (person: Person | null) => void
  readonly fail: (words: string) => void
}

/** What a dialer says that takes one answer per call. */
export const ALREADY_STORED = 'This call already has a response'

/** A dialer under a test's thumb. */
export class ScriptedDialer {
  readonly asked: Asked[] = []
  /** Takes connections and answers nothing that comes down them. */
  deaf = false
  /** How many requests are left without an answer, or without the end of one. */
  unanswered = 0
  /** What getAgentStats answers. */
  stats: ValueOf<'ArrayOfAgentType'> = []
  #server: Server
  #port = 0
  readonly #fates = new Map<string, Fate[]>()
  readonly #waiters = new Set<Waiter>()
  readonly #queued = new Map<string, Person>()
  readonly #repeated = new Map<string, Person>()
  readonly #heard: (() => void)[] = []
  /** What becomes of a second answer to the same call. */
  secondFinish: 'accepted' | 'fault' | 'requeue' = 'accepted'
  /** Calls that such a second answer ended while somebody talked. */
  readonly cutOff: string[] = []
  readonly #stored = new Set<string | null>()
  readonly #talking = new Map<string, string | null>()

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(this.#port, '127.0.0.1', ready))
    this.#port = (this.#server.address() as AddressInfo).port
    return this
  }

  /** Cuts every connection and refuses new ones, until `start` is called again. */
  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done))
    this.#server.closeAllConnections()
    await closed
    this.#waiters.clear()
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/service/PredictiveService`
  }

  /** Decides what becomes of the next request for an operation. */
  next(operation: AnyOperation, ...fates: readonly Fate[]): void {
    this.nextOf('', operation, ...fates)
  }

  /** The same for one agent id or user only, while others are at work. */
  nextOf(who: string, operation: AnyOperation, ...fates: readonly Fate[]): void {
    const key = `${operation} ${who}`
    this.#fates.set(key, [...(this.#fates.get(key) ?? []), ...fates])
  }

  /** Connects somebody: answers the agent's oldest wait, or their next one. */
  connect(agentId: string, person: Person): void {
    this.#talking.set(agentId, person.id)
    const [waiter] = this.#waitersOf(agentId)
    if (waiter) waiter.answer(person)
    else this.#queued.set(agentId, person)
  }

  /** Connects somebody and tells of them to every wait, until a finish comes. */
  repeat(agentId: string, person: Person): void {
    this.#repeated.set(agentId, person)
    this.connect(agentId, person)
  }

  /** Ends an agent's waits with an empty answer, or with a fault. */
  endWaits(agentId: string, words?: string): void {
    for (const waiter of this.#waitersOf(agentId)) words ? waiter.fail(words) : waiter.answer(null)
  }

  /** Resolves when the agent has this many waits open. */
  holding(agentId: string, waits = 1): Promise<void> {
    return this.until(() => this.#waitersOf(agentId).length === waits)
  }

  #waitersOf(agentId: string): Waiter[] {
    return [...this.#waiters].filter((waiter) => waiter.agentId === agentId)
  }

  /** What an operation was asked, in order. */
  of(operation: AnyOperation): readonly Asked['parameters'][] {
    return this.asked.filter((asked) => asked.operation === operation).map((a) => a.parameters)
  }

  /** Resolves when the dialer has been asked something that makes this true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((heard) => this.#heard.push(heard))
  }

  #note(operation: string, parameters: object): Fate | undefined {
    const { key: _, ...rest } = parameters as Record<string, unknown>
    this.asked.push({ operation, parameters: rest })
    this.#wake()
    const due = [rest.agentId, rest.userId, '']
      .map((who) => this.#fates.get(`${operation} ${who}`))
      .find((fates) => fates && fates.length > 0)
    return due?.shift()
  }

  #wake(): void {
    for (const heard of this.#heard.splice(0)) heard()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (this.deaf) return this.#ignore()
    if (request.method === 'HEAD') return void response.end()
    let fate: Fate | undefined
    const implementation = this.#implementation((taken) => {
      fate = taken
    }, response)
    const question = new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
    const answer = request.url?.endsWith('/CampaignService')
      ? await answerSoap('CampaignService', implementation, question)
      : await answerSoap('PredictiveService', implementation, question)
    if (fate === 'hang') return this.#ignore()
    if (fate === 'drip') {
      response.writeHead(200, { 'content-type': 'text/xml' }).write('<')
      return this.#ignore()
    }
    if (typeof fate === 'object' && 'after' in fate) {
      await fate.after
      if (fate.lost) return void request.socket.destroy()
    }
    if (fate === 'cut' || fate === 'answer-lost') return void request.socket.destroy()
    if (typeof fate === 'object' && 'status' in fate) {
      response.writeHead(fate.status, { 'content-type': 'text/html' }).end(fate.body)
      return
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(await answer.text())
  }

  #ignore(): void {
    this.unanswered += 1
    this.#wake()
  }

  #implementation(
    decide: (fate: Fate | undefined) => void,
    response: ServerResponse,
  ): Implementation<'PredictiveService'> & Implementation<'CampaignService'> {
    const take = (operation: string, parameters: object) => {
      const fate = this.#note(operation, parameters)
      decide(fate)
      if (typeof fate === 'object' && 'fault' in fate) throw new SoapFault(fate.fault)
      return fate
    }
    const plain = (operation: string) => (parameters: object) => {
      take(operation, parameters)
      return undefined
    }
    return {
      answeringMachineTransferStoreAgentResponse: plain(
        'answeringMachineTransferStoreAgentResponse',
      ),
      createCallCenterConnectCampaign: (parameters) => {
        take('createCallCenterConnectCampaign', parameters)
        return '874101'
      },
      createCallCenterConnectCampaignWithAM: (parameters) => {
        take('createCallCenterConnectCampaignWithAM', parameters)
        return '874101'
      },
      getAgentStats: (parameters) => {
        take('getAgentStats', parameters)
        return this.stats
      },
      getConnectionForAgent: (parameters) => {
        const fate = take('getConnectionForAgent', parameters)
        if (fate) return null
        return this.#wait(parameters.agentId ?? '', response)
      },
      kickAgent: plain('kickAgent'),
      loginAgent: plain('loginAgent'),
      sendAgentCallBack: plain('sendAgentCallBack'),
      sendAgentCallBackWithMusicSetting: plain('sendAgentCallBackWithMusicSetting'),
      startCampaign: plain('startCampaign'),
      stopCampaign: plain('stopCampaign'),
      storeAgentResponse: (parameters) => {
        if (take('storeAgentResponse', parameters) !== 'cut') this.#store(parameters)
        return undefined
      },
      updateRatio: plain('updateRatio'),
    }
  }

  #store({ agentId, callId }: ParametersOf<'storeAgentResponse'>): void {
    const talking = this.#talking.get(agentId ?? '')
    const again = this.#stored.has(callId)
    this.#repeated.delete(agentId ?? '')
    this.#stored.add(callId)
    if (again && this.secondFinish === 'fault') throw new SoapFault(ALREADY_STORED)
    if (again && this.secondFinish === 'accepted') return
    // The agent is queued again, whoever they talk to.
    if (again && talking && talking !== callId) this.cutOff.push(talking)
    this.#talking.delete(agentId ?? '')
  }

  #wait(agentId: string, response: ServerResponse): Promise<Person | null> {
    const queued = this.#queued.get(agentId) ?? this.#repeated.get(agentId)
    if (queued) {
      this.#queued.delete(agentId)
      return Promise.resolve(queued)
    }
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#waiters.delete(waiter)
        this.#wake()
      }
      const waiter: Waiter = {
        agentId,
        answer: (person) => {
          end()
          resolve(person)
        },
        fail: (words) => {
          end()
          reject(new SoapFault(words))
        },
      }
      this.#waiters.add(waiter)
      response.on('close', end)
      this.#wake()
    })
  }
}
