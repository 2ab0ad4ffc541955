import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { jsonSchema } from '../../worker/routes/json-schema.ts'
import { askRoute } from './board-client.ts'
import { ANN, finish, useWorker } from './live-session.ts'

vi.mock('cloudflare:workers', () => ({ DurableObject: class {} }))
// A name in a variable: the worker's own types are checked in its own project.
const WORKER = '../../worker/index.ts'
const { default: app }: { default: { routes: { method: string; path: string }[] } } = await import(
  /* @vite-ignore */ WORKER
)

const live = useWorker()

interface Operation {
  readonly summary: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> }
  readonly responses: Record<string, { readonly content: Record<string, { example?: unknown }> }>
}

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Record<string, Record<string, Operation>>
}

const document = async () =>
  (await (await fetch(`${live.worker.url}/v1/openapi.json`)).json()) as Document

/** What nobody needs described: the description itself, and whether the worker is alive. */
const UNDESCRIBED = ['GET /v1/openapi.json', 'GET /healthz']

/** The keys of a value, and of what is in it; of a list, of its first item. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
}

describe('the OpenAPI document', () => {
  it('describes every route that the worker has, and no other', async () => {
    const { openapi, paths } = await document()
    expect(openapi).toBe('3.1.0')
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((name) => !UNDESCRIBED.includes(name))
    expect(described.sort()).toEqual([...new Set(served)].sort())
    expect(described.length).toBeGreaterThan(20)
  })

  it('has routes where it was found, also behind a proxy that speaks TLS', async () => {
    const { servers } = await document()
    const found = 'https://console.acme.example/v1/openapi.json'
    expect(servers.map(({ url }) => new URL(url, found).href)).toEqual([
      'https://console.acme.example/',
    ])
  })

  it('names every part of an address, and says what each route does', async () => {
    const { paths } = await document()
    for (const [path, methods] of Object.entries(paths)) {
      for (const { summary, parameters } of Object.values(methods)) {
        const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name)
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
        expect(summary).toMatch(/^[A-Z].*[^.]$/)
      }
    }
  })

  it('shows answers of the form that the worker gives', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'openapi-1' })
    await ann.inPhase('on-call')
    await ann.command(finish('openapi-1', true))
    await ann.close()
    live.worker.dialer.stats = [{ id: '4721' }]
    const { paths } = await document()
    for (const path of ['', '/agents', '/board', '/outcomes', '/webhooks']) {
      const { status, body } = await askRoute(live.worker, path)
      expect(status).toBe(200)
      const operation = paths[`/v1/campaigns/{id}${path}`]?.get
      const example = operation?.responses['200']?.content['application/json']?.example
      expect(Object.keys(example as object).sort()).toEqual(
        expect.arrayContaining(Object.keys(body as object).sort()),
      )
    }
    const logged = async () => (await askRoute(live.worker, '/calls?search=openapi-1')).body
    await expect.poll(logged).toMatchObject({ calls: [{ state: 'stored' }] })
    const example = paths['/v1/campaigns/{id}/calls']?.get?.responses['200']?.content
    expect(Object.keys(shape(example?.['application/json']?.example) as object).sort()).toEqual(
      Object.keys(shape(await logged()) as object).sort(),
    )
  })

  it('describes bodies as the worker reads them', async () => {
    const { paths } = await document()
    const ratio = paths['/v1/campaigns/{id}/ratio']?.put?.requestBody?.content
    expect(ratio?.['application/json']?.schema).toEqual({
      type: 'object',
      properties: { ratio: { type: 'number', minimum: 0.1, maximum: 10 } },
      required: ['ratio'],
    })
    const create = paths['/v1/campaigns']?.post?.requestBody?.content['multipart/form-data']
    expect(create?.schema).toMatchObject({
      properties: {
        campaign: { properties: { name: { type: 'string', maxLength: 200 } } },
        numbers: { contentMediaType: 'text/csv' },
      },
    })
  })

  it('fills in nothing that a change leaves out', async () => {
    const { paths } = await document()
    const described = (method: string) =>
      paths['/v1/campaigns/{id}']?.[method]?.requestBody?.content['application/json']?.schema
    expect(described('put')).toMatchObject({
      properties: { columns: { type: 'array', default: [] }, canLeaveMessage: { default: false } },
    })
    const { properties = {} } = described('patch') as { properties?: Record<string, object> }
    const defaults = Object.values(properties).filter((each) => 'default' in each)
    expect(defaults).toEqual([])
    expect(properties).toMatchObject({ columns: { type: 'array' }, name: { minLength: 1 } })
  })

  it('is not made of a schema that nobody knows how to describe', () => {
    expect(() => jsonSchema(v.date())).toThrow('date')
    expect(jsonSchema(v.optional(v.nullable(v.array(v.literal(1)))))).toEqual({
      anyOf: [{ type: 'array', items: { const: 1 } }, { type: 'null' }],
    })
  })
})
