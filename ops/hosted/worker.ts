/**
 * The worker where there is no Cloudflare: what its static assets would serve is read from disk,
 * under the same header rules.
 * @module
 */

import type { Env } from '../../worker/env.ts'
import app from '../../worker/index.ts'
import { headersFor } from './header-rules.ts'

export * from '../../worker/index.ts'

interface HostedEnv extends Env {
  /** The folder that the build wrote for browsers. */
  readonly ASSETS: Fetcher
}

/** What the folder holds. The disk itself calls everything a stream of bytes. */
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
}

export default {
  async fetch(request, env, ctx): Promise<Response> {
    return (await asset(request, env)) ?? app.fetch(request, env, ctx)
  },
} satisfies ExportedHandler<HostedEnv>

/** A file; null where there is none, and for folders, which the disk would list. */
async function asset(request: Request, { ASSETS }: HostedEnv): Promise<Response | null> {
  const { pathname } = new URL(request.url)
  const type = TYPES[/\.(\w+)$/.exec(pathname)?.[1] ?? '']
  if (type === undefined || !['GET', 'HEAD'].includes(request.method)) return null
  const { method } = request
  const [file, rules] = await Promise.all([
    ASSETS.fetch(new URL(pathname, 'http://assets'), { method }),
    ASSETS.fetch('http://assets/_headers'),
  ])
  if (!file.ok) return null
  const headers = new Headers(headersFor(await rules.text(), pathname))
  headers.set('content-type', type)
  return new Response(file.body, { headers })
}
