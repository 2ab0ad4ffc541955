/**
 * A campaign's passcode, kept so that nobody can read it back.
 * @module
 */

/** OWASP's figure for PBKDF2 with SHA-256 is higher; workerd allows no more than this. */
const ITERATIONS = 100_000

const SALT_BYTES = 16

/** What is compared against when a campaign has no passcode, so that it takes as long. */
const NOBODYS = `${'00'.repeat(SALT_BYTES)}:${'00'.repeat(32)}`

async function derive(passcode: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(passcode)
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))
}

const toHex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** Salt and hash, as text. */
export async function hashPasscode(passcode: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  return `${toHex(salt)}:${toHex(await derive(passcode, salt))}`
}

/** Whether a passcode belongs to a kept hash, in constant time; never, if there is none. */
export async function matchesPasscode(passcode: string, kept: string | null): Promise<boolean> {
  const [salt = '', hash = ''] = (kept ?? NOBODYS).split(':')
  const derived = await derive(passcode, fromHex(salt))
  return crypto.subtle.timingSafeEqual(derived, fromHex(hash)) && kept !== null
}
