/**
 * The OpenAPI document, made of the routes themselves.
 * @module
 */

import { isOptional, type JsonSchema, jsonSchema } from './json-schema.ts'
import type { Described } from './route.ts'

/** Routes below one address. */
export interface RouteGroup {
  readonly base: string
  readonly routes: readonly Described[]
  /** Anybody may ask, without a token. */
  readonly open?: boolean
}

const PROBLEM: JsonSchema = {
  type: 'object',
  description:
    'RFC 9457 problem details. Switch on `code`, never on `title`. `field` names what is wrong in the request, `words` quotes the dialer, `retryAt` is in milliseconds since 1970, `rows` names lines of a file.',
  properties: {
    title: { type: 'string' },
    status: { type: 'number' },
    code: { type: 'string' },
    field: { type: 'string' },
    words: { type: 'string' },
    retryAt: { type: 'number' },
    rows: { type: 'array', items: { type: 'object' } },
  },
  required: ['title', 'status', 'code'],
}

const json = (schema: JsonSchema | object) => ({ 'application/json': schema })

/** The document for these routes. */
export function openApi(groups: readonly RouteGroup[]) {
  const paths: Record<string, Record<string, object>> = {}
  for (const { base, routes, open = false } of groups) {
    for (const route of routes) {
      const path = pathOf(base, route.path)
      paths[path] = { ...paths[path], [route.method]: operation(route, path, open) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'agent-console',
      version: '1',
      description:
        'What supervisors, and the agents’ console, ask the worker over HTTP. Times in answers are milliseconds since 1970.',
    },
    // Where the document was found: behind a proxy a request's own address is not the one that was asked.
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
    paths,
  }
}

/** `/:id/calls` below `/v1/campaigns` is `/v1/campaigns/{id}/calls`. */
export function pathOf(base: string, path: string): string {
  return `${base}${path === '/' ? '' : path}`.replace(/:(\w+)/g, '{$1}')
}

function operation(route: Described, path: string, open: boolean): object {
  const { summary, about, status = 200 } = route
  const body = requestBody(route)
  return {
    summary,
    ...(about !== undefined && { description: about }),
    ...(open && { security: [] }),
    parameters: [...inPath(path), ...inQuery(route)],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [status]: { description: 'Done', content: answer(route) },
      default: {
        description: 'Refused',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function inPath(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function inQuery({ query = {} }: Described): object[] {
  return Object.entries(query).map(([name, schema]) => {
    const { description, ...rest } = jsonSchema(schema)
    return {
      name,
      in: 'query',
      required: !isOptional(schema),
      ...(description !== undefined && { description }),
      schema: rest,
    }
  })
}

function requestBody({ body, form }: Described): object | null {
  if (body) return json({ schema: jsonSchema(body) })
  if (!form) return null
  const numbers = { type: 'string', contentMediaType: 'text/csv' }
  return {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { campaign: jsonSchema(form), numbers },
        required: ['campaign', 'numbers'],
      },
      encoding: { campaign: { contentType: 'application/json' } },
    },
  }
}

function answer({ example, otherForms = [] }: Described): object {
  const others = otherForms.map((form) => [form, { schema: { type: 'string' } }])
  return { ...json({ example }), ...Object.fromEntries(others) }
}
