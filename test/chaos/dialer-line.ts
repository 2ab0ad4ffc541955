/**
 * The line between worker and dialer, and all that can happen to it: answers that are cut off,
 * late, dripping, swallowed or replaced by nonsense, and times at which nobody is there.
 * @module
 */

import {
  createServer,
  type IncomingMessage,
  request as open,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { Breaker, Disturbance } from './evidence.ts'
import { type Fate, NEVER_HEARD, weightsOf } from './fates.ts'
import { LINE_HEADER } from './phone-company.ts'

const GARBAGE = [
  '<html><body>It works!</body></html>',
  '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Bo',
  '\u0000\u0001\u0002',
  '',
  '{"error":"teapot"}',
]

const NIL = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<ns1:getConnectionForAgentResponse xmlns:ns1="http://api.campaign.dialer.skyyconsulting.com">
<ns1:out xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>
</ns1:getConnectionForAgentResponse></soap:Body></soap:Envelope>`

/** An answer that came so shortly before a question that the worker answered may not have been read. */
const READ_WITHIN_MS = 1_000

const XML = { 'content-type': 'text/xml; charset=UTF-8' }
const HTML = { 'content-type': 'text/html' }

interface Exchange {
  readonly line: number
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  readonly chance: number
}

interface Whole {
  readonly status: number
  readonly body: Buffer
}

/** The line; the worker takes its address for the dialer's. */
export class DialerLine {
  /** Lines whose answer did not get through whole, and who broke them. */
  readonly broken = new Map<number, Breaker>()
  /** When the script kept waits from reaching the dialer. */
  readonly disturbances: Disturbance[] = []
  readonly #dice: Dice
  readonly #dialerPort: number
  readonly #open = new Map<number, ServerResponse>()
  readonly #throughAt = new Map<number, number>()
  readonly #users = new Map<string, string>()
  #server: Server
  #port = 0
  #lines = 0
  #dying = false
  /** While false, everything arrives as it was sent. */
  unruly = true

  constructor(dice: Dice, dialerPort: number) {
    this.#dice = dice
    this.#dialerPort = dialerPort
    this.#server = this.#listener()
  }

  #listener(): Server {
    return createServer((request, response) => void this.#carry(request, response))
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(this.#port, '127.0.0.1', ready))
    this.#port = (this.#server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    this.#breakAll()
    const closed = new Promise((done) => this.#server.close(done))
    this.#server.closeAllConnections()
    await closed
  }

  /** Nobody is there for a while: every connection is cut and new ones are refused. */
  async away(ms: number): Promise<void> {
    const from = Date.now()
    await this.stop()
    await pause(ms)
    this.#server = this.#listener()
    await this.start()
    this.disturbances.push({ from, to: Date.now(), agentId: null })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/service/PredictiveService`
  }

  /**
   * The worker is about to die, and whatever it waits for with it.
   * @param askedAt when it was last asked something that it has answered: on a busy machine it may
   * be far behind what has reached it
   */
  workerDies(askedAt: number): void {
    this.#dying = true
    this.#breakAll()
    const since = askedAt - READ_WITHIN_MS
    for (const [line, at] of this.#throughAt) if (at > since) this.broken.set(line, 'script')
  }

  /** Another worker has taken its place. */
  workerLives(diedAt: number): void {
    this.workerDies(diedAt)
    this.#dying = false
    this.disturbances.push({ from: diedAt, to: Date.now(), agentId: null })
  }

  #breakAll(): void {
    for (const line of this.#open.keys()) this.broken.set(line, 'script')
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const line = ++this.#lines
    this.#open.set(line, response)
    response.on('close', () => this.#closed(line, response))
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const { fate, chance, agentId } = this.#decide(request, body)
      if (NEVER_HEARD.includes(fate)) this.#disturb(agentId)
      await this.#fulfil(fate, { line, request, response, body, chance })
    } catch {
      // Either end has gone away; `closed` has noted it.
      response.destroy()
    }
  }

  #disturb(agentId: string): void {
    this.disturbances.push({ from: Date.now(), to: Date.now(), agentId })
  }

  #closed(line: number, response: ServerResponse): void {
    this.#open.delete(line)
    if (response.writableFinished) this.#throughAt.set(line, Date.now())
    else if (!this.broken.has(line)) this.broken.set(line, this.#dying ? 'script' : 'worker')
  }

  #decide(request: IncomingMessage, body: Buffer) {
    const { operation, who, agentId } = this.#about(request, body)
    const times = this.#dice.count(operation, who)
    const chance = this.#dice.roll('how', operation, who, times)
    const weights = weightsOf(operation)
    const fate = this.unruly ? this.#dice.pick(weights, 'fate', operation, who, times) : 'fine'
    return { fate, chance, agentId }
  }

  /** What is asked and for whom: agent ids change from run to run, users do not. */
  #about(request: IncomingMessage, body: Buffer) {
    if (request.method === 'HEAD') return { operation: 'knock', who: '', agentId: '' }
    const text = body.toString()
    const member = (name: string) => new RegExp(`[<:]${name}>([^<]*)<`).exec(text)?.[1] ?? ''
    const operation = /Body>\s*<(?:\w+:)?(\w+)/.exec(text)?.[1] ?? ''
    const agentId = member('agentId')
    const userId = member('userId')
    if (userId !== '' && agentId !== '') this.#users.set(agentId, userId)
    return { operation, who: userId || (this.#users.get(agentId) ?? ''), agentId }
  }

  async #fulfil(fate: Fate, exchange: Exchange): Promise<void> {
    const { response, chance } = exchange
    switch (fate) {
      case 'fine':
        return answer(response, await this.#pass(exchange))
      case 'cut-before':
        return this.#cut(exchange)
      case 'cut-after':
        await this.#pass(exchange)
        return this.#cut(exchange)
      case 'cut-within': {
        const { status, body } = await this.#pass(exchange)
        response.writeHead(status, { ...XML, 'content-length': body.length })
        response.write(body.subarray(0, Math.floor(body.length * chance)))
        await pause(5)
        return this.#cut(exchange)
      }
      case 'late-request':
        await pause(200 + chance * 1_500)
        return answer(response, await this.#pass(exchange))
      case 'late-answer': {
        const whole = await this.#pass(exchange)
        await pause(200 + chance * 1_500)
        return answer(response, whole)
      }
      case 'drips':
        return drip(response, await this.#pass(exchange))
      case 'hangs':
        this.broken.set(exchange.line, 'script')
        await this.#pass(exchange)
        return
      case 'garbage': {
        await this.#pass(exchange)
        this.broken.set(exchange.line, 'script')
        response.writeHead(200, XML).end(GARBAGE[Math.floor(chance * GARBAGE.length)])
        return
      }
      case 'error-after':
        await this.#pass(exchange)
        this.broken.set(exchange.line, 'script')
        response.writeHead(500, HTML).end('<html>Internal Server Error</html>')
        return
      case 'error-before':
        response.writeHead(500, HTML).end('<html>Internal Server Error</html>')
        return
      case 'bad-gateway':
        response.writeHead(502, HTML).end('<html>Bad Gateway</html>')
        return
      case 'nil':
        response.writeHead(200, XML).end(NIL)
    }
  }

  #cut({ line, request, chance }: Exchange): void {
    this.broken.set(line, 'script')
    if (chance < 0.5) request.socket.resetAndDestroy()
    else request.socket.destroy()
  }

  /** Passes a request on and resolves with the whole answer; gives up when the worker does. */
  #pass({ line, request, response, body }: Exchange): Promise<Whole> {
    return new Promise((resolve, reject) => {
      const { method, url } = request
      const headers = {
        'content-type': request.headers['content-type'] ?? '',
        'content-length': body.length,
        [LINE_HEADER]: line,
      }
      const passed = open(
        { port: this.#dialerPort, host: '127.0.0.1', method, path: url, headers },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk) => chunks.push(chunk))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }),
          )
          answer.on('error', reject)
        },
      )
      response.on('close', () => passed.destroy())
      passed.on('error', reject)
      passed.end(body)
    })
  }
}

function answer(response: ServerResponse, { status, body }: Whole): void {
  response.writeHead(status, { ...XML, 'content-length': body.length }).end(body)
}

async function drip(response: ServerResponse, { status, body }: Whole): Promise<void> {
  response.writeHead(status, { ...XML, 'content-length': body.length })
  const size = Math.ceil(body.length / 6)
  for (let at = 0; at < body.length; at += size) {
    response.write(body.subarray(at, at + size))
    await pause(150)
  }
  response.end()
}
