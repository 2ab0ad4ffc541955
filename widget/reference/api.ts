/**
 * Shows the worker's OpenAPI document as a page to read, with a line for curl at every route.
 * @module
 */

/** A parameter, a body, an answer: as much of OpenAPI as the worker writes. */
interface Operation {
  readonly summary: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }>
  >
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly description?: string
  readonly schema: object
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** An element with what is in it; text is text. */
function element(tag: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag)
  made.append(...children)
  return made
}

function section(method: string, path: string, operation: Operation): HTMLElement {
  const { summary, description, parameters, requestBody } = operation
  const link = element('a', element('b', method), ` ${path}`)
  const heading = element('h2', link)
  heading.id = `${method}-${path.replace(/\W+/g, '-')}`
  link.setAttribute('href', `#${heading.id}`)
  const about = element('p', description ?? '')
  about.className = 'about'
  const [body] = Object.values(requestBody?.content ?? {})
  return element(
    'section',
    heading,
    element('p', `${summary}.`),
    ...(description ? [about] : []),
    ...query(parameters),
    code(curl(method, path, operation)),
    ...(body ? [folded('Body', body.schema)] : []),
    folded('Answer', exampleOf(operation)),
  )
}

function query(parameters: readonly Parameter[]): HTMLElement[] {
  const named = parameters.filter((each) => each.in === 'query')
  if (named.length === 0) return []
  const terms = named.flatMap(({ name, description, schema }) => [
    element('dt', name),
    element('dd', description ? `${description}. ` : '', JSON.stringify(schema)),
  ])
  return [element('dl', ...terms)]
}

function exampleOf({ responses }: Operation): unknown {
  const done = responses[200] ?? responses[201]
  return done?.content['application/json']?.example
}

function folded(label: string, value: unknown): HTMLElement {
  return element('details', element('summary', label), code(JSON.stringify(value, null, 2)))
}

/** The keyboard scrolls what is wider than the page. */
function code(text: string): HTMLElement {
  const made = element('pre', text)
  made.tabIndex = 0
  return made
}

function curl(method: string, path: string, { security, requestBody }: Operation): string {
  const [type] = Object.keys(requestBody?.content ?? {})
  const form = type === 'multipart/form-data'
  const words = [
    method === 'get' || form ? 'curl' : `curl -X ${method.toUpperCase()}`,
    ...(security ? [] : ['-H "authorization: Bearer $TOKEN"']),
    ...(form ? [`-F 'campaign=<campaign.json' -F numbers=@numbers.csv`] : []),
    ...(type && !form ? [`-H 'content-type: application/json' -d @body.json`] : []),
    `'${location.origin}${path}'`,
  ]
  return words.join(' ')
}

async function show(): Promise<void> {
  const routes = document.querySelector('#routes')
  const response = await fetch('/v1/openapi.json')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const { paths }: OpenApi = await response.json()
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  )
  routes?.replaceChildren(...sections)
}

show().catch((error: unknown) => {
  document.querySelector('#routes')?.replaceChildren(`The document could not be loaded: ${error}`)
})
