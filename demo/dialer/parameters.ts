/**
 * A request's parameters: by name where every name is there, else by position, as the dialer's
 * framework reads them.
 * @module
 */

import type { ServiceName, TypeName } from '../../shared/predictive-service.ts'
import { type Operation, operationOf } from '../../worker/soap/envelope.ts'
import { ValueError } from '../../worker/soap/scalars.ts'
import { readValue } from '../../worker/soap/values.ts'
import type { XmlElement } from '../../worker/soap/xml.ts'

/** A fault in the words of the dialer's framework; `Client` is the caller's mistake. */
export class ReadingFault extends Error {
  override readonly name = 'ReadingFault'
  readonly code: 'Client' | 'Server'

  constructor(code: 'Client' | 'Server', message: string) {
    super(message)
    this.code = code
  }
}

/** What a request asks for. */
export interface Question {
  readonly name: string
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The elements in the table's order. The case of names is free: `campaignid` is `campaignId`. */
function inOrder(names: readonly string[], elements: readonly XmlElement[]): readonly XmlElement[] {
  const byName = new Map(elements.map((element) => [element.name.toLowerCase(), element]))
  const found = names.flatMap((name) => byName.get(name.toLowerCase()) ?? [])
  return found.length === names.length ? found : elements
}

function read(type: TypeName, element: XmlElement): unknown {
  try {
    return readValue(type, element)
  } catch (error) {
    if (error instanceof ValueError) throw new ReadingFault('Server', error.message)
    throw error
  }
}

/** Reads the element in a request's Body. Throws ReadingFault. */
export function readQuestion(service: ServiceName, element: XmlElement | undefined): Question {
  if (!element) throw new ReadingFault('Client', 'There must be a method name element.')
  const operation = operationOf(service, element.name)
  if (!operation) {
    const namespace = element.namespace === '' ? '' : `{${element.namespace}}`
    throw new ReadingFault('Client', `Invalid operation: ${namespace}${element.name}`)
  }
  const expected = Object.entries(operation.parameters)
  const given = element.children.length
  if (given < expected.length) {
    throw new ReadingFault('Client', 'Not enough message parts were received for the operation.')
  }
  if (given > expected.length) {
    throw new ReadingFault('Server', `Index: ${expected.length}, Size: ${expected.length}`)
  }
  const elements = inOrder(Object.keys(operation.parameters), element.children)
  const parameters = expected.flatMap(([name, type], at) => {
    const value = elements[at]
    return value ? [[name, read(type, value)]] : []
  })
  return { name: element.name, operation, parameters: Object.fromEntries(parameters) }
}
