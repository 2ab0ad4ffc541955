/**
 * Where the token comes from: the host page's `getToken`, its `token` attribute, or one that the
 * element has come by itself. A refused one is not tried twice.
 * @module
 */

/** What the host page says about who is asking. */
export interface Identity {
  readonly endpoint: string
  readonly campaign: string
  readonly token: string
  readonly getToken: (() => Promise<string> | string) | null
}

/** Hands out one element's tokens. */
export class TokenSource {
  readonly #host: Identity
  /** One that the element has come by itself; it goes first. */
  own: string | null = null
  /** The one that is in use. */
  last: string | null = null

  constructor(host: Identity) {
    this.#host = host
  }

  /** A token; null when there is none, or none but the one that was refused (`again`). */
  async token(again: boolean): Promise<string | null> {
    const { getToken, token } = this.#host
    if (again) this.own = null
    // The answer of a server may end with a line's end.
    const found = String(this.own ?? (getToken ? await getToken() : token) ?? '').trim()
    if (again && !getToken && found === this.last) return null
    this.last = found
    return found || null
  }
}
