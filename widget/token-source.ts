/**
 * Where the token comes from: the host page's `getToken`, its `token` attribute, or a campaign
 * passcode that the agent types. A passcode's token lives as long as the browser tab.
 * @module
 */

import { ConsoleError, type ErrorCode } from '../shared/errors.ts'
import { keep, recall } from './kept.ts'

/** What the host page says about who is asking. */
export interface Identity {
  readonly endpoint: string
  readonly campaign: string
  readonly token: string
  readonly getToken: (() => Promise<string> | string) | null
}

/** What the agent types when nobody else says who they are. */
export interface Credentials {
  readonly name: string
  readonly passcode: string
  /** Asked for when somebody of this name is signed in: only they hear it. */
  readonly agentId?: string
}

interface StoredToken {
  readonly token: string
}

/** Hands out tokens for one endpoint and campaign. */
export class TokenSource {
  readonly #identity: Identity
  #last: string | null = null
  /** Kept besides the storage, which a browser may forbid. */
  #memory: StoredToken | null = null

  constructor(identity: Identity) {
    this.#identity = identity
  }

  /** Whether a new token can be had without the agent. */
  get renewable(): boolean {
    return this.#identity.getToken !== null
  }

  /** A token; null when there is none, or none but the one that was refused (`again`). */
  async token(again: boolean): Promise<string | null> {
    const { getToken, token } = this.#identity
    const found = getToken ? await getToken() : token || this.#recall()
    if (again && found === this.#last && !getToken) {
      this.forget()
      return null
    }
    this.#last = found
    return found || null
  }

  /**
   * Buys a token with the campaign's passcode.
   * @throws {ConsoleError} with the worker's code, or `offline`
   */
  async signIn(credentials: Credentials): Promise<void> {
    const { campaign } = this.#identity
    const body = await this.ask('/v1/sign-in', { campaign, ...credentials })
    if (!isStoredToken(body)) throw new ConsoleError('internal')
    this.#memory = body
    keep(this.#name, body)
  }

  /**
   * Asks the worker over HTTP, with the token that was handed out last.
   * @throws {ConsoleError} with the worker's code, or `offline`
   */
  async ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(new URL(path, this.#identity.endpoint), {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'content-type': 'application/json',
        ...(this.#last && { authorization: `Bearer ${this.#last}` }),
      },
    }).catch((cause: unknown) => {
      throw new ConsoleError('offline', { cause })
    })
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) throw refusal(answer)
    return answer
  }

  /** Forgets what a passcode bought. */
  forget(): void {
    this.#last = this.#memory = null
    keep(this.#name, null)
  }

  /** Where the browser keeps nothing for us, a reload asks for the passcode again. */
  get #name(): string {
    return `${this.#identity.endpoint} ${this.#identity.campaign}`
  }

  /** Until when it is good is the worker's to say: this machine's clock may be hours ahead. */
  #recall(): string | null {
    const stored: unknown = this.#memory ?? recall(this.#name)
    return isStoredToken(stored) ? stored.token : null
  }
}

function isStoredToken(value: unknown): value is StoredToken {
  if (typeof value !== 'object' || value === null) return false
  return typeof (value as Partial<StoredToken>).token === 'string'
}

function refusal(body: unknown): ConsoleError {
  const { code, retryAt, field } = (body ?? {}) as Record<string, unknown>
  // The worker's own list; a code newer than this script is shown as `internal`.
  return new ConsoleError(typeof code === 'string' ? (code as ErrorCode) : 'internal', {
    retryAt: typeof retryAt === 'number' ? retryAt : undefined,
    field: typeof field === 'string' ? field : undefined,
  })
}
