/**
 * The dialer, one typed method per operation of the contract's table.
 * @module
 */

import {
  type OperationName,
  type ParametersOf,
  type ResultOf,
  SERVICES,
  type ServiceName,
} from '../shared/predictive-service.ts'
import { withoutTurns } from '../shared/turns.ts'
import {
  type DialerAgent,
  type DialerCall,
  labelled,
  readAgent,
  readCall,
} from './dialer-answers.ts'
import { DialerError, type DialerFailure, type DialerFailureFacts } from './dialer-error.ts'
import type { DialerSettings } from './dialer-settings.ts'
import { decodeBytes, encodePieces } from './soap/bytes.ts'
import {
  type Answer,
  type Fault,
  type Operation,
  readAnswer,
  requestPieces,
} from './soap/envelope.ts'
import { salvage } from './soap/salvage.ts'
import { readScalar, ValueError } from './soap/scalars.ts'
import { escapeText } from './soap/text.ts'
import { knock, NoAnswerError, post, type Received } from './soap/transport.ts'
import { UnwritableError } from './soap/values.ts'
import type { XmlElement } from './soap/xml.ts'
import { XmlError } from './soap/xml-error.ts'

export type { DialerCall, DialerMember } from './dialer-answers.ts'
export { DialerError } from './dialer-error.ts'
export { type DialerSettings, readDialerSettings } from './dialer-settings.ts'

/** How long one request may take, and how to end it early. */
export interface DialerOptions {
  /** Milliseconds until the answer's headers must be there; see {@link TIME_LIMITS}. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * Knock first: a HEAD request, so that of a dialer that is down it is known that it was sent
   * nothing (`unreachable`, not `lost`). For what must not be sent twice.
   */
  readonly knock?: boolean | undefined
}

type Given<O, S extends ServiceName> = Omit<ParametersOf<O, S>, 'key'>

type Result<O, S extends ServiceName> = O extends 'getConnectionForAgent'
  ? DialerCall | null
  : O extends 'getAgentStats'
    ? readonly DialerAgent[]
    : ResultOf<O, S>

type Operations<S extends ServiceName> = {
  readonly [O in OperationName<S>]: (
    parameters: Given<O, S>,
    options?: DialerOptions,
  ) => Promise<Result<O, S>>
}

/**
 * Every operation of both services, the key already filled in. All reject with a
 * {@link DialerError} and nothing else. getConnectionForAgent resolves with null for an empty
 * answer, and with a call whose `id` is null when the dialer gave none.
 */
export type Dialer = Operations<'PredictiveService'> & Operations<'CampaignService'>

/** How long operations have, in milliseconds, unless the caller says otherwise. */
export const TIME_LIMITS = {
  /** What a lookup and a few rows may take on a slow line. */
  default: 30_000,
  /** Blocks until somebody is on the line; the platform ends an idle object's fetch at 900 s. */
  getConnectionForAgent: 840_000,
  /** May carry a hundred thousand numbers. */
  createCallCenterConnectCampaign: 120_000,
  createCallCenterConnectCampaignWithAM: 120_000,
} as const

/**
 * What Cloudflare's edge answers for a server that it could not reach at all: connection refused,
 * no route, no TLS handshake, no such host.
 */
const NEVER_REACHED: readonly number[] = [521, 523, 525, 526, 530]

/** Besides, what a gateway answers to a knock when there is nobody behind it. */
const DOWN: readonly number[] = [...NEVER_REACHED, 502, 503, 504, 520, 522, 524]

/** Statuses that say the request got stuck on its way, or may have. */
function isStuck(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/** What replaces the key in a text; without letters, lest it hold a key of its own. */
const MASK = '***'

/** The most of a fault's text that is kept, in characters. */
const MAX_WORDS = 2000

/** The same for its code. */
const MAX_CODE = 100

/** One operation on its way. */
class Exchange {
  readonly #settings: DialerSettings
  readonly #name: string
  readonly #operation: Operation
  readonly #url: string
  readonly #started = Date.now()

  constructor(settings: DialerSettings, service: ServiceName, name: string, operation: Operation) {
    this.#settings = settings
    this.#name = name
    this.#operation = operation
    this.#url = service === 'CampaignService' ? settings.campaignServiceUrl : settings.url
  }

  async run(parameters: object, options: DialerOptions): Promise<unknown> {
    const envelope = this.#write(parameters)
    if (options.knock) await this.#knock()
    const received = await this.#post(envelope, options)
    return this.#read(received)
  }

  #fail(kind: DialerFailure, facts: DialerFailureFacts = {}): DialerError {
    return new DialerError(this.#name, kind, Date.now() - this.#started, facts)
  }

  readonly #mask = (text: string): string => {
    const { key } = this.#settings
    const forms = [key, encodeURIComponent(key), escapeText(key)]
    return forms.reduce((masked, form) => masked.replaceAll(form, MASK), text)
  }

  #write(parameters: object): Uint8Array<ArrayBuffer> {
    try {
      const values = { ...parameters, key: this.#settings.key }
      return encodePieces(requestPieces(this.#name, this.#operation, values))
    } catch (error) {
      if (!(error instanceof UnwritableError)) throw error
      throw this.#fail('refused-input', { field: error.field, at: error.at })
    }
  }

  /** Knocks twice: the first may go down a kept connection that the dialer has closed since. */
  async #knock(): Promise<void> {
    const ask = () => knock(this.#settings.fetch, this.#url)
    const status = await ask().catch(() => ask().catch(() => null))
    if (status === null || DOWN.includes(status)) {
      throw this.#fail('unreachable', { status: status ?? undefined })
    }
  }

  async #post(envelope: Uint8Array<ArrayBuffer>, options: DialerOptions): Promise<Received> {
    const timeoutMs = options.timeoutMs ?? timeLimitOf(this.#name)
    const request = { url: this.#url, envelope, timeoutMs, signal: options.signal }
    try {
      return await post(this.#settings.fetch, request)
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error
      throw this.#fail(error.why)
    }
  }

  #read(received: Received): unknown {
    const { status } = received
    try {
      const answer = this.#decode(received)
      if (!answer.fault) return this.#result(answer.out)
      throw this.#fail('fault', { ...this.#quoted(answer.fault), status })
    } catch (error) {
      if (!(error instanceof XmlError || error instanceof ValueError)) throw error
      throw this.#unread(received)
    }
  }

  #quoted({ text, code }: Fault): DialerFailureFacts {
    return {
      words: withoutTurns(this.#mask(text)).slice(0, MAX_WORDS) || undefined,
      code: this.#mask(code).slice(0, MAX_CODE),
    }
  }

  #decode({ bytes, whole, contentType }: Received): Answer {
    if (!whole) throw new XmlError('The answer is too long, too slow or was cut off.')
    return readAnswer(this.#name, decodeBytes(bytes, contentType))
  }

  /** Why an answer that is none of the contract's came. */
  #unread({ status, bytes }: Received): DialerError {
    if (NEVER_REACHED.includes(status)) return this.#fail('unreachable', { status })
    if (isStuck(status)) return this.#fail('lost', { status })
    if (status >= 300) return this.#fail('unreadable', { status })
    return this.#fail('unreadable', { status, salvage: labelled(salvage(bytes, this.#mask)) })
  }

  #result(out: XmlElement | null): unknown {
    switch (this.#operation.result) {
      case 'void':
        return undefined
      case 'CallType':
        return out && readCall(out, this.#mask)
      case 'ArrayOfAgentType':
        return out?.children.map((item) => readAgent(item, this.#mask)) ?? []
      case 'long':
        return readScalar('long', out?.text ?? '')
      default:
        throw new TypeError(`${this.#name} has a result nobody reads.`)
    }
  }
}

function timeLimitOf(name: string): number {
  const limits: Readonly<Record<string, number>> = TIME_LIMITS
  return limits[name] ?? TIME_LIMITS.default
}

/** A client for the dialer at these settings. It holds no state and opens nothing by itself. */
export function createDialer(settings: DialerSettings): Dialer {
  const methods = (Object.keys(SERVICES) as ServiceName[]).flatMap((service) =>
    Object.entries(SERVICES[service]).map(([name, operation]) => [
      name,
      (parameters: object, options: DialerOptions = {}) =>
        new Exchange(settings, service, name, operation).run(parameters, options),
    ]),
  )
  // the table names the methods and their types; Object.fromEntries forgets both
  return Object.fromEntries(methods) as Dialer
}
