/**
 * The console's tokens: the host page's, or the one that a passcode bought, which lives as long as
 * the browser tab. Where the browser keeps nothing for us, a reload asks for the passcode again.
 * @module
 */

import { keep, recall } from './kept.ts'
import { type Identity, TokenSource } from './token-source.ts'

/** What a passcode bought. Until when it is good is the worker's to say: this clock may be ahead. */
export interface Bought {
  readonly token: string
}

/** One console's tokens, for one endpoint and campaign. */
export class ConsoleTokens extends TokenSource {
  readonly #name: string

  constructor(host: Identity) {
    super(host)
    this.#name = `${host.endpoint} ${host.campaign}`
    // It counts only where the host page names nobody.
    const bought = host.token || host.getToken ? null : recall(this.#name)
    this.own = ((bought ?? {}) as Partial<Bought>).token ?? null
  }

  /** Keeps what a passcode has bought. */
  take(bought: Bought): void {
    keep(this.#name, bought)
    this.own = bought.token
  }

  override token(again: boolean): Promise<string | null> {
    if (again) keep(this.#name, null)
    return super.token(again)
  }
}
