/**
 * The worker's HTTP routes, asked with a token.
 * @module
 */

import { ConsoleError, type ErrorCode, type ErrorFacts } from '../shared/errors.ts'
import type { Identity } from './token-source.ts'

/** Where the routes are, as the element says at this moment. */
export type Place = Pick<Identity, 'endpoint' | 'campaign'>

/** A body that is not plain JSON stays what it is. */
export type ApiBody = object | FormData

/** Asks and answers; everything rejects with a {@link ConsoleError}. */
export class HttpApi {
  readonly #place: Place
  readonly #token: () => Promise<string | null> | string | null

  /** `token` is asked with every request; null for a route that wants none. */
  constructor(place: Place, token: () => Promise<string | null> | string | null) {
    this.#place = place
    this.#token = token
  }

  /** A route below the campaign's own address. */
  async ask<T>(method: string, path: string, body?: ApiBody): Promise<T> {
    return (await this.send(method, this.here(path), body)).json()
  }

  /**
   * The campaign's own address, with a path below it, for {@link send}. The campaign may come from
   * the page's own address: it must not lead to another route.
   */
  here(path: string): string {
    return `/campaigns/${encodeURIComponent(this.#place.campaign)}${path}`
  }

  /** Any route below `/v1`. */
  async send(method: string, path: string, body?: ApiBody): Promise<Response> {
    const form = body instanceof FormData
    const token = await this.#token()
    const response = await fetch(new URL(`/v1${path}`, this.#place.endpoint), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(!form && { 'content-type': 'application/json' }),
      },
      body: form || body === undefined ? (body ?? null) : JSON.stringify(body),
    }).catch((cause: unknown) => {
      throw new ConsoleError('offline', { cause })
    })
    if (!response.ok) throw refusal(await response.json().catch(() => null))
    return response
  }
}

/** A code that this page is too old to know has no sentence of its own; the general one is shown. */
function refusal(body: unknown): ConsoleError {
  const { code, ...facts } = (body ?? {}) as { code?: ErrorCode } & ErrorFacts
  return new ConsoleError(code ?? 'internal', facts)
}
