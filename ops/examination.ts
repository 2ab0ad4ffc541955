/**
 * What a doctor looks at, from outside and, with a token, from inside. Nothing here makes a phone
 * ring.
 * @module
 */

import type { Diagnosis } from '../shared/diagnosis.ts'
import { BEARER_PREFIX, SUBPROTOCOL, type Update } from '../shared/protocol.ts'
import { CLOCK_SKEW_SECONDS } from '../worker/auth.ts'
import { isLoopback } from '../worker/loopback.ts'
import { HOW_TO_SET } from '../worker/settings.ts'
import { dialerFinding } from './dialer-finding.ts'

/** What was found, and where something is wrong, how to mend it. */
export interface Finding {
  readonly about: string
  readonly state: 'well' | 'ill' | 'unknown'
  readonly says: string
  readonly mend?: string
}

/** Who is examined. */
export interface Patient {
  /** The worker's address. */
  readonly url: URL
  readonly campaign: string
  /** A supervisor's token; null when there is none. */
  readonly token: string | null
  /** Origins whose pages are to embed the console. */
  readonly origins: readonly string[]
}

/** How long one answer may take, in milliseconds; the dialer has half a minute of its own. */
const PATIENCE_MS = 40_000

/** Tokens of a server whose clock is further ahead are refused. */
const SKEW_MS = CLOCK_SKEW_SECONDS * 1_000

const well = (about: string, says: string): Finding => ({ about, state: 'well', says })
const ill = (about: string, says: string, mend: string): Finding => ({
  about,
  state: 'ill',
  says,
  mend,
})

async function get(url: URL, headers: Record<string, string> = {}, method = 'GET') {
  return fetch(url, { method, headers, signal: AbortSignal.timeout(PATIENCE_MS) })
}

/** Every finding, as it is made; ends early where nothing more can be found. */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  const address = await findAddress(patient)
  yield address
  if (address.state === 'ill') return
  yield findEncryption(patient)
  yield await findScript(patient)
  const inside = await lookInside(patient)
  yield inside.finding
  if (inside.diagnosis === null) return
  const { diagnosis, askedAt } = inside
  yield findClock(diagnosis, askedAt)
  yield* dialerFinding(diagnosis)
  for (const origin of patient.origins) yield findOrigin(origin, diagnosis)
  yield await findSocket(patient, diagnosis)
}

async function findAddress({ url }: Patient): Promise<Finding> {
  const about = 'address'
  try {
    const answer = await get(new URL('/healthz', url))
    const body: unknown = await answer.json().catch(() => null)
    if (JSON.stringify(body) === '{"ok":true}') return well(about, `${url.origin} answers.`)
    return ill(about, `Something else answers at ${url.origin}.`, 'Give the worker’s own address.')
  } catch (error) {
    const why = error instanceof Error ? String(error.cause ?? error.message) : ''
    return ill(about, `${url.origin} cannot be reached: ${why}`, 'Is it deployed, is it running?')
  }
}

function findEncryption({ url }: Patient): Finding {
  const about = 'encryption'
  if (url.protocol === 'https:') return well(about, 'Everything is encrypted on its way.')
  if (isLoopback(url.hostname)) return well(about, 'Not encrypted, on this machine only.')
  return ill(
    about,
    'The address is not https: browsers let no https page talk to it, and tokens travel in clear.',
    'Put a server with a certificate in front of it.',
  )
}

async function findScript({ url }: Patient): Promise<Finding> {
  const about = 'script'
  const answer = await get(new URL('/agent-console.js', url))
  await answer.body?.cancel()
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok || !/javascript/.test(type)) {
    const says = `/agent-console.js is answered with ${answer.status}, ${type || 'no type'}.`
    return ill(about, says, 'Build before you deploy: npm run deploy does.')
  }
  if (answer.headers.get('access-control-allow-origin') !== '*') {
    const says = 'No page of another origin may load the script.'
    return ill(about, says, 'Deploy the file _headers with it: npm run build writes it.')
  }
  return well(about, 'Any page may load /agent-console.js.')
}

interface Inside {
  readonly finding: Finding
  readonly diagnosis: Diagnosis | null
  readonly askedAt: number
}

async function lookInside({ url, campaign, token }: Patient): Promise<Inside> {
  const about = 'settings'
  const askedAt = Date.now()
  const answer = await get(new URL(`/v1/campaigns/${campaign}/diagnostics`, url), {
    ...(token !== null && { authorization: `Bearer ${token}` }),
  })
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) {
    const diagnosis = body as Diagnosis
    return { finding: well(about, 'Every setting is there.'), diagnosis, askedAt }
  }
  return { finding: refusal(about, body as Problem | null, token), diagnosis: null, askedAt }
}

/** What the worker says when it refuses. */
interface Problem {
  readonly code?: string
  readonly field?: string
}

function refusal(about: string, problem: Problem | null, token: string | null): Finding {
  const { code = '', field = '' } = problem ?? {}
  if (code === 'misconfigured') {
    const how = new Map(Object.entries(HOW_TO_SET)).get(field) ?? ''
    return ill(about, `${field} is missing or wrong.`, how)
  }
  if (token === null) {
    const says = 'No more can be seen from outside: there is no SESSION_SECRET here and no --token.'
    return { about, state: 'unknown', says }
  }
  const mends: Readonly<Record<string, string>> = {
    'token-invalid': 'The SESSION_SECRET here must be the worker’s own, and the clocks must agree.',
    'token-expired': 'Mint a new one: npm run token.',
    forbidden: 'It takes a supervisor’s token for this campaign: npm run token.',
  }
  return ill(
    about,
    `The worker refuses the token: ${code}.`,
    mends[code] ?? 'See the worker’s log.',
  )
}

function findClock({ at }: Diagnosis, askedAt: number): Finding {
  const about = 'clock'
  // The answer came after the question and before now; outside of that, a clock is off.
  const off = Math.max(askedAt - at, at - Date.now(), 0)
  const seconds = Math.round(off / 1_000)
  if (off < SKEW_MS) return well(about, `The worker’s and this one differ by at most ${seconds} s.`)
  const says = `The worker’s and this one differ by ${seconds} s: tokens minted here may be refused.`
  return ill(about, says, 'Let both set themselves by NTP.')
}

function findOrigin(origin: string, { origins }: Diagnosis): Finding {
  const about = 'origin'
  if (origins.includes(origin)) return well(about, `Pages of ${origin} may embed the console.`)
  const says = `Pages of ${origin} may not; allowed: ${origins.join(' ')}.`
  return ill(about, says, 'Add it to ALLOWED_ORIGINS: scheme, host and port, no path.')
}

/** Opens a session socket as a page would; a user `doctor` who never rings a phone. */
async function findSocket(patient: Patient, diagnosis: Diagnosis): Promise<Finding> {
  const about = 'socket'
  const [origin = diagnosis.origins[0]] = patient.origins
  const { url, campaign, token } = patient
  const address = new URL(`/v1/session/socket?campaign=${campaign}`, url)
  address.protocol = url.protocol.replace('http', 'ws')
  const first = await firstFrame(address, token ?? '', origin ?? '')
  if (first?.type === 'hello') return well(about, 'A console can connect.')
  if (first?.type === 'refused' && first.code === 'unknown-campaign') {
    return ill(
      about,
      `A console can connect, but nobody has set campaign ${campaign} up here.`,
      'Create it on the board, or PUT /v1/campaigns/ID: see docs/dialer.md.',
    )
  }
  if (first?.type === 'refused') {
    const says = `A console cannot connect: ${first.code}.`
    const isOrigin = first.code === 'origin-refused'
    return ill(about, says, isOrigin ? 'Name it in ALLOWED_ORIGINS.' : 'See the worker’s log.')
  }
  const mend = 'Does every proxy on the way let WebSockets pass?'
  return ill(about, 'A console cannot connect: no answer.', mend)
}

function firstFrame(address: URL, token: string, origin: string): Promise<Update | null> {
  return new Promise((resolve) => {
    // Node's own WebSocket takes headers; a browser's sets the origin by itself.
    const options: unknown = {
      protocols: [SUBPROTOCOL, BEARER_PREFIX + token],
      headers: { origin },
    }
    const socket = new WebSocket(address, options as string[])
    const end = (frame: Update | null) => {
      clearTimeout(timer)
      socket.close()
      resolve(frame)
    }
    const timer = setTimeout(() => end(null), PATIENCE_MS)
    socket.onmessage = ({ data }) => end(JSON.parse(String(data)))
    socket.onclose = () => end(null)
    socket.onerror = () => end(null)
  })
}
