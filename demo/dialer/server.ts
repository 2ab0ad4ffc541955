/**
 * The embedded dialer's front door: a SOAP server for any service of the contract's table.
 * @module
 */

import type {
  OperationName,
  ParametersOf,
  ResultOf,
  ServiceName,
} from '../../shared/predictive-service.ts'
import { decodeBytes, readBytes } from '../../worker/soap/bytes.ts'
import { CONTENT_TYPE, readBody, writeAnswer, writeFault } from '../../worker/soap/envelope.ts'
import { XmlError } from '../../worker/soap/xml-error.ts'
import { type Question, ReadingFault, readQuestion } from './parameters.ts'
import { writeWsdl } from './wsdl.ts'

/** Thrown by an operation to answer with a fault; the message is the caller's to read. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault'
}

/** What an operation knows of the request beside its parameters. */
export interface OperationContext {
  /** Aborted when the caller is known to have gone away. */
  readonly signal: AbortSignal
}

/**
 * One method per operation of a service. It returns what `out` shall hold (nothing for a void
 * operation) or throws a {@link SoapFault}.
 */
export type Implementation<S extends ServiceName> = {
  readonly [O in OperationName<S>]: (
    parameters: ParametersOf<O, S>,
    context: OperationContext,
  ) => ResultOf<O, S> | Promise<ResultOf<O, S>>
}

/** One line of the dialer's raw journal: what was asked and what was answered. */
export interface JournalEntry {
  readonly service: ServiceName
  /** Null where the request could not be read far enough to know. */
  readonly operation: string | null
  /** The parameters as read, the key left out; null where they could not be read. */
  readonly parameters: Readonly<Record<string, unknown>> | null
  /** `answered`, or the fault's text. */
  readonly outcome: 'answered' | 'fault'
  readonly fault: string | null
}

/** The longest request: a campaign with some hundred thousand numbers. */
export const MAX_REQUEST_BYTES = 4_000_000

type Journal = (entry: JournalEntry) => void

/** Any operation, once its parameters were read by the table. */
type Perform = (parameters: unknown, context: OperationContext) => unknown

function xml(status: number, document: string): Response {
  return new Response(document, { status, headers: { 'content-type': CONTENT_TYPE } })
}

async function readEnvelope(service: ServiceName, request: Request): Promise<Question> {
  const { bytes, whole } = await readBytes(request.body, { most: MAX_REQUEST_BYTES })
  if (!whole) throw new ReadingFault('Client', 'The request is too long or was cut off.')
  try {
    const document = decodeBytes(bytes, request.headers.get('content-type'))
    return readQuestion(service, readBody(document))
  } catch (error) {
    if (error instanceof XmlError) throw new ReadingFault('Client', error.message)
    throw error
  }
}

function faultOf(error: unknown): { code: string; text: string } {
  if (error instanceof ReadingFault) return { code: error.code, text: error.message }
  if (error instanceof SoapFault && error.message !== '') {
    return { code: 'Server', text: error.message }
  }
  // a mistake of ours: the caller learns its kind, as of an exception without a message
  if (!(error instanceof SoapFault)) console.error(error)
  const name = error instanceof Error ? error.name : typeof error
  return { code: 'Server', text: `Fault: ${name}` }
}

function noted(question: Question | null): Pick<JournalEntry, 'operation' | 'parameters'> {
  if (!question) return { operation: null, parameters: null }
  const { key: _, ...parameters } = question.parameters
  return { operation: question.name, parameters }
}

async function answerCall<S extends ServiceName>(
  service: S,
  implementation: Implementation<S>,
  request: Request,
  journal: Journal,
): Promise<Response> {
  let question: Question | null = null
  try {
    question = await readEnvelope(service, request)
    // the table typed the parameters as they were read; only the compiler cannot follow
    const operations = implementation as unknown as Readonly<Record<string, Perform>>
    const perform = operations[question.name]?.bind(implementation)
    const out = await perform?.(question.parameters, { signal: request.signal })
    const document = writeAnswer(question.name, question.operation, out)
    journal({ service, ...noted(question), outcome: 'answered', fault: null })
    return xml(200, document)
  } catch (error) {
    const fault = faultOf(error)
    journal({ service, ...noted(question), outcome: 'fault', fault: fault.text })
    return xml(500, writeFault(fault))
  }
}

/**
 * Answers one HTTP request to a service, as the dialer's framework does: `GET ?wsdl` with the WSDL,
 * a POST with the operation's result or with HTTP 500 and a fault, anything else with a page that
 * says it is no SOAP request. SOAPAction is ignored.
 */
export async function answerSoap<S extends ServiceName>(
  service: S,
  implementation: Implementation<S>,
  request: Request,
  journal: Journal = () => undefined,
): Promise<Response> {
  const url = new URL(request.url)
  if (request.method === 'GET' && url.search.toLowerCase() === '?wsdl') {
    return xml(200, writeWsdl(service, url.origin + url.pathname))
  }
  if (request.method !== 'POST' || !request.headers.has('content-type')) {
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    return new Response('<html><body>Invalid SOAP request.</body></html>', { headers })
  }
  return answerCall(service, implementation, request, journal)
}
