/**
 * The name in a guest's token. The token lies in the browser's tab, where a name that somebody has
 * typed is nobody else's business: only this worker can read it there.
 * @module
 */

import { SEALED } from '../shared/guest-names.ts'

const AES = 'AES-GCM'
const IV_BYTES = 12
const PURPOSE = new TextEncoder().encode('names in tokens')

/** The name, sealed with a key made of the secret. */
export async function sealName(secret: string, name: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const text = new TextEncoder().encode(name)
  const sealed = await crypto.subtle.encrypt({ name: AES, iv }, await keyOf(secret), text)
  return SEALED + btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)))
}

/** The name as it was; one that is not sealed is that. Rejects for one that cannot be opened. */
export async function openName(secret: string, name: string): Promise<string> {
  if (!name.startsWith(SEALED)) return name
  const letters = atob(name.slice(SEALED.length))
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  const how = { name: AES, iv: bytes.slice(0, IV_BYTES) }
  const text = await crypto.subtle.decrypt(how, await keyOf(secret), bytes.slice(IV_BYTES))
  return new TextDecoder().decode(text)
}

/** Not the secret itself, which signs: a key of its own for another purpose (HKDF, RFC 5869). */
async function keyOf(secret: string) {
  const bytes = new TextEncoder().encode(secret)
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: PURPOSE }
  const key = { name: AES, length: 256 }
  return crypto.subtle.deriveKey(how, material, key, false, ['encrypt', 'decrypt'])
}
