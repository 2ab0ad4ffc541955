/**
 * From the schemas that read requests to JSON Schema, which describes them to everybody else.
 * @module
 */

import type * as v from 'valibot'

/** A JSON Schema, as far as OpenAPI needs it. */
export type JsonSchema = { readonly [key: string]: unknown }

/** What is looked at of a schema or of a step in its pipe; valibot says the rest. */
interface Node {
  readonly type: string
  readonly requirement?: unknown
  readonly description?: string
  readonly pipe?: readonly Node[]
  readonly wrapped?: Node
  readonly default?: unknown
  readonly item?: Node
  readonly value?: Node
  readonly entries?: Readonly<Record<string, Node>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
}

const SCALARS = ['string', 'number', 'boolean', 'null']
const OPTIONAL = ['optional', 'exact_optional']

/** Steps that JSON Schema has a word for, and the type to which it belongs. */
const STEPS: Readonly<Record<string, readonly [type: string, word: string]>> = {
  min_length: ['string', 'minLength'],
  max_length: ['string', 'maxLength'],
  regex: ['string', 'pattern'],
  min_value: ['number', 'minimum'],
  max_value: ['number', 'maximum'],
}
const OF_ARRAYS: Readonly<Record<string, string>> = { minLength: 'minItems', maxLength: 'maxItems' }

/** Describes a schema. */
export function jsonSchema(schema: v.GenericSchema): JsonSchema {
  return describe(schema as unknown as Node)
}

/** Whether a field may be left out. */
export function isOptional(schema: v.GenericSchema): boolean {
  return OPTIONAL.includes(schema.type)
}

function describe(node: Node): JsonSchema {
  const base = bare(node)
  const steps = (node.pipe ?? []).slice(1).map((step) => described(step, String(base.type)))
  return Object.assign({}, base, ...steps)
}

function bare(node: Node): JsonSchema {
  const { type, wrapped, item, value, entries, options, literal } = node
  if (SCALARS.includes(type)) return { type }
  if (type === 'picklist') return { enum: options }
  if (type === 'literal') return { const: literal }
  if (type === 'array' && item) return { type, items: describe(item) }
  if (type === 'record' && value) return { type: 'object', additionalProperties: describe(value) }
  if (type === 'nullable' && wrapped) return { anyOf: [describe(wrapped), { type: 'null' }] }
  if (OPTIONAL.includes(type) && wrapped) {
    // Of an optional one in another (v.partial) the outer is asked first, and what it lets go counts.
    const inner = (OPTIONAL.includes(wrapped.type) && wrapped.wrapped) || wrapped
    return { ...describe(inner), ...(node.default !== undefined && { default: node.default }) }
  }
  if (type === 'object' && entries) return object(entries)
  throw new TypeError(`nobody has said how ${type} is described`)
}

function object(entries: Readonly<Record<string, Node>>): JsonSchema {
  const all = Object.entries(entries)
  const required = all.filter(([, node]) => !OPTIONAL.includes(node.type)).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(([name, node]) => [name, describe(node)])),
    ...(required.length > 0 && { required }),
  }
}

/** A check without a word in JSON Schema is left to the description. */
function described({ type, requirement, description }: Node, of: string): JsonSchema {
  if (type === 'description') return { description }
  const [belongs, word = ''] = STEPS[type] ?? []
  if (of === 'array' && belongs === 'string') return { [OF_ARRAYS[word] ?? word]: requirement }
  if (of !== belongs) return {}
  return { [word]: requirement instanceof RegExp ? requirement.source : requirement }
}
