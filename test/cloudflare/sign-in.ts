/**
 * A stand-in for the page where Cloudflare asks whether `wrangler` may act for its owner (OAuth 2 with
 * PKCE): the owner agrees at once. Codes and proofs are checked as RFC 7636 says.
 * @module
 */

import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** The page and the address where a code becomes a token. */
export class SignInPage {
  readonly #challenges = new Map<string, string>()
  readonly #granted: (token: string) => void
  readonly #server: Server = createServer((request, response) => this.#take(request, response))

  /** @param granted is told each token that is given out */
  constructor(granted: (token: string) => void) {
    this.#granted = granted
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this
  }

  /** Where `wrangler` finds it instead of Cloudflare's own. */
  get variables(): Readonly<Record<string, string>> {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return { WRANGLER_AUTH_URL: `${url}/auth`, WRANGLER_TOKEN_URL: `${url}/token` }
  }

  /**
   * Opens a link as a browser would, the owner agrees, and the browser goes back to where `wrangler`
   * listens; the address of that names a port that may be taken here.
   */
  async visit(link: string, port: string): Promise<void> {
    const agreed = await fetch(link, { redirect: 'manual' })
    const back = new URL(agreed.headers.get('location') ?? '')
    back.port = port
    await fetch(back, { redirect: 'manual' })
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: asked } = new URL(request.url ?? '', 'http://page')
    if (pathname === '/auth') {
      response.writeHead(302, { location: this.#agree(asked) }).end()
    } else {
      const answer = this.#exchange(new URLSearchParams(await text(request)))
      response.writeHead('error' in answer ? 400 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    }
  }

  #agree(asked: URLSearchParams): string {
    const code = randomUUID()
    this.#challenges.set(code, asked.get('code_challenge') ?? '')
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state') ?? '')
    return back.href
  }

  #exchange(asked: URLSearchParams): object {
    const code = asked.get('code') ?? ''
    const proof = createHash('sha256').update(asked.get('code_verifier') ?? '')
    const challenge = this.#challenges.get(code)
    this.#challenges.delete(code)
    if (challenge !== proof.digest('base64url')) return { error: 'invalid_grant' }
    const token = `granted-${randomUUID()}`
    this.#granted(token)
    return { access_token: token, refresh_token: randomUUID(), expires_in: 3_600, scope: '' }
  }
}
