/**
 * One HTTP exchange with a SOAP service, through an injected fetch, within limits.
 * @module
 */

import { type BodyBytes, readBytes } from './bytes.ts'
import { CONTENT_TYPE } from './envelope.ts'

/** Whatever carries a request: the platform's fetch, a service binding's, a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The longest answer. A thousand agents' statistics take 600 kB. */
export const MAX_ANSWER_BYTES = 1_000_000

/**
 * How long a body may take once its headers are there. An answer is a few kilobytes, written at
 * once; what drips for longer is not going to end well.
 */
export const BODY_MS = 15_000

/** How long a dialer has to show that it is there. */
export const KNOCK_MS = 10_000

/** What came back. */
export interface Received extends BodyBytes {
  readonly status: number
  readonly contentType: string | null
}

/**
 * No answer. `timeout`: no headers within the limit. `lost`: the connection could not be made, or
 * broke, or the caller gave up. workerd's fetch says "Network connection lost." for a refused, a
 * closed and a reset connection alike, so whether the request arrived is not known.
 */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  readonly why: 'timeout' | 'lost'

  constructor(why: 'timeout' | 'lost') {
    super(why)
    this.why = why
  }
}

/** Fetches until a time or another signal ends it, even where `fetch` ignores its own. */
async function fetchWithin(
  ms: number,
  outer: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const controller = new AbortController()
  const ended = Promise.withResolvers<never>()
  const end = (why: 'timeout' | 'lost') => {
    ended.reject(new NoAnswerError(why))
    controller.abort()
  }
  const giveUp = () => end('lost')
  const timer = setTimeout(() => end('timeout'), ms)
  outer?.addEventListener('abort', giveUp)
  if (outer?.aborted) giveUp()
  try {
    const started = start(controller.signal).catch(() => {
      throw new NoAnswerError('lost')
    })
    return await Promise.race([started, ended.promise])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', giveUp)
  }
}

/** One request with a SOAP envelope. */
export interface Post {
  readonly url: string
  readonly envelope: Uint8Array<ArrayBuffer>
  /** Milliseconds until the answer's headers must be there. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Posts an envelope and reads the answer, whatever its status. Redirects are not followed: the
 * key is for one address only. Throws {@link NoAnswerError}; an answer that breaks off, is longer
 * than {@link MAX_ANSWER_BYTES} or takes longer than {@link BODY_MS} comes back as far as it came.
 */
export async function post(fetch: Fetch, request: Post): Promise<Received> {
  const response = await fetchWithin(request.timeoutMs, request.signal, async (signal) =>
    fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': CONTENT_TYPE, soapaction: '""' },
      body: request.envelope,
      // workerd throws for 'error'
      redirect: 'manual',
      signal,
    }),
  )
  const { signal } = request
  const body = await readBytes(response.body, { most: MAX_ANSWER_BYTES, ms: BODY_MS, signal })
  const { status, headers } = response
  return { ...body, status, contentType: headers.get('content-type') }
}

/** Asks for anything at all at an address and returns the answer's status. Throws NoAnswerError. */
export async function knock(fetch: Fetch, url: string): Promise<number> {
  const response = await fetchWithin(KNOCK_MS, undefined, async (signal) =>
    fetch(url, { method: 'HEAD', redirect: 'manual', signal }),
  )
  await response.body?.cancel().catch(() => undefined)
  return response.status
}
