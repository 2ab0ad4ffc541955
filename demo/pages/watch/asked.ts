/**
 * An onlooker on what the page's elements ask the worker by HTTP: the page's `fetch` is replaced by
 * one that tells. The elements know nothing of it.
 * @module
 */

import type { Asked } from './hop.ts'

/** Of the worker's own routes, not of the demo's. */
const ROUTE = /^\/v1\/(?:campaigns\/?)?(?:\d+\/?)?(.*)$/

const listeners = new Set<(asked: Asked) => void>()

/** Calls back for every request and every answer from now on. */
export function onAsked(listener: (asked: Asked) => void): void {
  listeners.add(listener)
}

function tell(asked: Asked): void {
  for (const listener of listeners) listener(asked)
}

/** A file's bytes are nothing to read in a drawer; its name is. */
function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  if (!(body instanceof FormData)) return ''
  return [...body]
    .map(([name, value]) => `${name}: ${value instanceof File ? value.name : value}`)
    .join('\n')
}

async function answerOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? response.clone().text() : type
}

const fetched = window.fetch

window.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
  const path = ROUTE.exec(pathname)?.[1]
  if (path === undefined) return fetched(input, init)
  const { method = 'GET', body } = init ?? {}
  const about = { method, path: decodeURIComponent(path), what: nameOf(path) }
  tell({ ...about, text: textOf(body), outcome: null })
  const began = performance.now()
  const response = await fetched(input, init)
  const outcome = { status: response.status, ms: Math.round(performance.now() - began) }
  tell({ ...about, text: await answerOf(response), outcome })
  return response
}

function nameOf(path: string): string {
  return path.split('/').at(-1) || 'campaign'
}
