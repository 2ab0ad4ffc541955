/**
 * One post to the CRM's server, signed by the rules of Standard Webhooks.
 * @module
 */

import { isLoopback } from './loopback.ts'
import { misconfigured, type Settings } from './settings.ts'

/** Where finishes go, and what they are signed with. */
export interface WebhookTarget {
  readonly url: string
  readonly secret: Uint8Array<ArrayBuffer>
}

/** A receiver that takes longer does its work before it answers; it should not. */
const ANSWER_WITHIN_MS = 15_000

/** The specification's bounds for a secret. */
const SECRET_BYTES = { fewest: 24, most: 64 }

/**
 * The owner's webhook; null if they want none.
 * @throws ConsoleError `misconfigured` for an address or a secret that cannot be used
 */
export function readWebhook(settings: Settings): WebhookTarget | null {
  const text = settings.FINISH_WEBHOOK_URL?.trim() ?? ''
  if (text === '') return null
  const url = URL.parse(text)
  if (!url) throw misconfigured('FINISH_WEBHOOK_URL', 'is not a web address.')
  const plain = url.protocol === 'http:' && isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !plain) {
    throw misconfigured('FINISH_WEBHOOK_URL', 'must begin with https://.')
  }
  return { url: url.href, secret: readSecret(settings.FINISH_WEBHOOK_SECRET ?? '') }
}

function readSecret(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decode(text.replace(/^whsec_/, ''))
  const { fewest, most } = SECRET_BYTES
  if (bytes === null || bytes.length < fewest || bytes.length > most) {
    throw misconfigured('FINISH_WEBHOOK_SECRET', `is not ${fewest} to ${most} bytes in base64.`)
  }
  return bytes
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** What is posted. */
export interface WebhookMessage {
  readonly id: string
  readonly body: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Posts a message.
 * @returns null once the receiver has taken it; else why not, without a word of its answer
 */
export async function postSigned(
  { url, secret }: WebhookTarget,
  message: WebhookMessage,
): Promise<string | null> {
  // A header is ASCII to be sure of: receivers read other letters in encodings of their own.
  const id = message.id.toWellFormed().replace(/[^ -~]+/gu, encodeURIComponent)
  const timestamp = Math.floor(message.now / 1_000)
  const signature = await sign(secret, `${id}.${timestamp}.${message.body}`)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'agent-console',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': `v1,${signature}`,
      },
      body: message.body,
      // Where a receiver points to is not what the owner set.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await response.body?.cancel()
    return response.ok ? null : `HTTP ${response.status}`
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return late ? 'no answer in time' : 'cannot be reached'
  }
}

async function sign(secret: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const how = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, how, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(signed)))
}
