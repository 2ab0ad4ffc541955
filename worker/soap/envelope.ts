/**
 * SOAP 1.1 envelopes, document/literal wrapped: requests, answers and faults, for both ends.
 * @module
 */

import {
  PREDICTIVE_NAMESPACE,
  SERVICES,
  type ServiceName,
  type TypeName,
} from '../../shared/predictive-service.ts'
import { escapeText, trimSpace } from './text.ts'
import { PREFIX, valuePieces, writeValue } from './values.ts'
import { childOf, isNamed, isNil, parseXml, type XmlElement, XSI_NAMESPACE } from './xml.ts'
import { XmlError } from './xml-error.ts'

const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/'

/** What both ends send; requests and answers alike. */
export const CONTENT_TYPE = 'text/xml; charset=utf-8'

/** One row of the contract's table. */
export interface Operation {
  readonly parameters: Readonly<Record<string, TypeName>>
  readonly result: TypeName | 'void'
}

/** An operation's row, or undefined where the service has none of that name. */
export function operationOf(service: ServiceName, name: string): Operation | undefined {
  const operations: Readonly<Record<string, Operation>> = SERVICES[service]
  return Object.hasOwn(operations, name) ? operations[name] : undefined
}

/** A fault as it stands in an envelope. */
export interface Fault {
  /** The part after the prefix: `Server`, `Client`. */
  readonly code: string
  readonly text: string
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>' +
  `<soap:Envelope xmlns:soap="${SOAP_NAMESPACE}" ` +
  `xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="${XSI_NAMESPACE}"><soap:Body>`

const TAIL = '</soap:Body></soap:Envelope>'

const opened = (name: string) => `<${PREFIX}:${name} xmlns:${PREFIX}="${PREDICTIVE_NAMESPACE}">`

const closed = (name: string) => `</${PREFIX}:${name}>`

/**
 * A request, piece by piece: one may hold a hundred thousand numbers. Every parameter is written, in
 * the table's order: the dialer reads them by position. Throws UnwritableError, naming the parameter.
 */
export function* requestPieces(
  name: string,
  operation: Operation,
  values: Readonly<Record<string, unknown>>,
): Generator<string> {
  yield HEAD + opened(name)
  for (const [parameter, type] of Object.entries(operation.parameters)) {
    yield* valuePieces(parameter, type, values[parameter], parameter)
  }
  yield closed(name) + TAIL
}

/** A request in one piece; see {@link requestPieces}. */
export function writeRequest(...of: Parameters<typeof requestPieces>): string {
  return [...requestPieces(...of)].join('')
}

/** An answer; a void operation's has an empty wrapper. */
export function writeAnswer(name: string, operation: Operation, out: unknown): string {
  const content = operation.result === 'void' ? '' : writeValue('out', operation.result, out, 'out')
  const wrapper = `${name}Response`
  return HEAD + opened(wrapper) + content + closed(wrapper) + TAIL
}

/** A fault without detail, in the order the dialer's framework writes. */
export function writeFault(fault: Fault): string {
  const code = `<faultcode>soap:${fault.code}</faultcode>`
  const text = `<faultstring>${escapeText(fault.text)}</faultstring>`
  return `${HEAD}<soap:Fault>${code}${text}</soap:Fault>${TAIL}`
}

/** What stands in an envelope's Body; undefined for an empty one. Throws XmlError. */
export function readBody(document: string): XmlElement | undefined {
  const root = parseXml(document)
  const isEnvelope = root.namespace === SOAP_NAMESPACE && root.name === 'Envelope'
  const body = isEnvelope ? childOf(root, SOAP_NAMESPACE, 'Body') : undefined
  if (!body) throw new XmlError('The document is no SOAP envelope.')
  return body.children[0]
}

/** An answer that was read: a fault, or the `out` element (null for nil and for none). */
export type Answer =
  | { readonly fault: Fault; readonly out?: undefined }
  | { readonly fault?: undefined; readonly out: XmlElement | null }

/**
 * Reads the answer to an operation by namespace and local name, whatever its prefixes. Throws
 * XmlError for anything that is neither its answer nor a fault.
 */
export function readAnswer(name: string, document: string): Answer {
  const content = readBody(document)
  if (content && isNamed(content, SOAP_NAMESPACE, 'Fault')) return { fault: readFault(content) }
  if (!content || !isNamed(content, PREDICTIVE_NAMESPACE, `${name}Response`)) {
    throw new XmlError('The answer is not to the operation that was asked.')
  }
  const out = childOf(content, PREDICTIVE_NAMESPACE, 'out')
  return { out: out && !isNil(out) ? out : null }
}

function readFault(fault: XmlElement): Fault {
  const text = (name: string) => trimSpace(childOf(fault, SOAP_NAMESPACE, name)?.text ?? '')
  return { code: text('faultcode').replace(/^.*:/s, ''), text: text('faultstring') }
}
