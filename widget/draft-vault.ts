/**
 * What is typed and not saved yet, kept in the tab for the next page: sealed with a key that the
 * worker gives to pages of this session only, so that what lies in the tab tells nobody anything.
 * Loaded with the first greeting, while there is a line.
 * @module
 */

import type { Call, Draft, SessionSnapshot } from '../shared/session.ts'
import { keep, recall } from './kept.ts'

const AES = 'AES-GCM'
const IV_BYTES = 12

/** What the last page has left. */
export interface Left {
  readonly callId: string
  readonly typed: Partial<Draft>
  /** The same, over what the session has. */
  readonly draft: Draft
}

/** One tab's place for one draft. */
export class DraftVault {
  readonly #key: CryptoKey
  readonly #name: string
  #turns = 0
  #kept = 0

  constructor(key: CryptoKey, name: string) {
    this.#key = key
    this.#name = name
  }

  /** Keeps what is typed about a call; null forgets it. */
  async keep(call: Call | null, typed: Partial<Draft> | null): Promise<void> {
    const turn = ++this.#turns
    const sealed = call && typed && (await this.#seal(call, typed))
    // A slower one that was begun earlier must not come over a newer one.
    if (turn < this.#kept) return
    this.#kept = turn
    keep(this.#name, sealed)
  }

  /** What was left about a call that is still the agent's to type about. It is taken out. */
  async take({ state, unsent }: SessionSnapshot): Promise<Left | null> {
    const sealed = recall(this.#name)
    keep(this.#name, null)
    if (typeof sealed !== 'string') return null
    const open = state.phase === 'on-call' ? [state] : []
    for (const { call, draft } of [...open, ...unsent.filter(isLeft)]) {
      const typed = await this.#open(call, sealed).catch(() => null)
      if (typed !== null) return { callId: call.id, typed, draft: { ...draft, ...typed } }
    }
    return null
  }

  async #seal(call: Call, typed: Partial<Draft>): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const how = { name: AES, iv, additionalData: nameOf(call) }
    const text = new TextEncoder().encode(JSON.stringify(typed))
    return textOf(iv) + textOf(new Uint8Array(await crypto.subtle.encrypt(how, this.#key, text)))
  }

  /** Rejects for another call's, another user's, or what the key has outlived. */
  async #open(call: Call, sealed: string): Promise<Partial<Draft>> {
    const bytes = bytesOf(sealed)
    const how = { name: AES, iv: bytes.slice(0, IV_BYTES), additionalData: nameOf(call) }
    const text = await crypto.subtle.decrypt(how, this.#key, bytes.slice(IV_BYTES))
    return JSON.parse(new TextDecoder().decode(text))
  }
}

/**
 * A vault with the worker's key. Null where the page has no WebCrypto, as on plain http away from
 * localhost: then nothing is kept, rather than kept in clear.
 */
export async function openVault(key: string, name: string): Promise<DraftVault | null> {
  if (!globalThis.crypto.subtle) return null
  const uses = ['encrypt', 'decrypt'] as const
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), AES, false, uses)
  return new DraftVault(imported, name)
}

const isLeft = ({ state }: SessionSnapshot['unsent'][number]) => state === 'unfinished'

/** The same call and no other. */
const nameOf = ({ campaignId, id }: Call) => new TextEncoder().encode(`${campaignId} ${id}`)

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

/** Base64 of twelve bytes has no padding, so that what follows can be joined to it. */
const textOf = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
