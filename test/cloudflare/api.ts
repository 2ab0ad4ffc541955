/**
 * A stand-in for Cloudflare's API, as far as `wrangler` asks it to deploy a worker and to keep its
 * secrets. Beside time, chance and telephones it is the one thing that cannot be real here. It keeps
 * what is uploaded, so that it can be run, and refuses what Cloudflare would: a wrong token, an object
 * without a migration, a file that nobody uploaded, a worker that is not there.
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Account } from './account.ts'
import { Refusal } from './refusal.ts'
import { type Asked, ROUTES } from './routes.ts'

/** Where the API is below its host, as `wrangler` has it. */
const BASE = '/client/v4'

/** Files are uploaded with the ticket of their upload instead of the account's token. */
const TICKETED = '/assets/upload'

/** The API of one account, on a port of its own. */
export class CloudflareApi {
  readonly account = new Account()
  /** Tokens that are taken. */
  readonly tokens = new Set<string>()
  /** What was asked for, and is not known here: a test should find none. */
  readonly unknown: string[] = []
  /** What it is down for: requests of a method to a path. */
  down: RegExp | null = null
  readonly #server: Server = createServer((request, response) => this.#take(request, response))

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this
  }

  /** What `CLOUDFLARE_API_BASE_URL` has to be. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${BASE}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ errors: [], messages: [], result: null, ...body }))
    }
    try {
      const body = await buffer(request)
      say(200, { success: true, result: await this.#answer(request, body) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, code, message } = error
      say(status, { success: false, errors: [{ code, message }] })
    }
  }

  async #answer(request: IncomingMessage, body: Buffer): Promise<unknown> {
    const { pathname } = new URL(request.url ?? '', this.url)
    if (this.down?.test(`${request.method} ${pathname}`)) {
      throw new Refusal(503, 10013, 'Internal server error')
    }
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!this.tokens.has(token) && !pathname.endsWith(TICKETED)) {
      throw new Refusal(403, 10000, 'Authentication error')
    }
    for (const [method, path, answer] of ROUTES) {
      const named = method === request.method ? match(BASE + path, pathname) : null
      if (named) return answer(this.#asked(request, body, token, named))
    }
    this.unknown.push(`${request.method} ${pathname}`)
    throw new Refusal(404, 7003, `Could not route to ${pathname}`)
  }

  #asked(request: IncomingMessage, body: Buffer, token: string, named: Asked['named']): Asked {
    const { account } = this
    if (named.account !== undefined && named.account !== account.id) {
      throw new Refusal(403, 10000, 'Authentication error')
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    return {
      account,
      named,
      token,
      form: () => new Response(new Uint8Array(body), { headers }).formData(),
      json: async () => JSON.parse(body.toString()),
    }
  }
}

/** What stands in a path in place of `:name` and the like; null where it is another path. */
function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const source = pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')
  const found = new RegExp(`^${source}$`).exec(path)
  return found && { ...found.groups }
}
