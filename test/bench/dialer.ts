/**
 * The dialer of the bench: it answers with texts made beforehand, so that what is measured is the
 * build in front of it, and it notes when it hands the last byte of an answer to the system: once that
 * is done the build may have the processor, and a time that is taken then counts its work as nobody's.
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { writeWsdl } from '../../demo/dialer/wsdl.ts'
import { SERVICES } from '../../shared/predictive-service.ts'
import { CONTENT_TYPE, writeAnswer } from '../../worker/soap/envelope.ts'
import { inTime, now } from './clock.ts'

const OPERATIONS = SERVICES.PredictiveService

type Operation = keyof typeof OPERATIONS

const HEADERS = { 'content-type': CONTENT_TYPE }

/** A thousand agents may log in at once. */
const BACKLOG = 8_192

/** The campaign that the agents of the bench work on. */
export const CAMPAIGN_ID = '874100'

/** A campaign takes two thousand agents, so each further thousand has one of its own. */
export const CAMPAIGNS = [CAMPAIGN_ID, '874200', '874300']

/** What a dialer says about the person on the line; a usual length, with something to escape. */
function person(callId: string): string {
  return writeAnswer('getConnectionForAgent', OPERATIONS.getConnectionForAgent, {
    callstart: new Date('2026-11-02T07:06:40Z'),
    campaignid: CAMPAIGN_ID,
    extradata: 'Ann Lee,"Los Angeles, CA",renewal & upgrade',
    id: callId,
    phonenumber: '2135550143',
  })
}

const EMPTY = new Map(
  (Object.keys(OPERATIONS) as Operation[])
    .filter((name) => OPERATIONS[name].result === 'void')
    .map((name) => [name as string, writeAnswer(name, OPERATIONS[name], undefined)]),
)

const CREATED = 'createCallCenterConnectCampaign'
const ANSWERS = new Map([...EMPTY, [CREATED, writeAnswer(CREATED, OPERATIONS[CREATED], '874101')]])

const OPERATION = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/
const AGENT = /agentId[^>]*>([^<]*)</
const CALL = /callId[^>]*>([^<]*)</

/** One build's dialer. */
export class BenchDialer {
  /** When the last byte of the answer to a finish was to go out, by call id. */
  readonly stored = new Map<string, number>()
  /** How many requests came, by operation; `HEAD` among them. */
  readonly asked = new Map<string, number>()
  readonly #waits = new Map<string, ServerResponse>()
  readonly #heard = new Set<() => void>()
  readonly #server: Server = createServer((request, response) => {
    void this.#serve(request, response)
  })

  async start(): Promise<this> {
    // a wait is quiet for as long as it takes
    this.#server.keepAliveTimeout = 2_000
    this.#server.requestTimeout = 0
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', BACKLOG, ready))
    return this
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done))
    this.#server.closeAllConnections()
    await closed
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/service/PredictiveService`
  }

  /** Connects somebody to a waiting agent; returns when the answer's last byte was to go out. */
  connect(agentId: string, callId: string): number {
    const wait = this.#waits.get(agentId)
    if (!wait) throw new Error(`agent ${agentId} is not waiting`)
    this.#waits.delete(agentId)
    const answer = person(callId)
    const at = now()
    wait.end(answer)
    return at
  }

  /** Resolves when the dialer has been asked something that makes this true. */
  until(condition: () => boolean, what: string): Promise<void> {
    const heard = async () => {
      while (!condition()) await new Promise<void>((again) => this.#heard.add(again))
    }
    return condition() ? Promise.resolve() : inTime(heard(), what)
  }

  /** Resolves when the agent waits. */
  waiting(agentId: string): Promise<void> {
    return this.until(() => this.#waits.has(agentId), `the wait of agent ${agentId}`)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return this.#describe(request, response)
    const body = await text(request)
    const operation = OPERATION.exec(body)?.[1] ?? ''
    this.#note(operation)
    response.writeHead(200, HEADERS)
    if (operation === 'getConnectionForAgent') {
      const agentId = AGENT.exec(body)?.[1] ?? ''
      this.#waits.set(agentId, response)
      response.on('close', () => {
        if (this.#waits.get(agentId) === response) this.#waits.delete(agentId)
      })
    } else {
      const callId = CALL.exec(body)?.[1]
      if (callId !== undefined) this.stored.set(callId, now())
      response.end(ANSWERS.get(operation))
    }
    for (const heard of this.#heard) heard()
    this.#heard.clear()
  }

  #describe(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request.method ?? '')
    response.writeHead(200, HEADERS)
    response.end(request.method === 'GET' ? writeWsdl('PredictiveService', this.url) : undefined)
  }

  #note(what: string): void {
    this.asked.set(what, (this.asked.get(what) ?? 0) + 1)
  }
}
