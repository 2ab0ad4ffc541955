/**
 * A service's WSDL, written from the contract's table by the rules of the dialer's framework.
 * @module
 */

import {
  ARRAYS,
  type BEANS,
  isNillable,
  PREDICTIVE_NAMESPACE,
  SERVICES,
  type ServiceName,
  type TypeName,
} from '../../shared/predictive-service.ts'
import type { Operation } from '../../worker/soap/envelope.ts'
import { isScalar } from '../../worker/soap/scalars.ts'
import { escapeAttribute } from '../../worker/soap/text.ts'
import { isArray, membersOf } from '../../worker/soap/values.ts'

const PREFIXES = {
  soapenc11: 'http://schemas.xmlsoap.org/soap/encoding/',
  soapenc12: 'http://www.w3.org/2003/05/soap-encoding',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  wsdl: 'http://schemas.xmlsoap.org/wsdl/',
  wsdlsoap: 'http://schemas.xmlsoap.org/wsdl/soap/',
  xsd: 'http://www.w3.org/2001/XMLSchema',
  tns: PREDICTIVE_NAMESPACE,
} as const

type Attributes = Readonly<Record<string, string>>

function tag(name: string, attributes: Attributes, content: readonly string[] = []): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => `${key}="${escapeAttribute(value)}"`,
  )
  const start = [name, ...written].join(' ')
  return content.length === 0 ? `<${start}/>` : `<${start}>\n${content.join('\n')}\n</${name}>`
}

function schemaType(type: TypeName): string {
  return isScalar(type) ? `xsd:${type}` : `tns:${type}`
}

function element(name: string, type: TypeName, occurs: Attributes): string {
  const nillable: Attributes = isNillable(type) ? { nillable: 'true' } : {}
  return tag('xsd:element', { ...occurs, name, ...nillable, type: schemaType(type) })
}

function wrapper(name: string, parts: readonly (readonly [string, TypeName])[]): string {
  const once = { maxOccurs: '1', minOccurs: '1' }
  const elements = parts.map(([part, type]) => element(part, type, once))
  const content = elements.length === 0 ? [] : [tag('xsd:sequence', {}, elements)]
  return tag('xsd:element', { name }, [tag('xsd:complexType', {}, content)])
}

function wrappers([name, { parameters, result }]: [string, Operation]): string[] {
  const out: [string, TypeName][] = result === 'void' ? [] : [['out', result]]
  return [wrapper(name, Object.entries(parameters)), wrapper(`${name}Response`, out)]
}

function complexType(type: keyof typeof ARRAYS | keyof typeof BEANS): string {
  const elements = isArray(type)
    ? [element(ARRAYS[type], ARRAYS[type], { maxOccurs: 'unbounded', minOccurs: '0' })]
    : membersOf(type).map(([name, member]) => element(name, member, { minOccurs: '0' }))
  return tag('xsd:complexType', { name: type }, [tag('xsd:sequence', {}, elements)])
}

/** The arrays and beans that a service's operations reach. */
function reachable(operations: readonly Operation[]) {
  const found = new Set<keyof typeof ARRAYS | keyof typeof BEANS>()
  const visit = (type: TypeName | 'void'): void => {
    if (type === 'void' || isScalar(type) || found.has(type)) return
    found.add(type)
    if (isArray(type)) visit(ARRAYS[type])
    else for (const [, member] of membersOf(type)) visit(member)
  }
  for (const { parameters, result } of operations) [...Object.values(parameters), result].map(visit)
  return [...found]
}

const DIRECTIONS = [
  ['wsdl:input', 'Request', ''],
  ['wsdl:output', 'Response', 'Response'],
] as const

function messages(name: string): string[] {
  return DIRECTIONS.map(([, message, suffix]) =>
    tag('wsdl:message', { name: name + message }, [
      tag('wsdl:part', { name: 'parameters', element: `tns:${name}${suffix}` }),
    ]),
  )
}

function portOperation(name: string): string {
  const parts = DIRECTIONS.map(([direction, message]) =>
    tag(direction, { name: name + message, message: `tns:${name}${message}` }),
  )
  return tag('wsdl:operation', { name }, parts)
}

function bindingOperation(name: string): string {
  const body = tag('wsdlsoap:body', { use: 'literal' })
  const parts = DIRECTIONS.map(([direction, message]) =>
    tag(direction, { name: name + message }, [body]),
  )
  return tag('wsdl:operation', { name }, [tag('wsdlsoap:operation', { soapAction: '' }), ...parts])
}

function schema(operations: readonly [string, Operation][]): string {
  const rows = operations.map(([, operation]) => operation)
  return tag(
    'xsd:schema',
    {
      attributeFormDefault: 'qualified',
      elementFormDefault: 'qualified',
      targetNamespace: PREDICTIVE_NAMESPACE,
    },
    [...operations.flatMap(wrappers), ...reachable(rows).map(complexType)],
  )
}

function binding(service: ServiceName, names: readonly string[]): string {
  const transport = 'http://schemas.xmlsoap.org/soap/http'
  return tag('wsdl:binding', { name: `${service}HttpBinding`, type: `tns:${service}PortType` }, [
    tag('wsdlsoap:binding', { style: 'document', transport }),
    ...names.map(bindingOperation),
  ])
}

/** The WSDL of a service that answers at `address`. */
export function writeWsdl(service: ServiceName, address: string): string {
  const operations: [string, Operation][] = Object.entries(SERVICES[service])
  const names = operations.map(([name]) => name)
  const prefixes = Object.entries(PREFIXES).map(([prefix, name]) => [`xmlns:${prefix}`, name])
  const port = { name: `${service}HttpPort`, binding: `tns:${service}HttpBinding` }
  const definitions = tag(
    'wsdl:definitions',
    { targetNamespace: PREDICTIVE_NAMESPACE, ...Object.fromEntries(prefixes) },
    [
      tag('wsdl:types', {}, [schema(operations)]),
      ...names.flatMap(messages),
      tag('wsdl:portType', { name: `${service}PortType` }, names.map(portOperation)),
      binding(service, names),
      tag('wsdl:service', { name: service }, [
        tag('wsdl:port', port, [tag('wsdlsoap:address', { location: address })]),
      ]),
    ],
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${definitions}\n`
}
