/**
 * What the owner sets, read and checked in one place. A wrong setting is an error that names it and
 * never shows its value.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'

/** The variables of wrangler.toml, and the secrets. */
export interface Settings {
  /** Signs tokens; at least 32 bytes. */
  readonly SESSION_SECRET?: string
  /** The secret before this one, while tokens signed with it are still about. */
  readonly SESSION_SECRET_PREVIOUS?: string
  /** Origins that may open a socket, separated by spaces or commas. */
  readonly ALLOWED_ORIGINS?: string
  /** What phone numbers may begin with; any, if it is not set. */
  readonly CALLBACK_PREFIXES?: string
  readonly DIALER_URL?: string
  readonly CAMPAIGN_SERVICE_URL?: string
  readonly DIALER_KEY?: string
  readonly DIALER_ALLOW_HTTP?: string
  /** `once` (default) or `repeat`: whether the dialer tells a connected call again when asked. */
  readonly DIALER_DELIVERY?: string
  readonly GRACE_SECONDS?: string
  readonly ABANDON_SECONDS?: string
  /** How many days the call log is kept; the owner must choose. */
  readonly CALL_LOG_DAYS?: string
  /** Where every finish is posted; empty for nowhere. */
  readonly FINISH_WEBHOOK_URL?: string
  /** Signs what is posted there: base64, also with `whsec_` in front. */
  readonly FINISH_WEBHOOK_SECRET?: string
}

/** How long one wait is held: the platform cuts at 900 s; a `repeat` dialer tells it again. */
const HOLD_SECONDS = { once: 840, repeat: 300 } as const

/** Nobody is connected to an empty chair for longer than this. */
const GRACE_SECONDS = 180

/** An agent whose browser died may finish the call that was on screen for an hour. */
const ABANDON_SECONDS = 3_600

/** How long things last, in milliseconds. */
export interface Patience {
  readonly holdMs: number
  /** Whether the dialer tells a connected call again when asked. */
  readonly repeats: boolean
  readonly graceMs: number
  readonly abandonMs: number
}

/** The session's time limits from the settings. */
export function readPatience(settings: Settings): Patience {
  const delivery = settings.DIALER_DELIVERY ?? 'once'
  if (delivery !== 'once' && delivery !== 'repeat') {
    throw misconfigured('DIALER_DELIVERY', 'is neither "once" nor "repeat".')
  }
  return {
    repeats: delivery === 'repeat',
    holdMs: HOLD_SECONDS[delivery] * 1_000,
    graceMs: seconds(settings, 'GRACE_SECONDS', GRACE_SECONDS),
    abandonMs: seconds(settings, 'ABANDON_SECONDS', ABANDON_SECONDS),
  }
}

function seconds(
  settings: Settings,
  name: 'GRACE_SECONDS' | 'ABANDON_SECONDS',
  otherwise: number,
): number {
  const value = settings[name]
  if (value === undefined) return otherwise * 1_000
  if (!/^\d{1,6}$/.test(value)) throw misconfigured(name, 'is not a whole number of seconds.')
  return Number(value) * 1_000
}

/**
 * What a phone number must begin with to be called; empty for any number.
 * @throws ConsoleError `misconfigured`
 */
export function callbackPrefixes({ CALLBACK_PREFIXES: prefixes = '' }: Settings): string[] {
  const list = prefixes.split(/[\s,]+/).filter((prefix) => prefix !== '')
  return list.map((prefix) => {
    if (/^\+?\d{1,15}$/.test(prefix)) return prefix.replace('+', '')
    throw misconfigured('CALLBACK_PREFIXES', 'has a word that is not digits.')
  })
}

/** The longest a call log may be kept: records of five years, and a year to export them. */
const MOST_DAYS = 2_200

/**
 * How many days calls are kept. There is no default: it is personal data, and only the owner knows
 * what their law and their customers want.
 * @returns null while nobody has chosen
 */
export function callLogDays({ CALL_LOG_DAYS: days = '' }: Settings): number | null {
  return /^[1-9]\d{0,3}$/.test(days) && Number(days) <= MOST_DAYS ? Number(days) : null
}

/** @throws ConsoleError `misconfigured` while nobody has chosen how long calls are kept */
export function checkCallLogDays(settings: Settings): void {
  if (callLogDays(settings) !== null) return
  throw misconfigured('CALL_LOG_DAYS', `is not a whole number from 1 to ${MOST_DAYS}.`)
}

/**
 * A setting that is missing or wrong. `why` is for the owner's log and never quotes the value.
 */
export function misconfigured(setting: keyof Settings, why: string): ConsoleError {
  return new ConsoleError('misconfigured', { field: setting, cause: new Error(why) })
}

/** What the owner's log says beside a setting that is missing or wrong. */
export const HOW_TO_SET: Readonly<Record<keyof Settings, string>> = {
  SESSION_SECRET:
    'npx wrangler secret put SESSION_SECRET, with the output of: openssl rand -base64 32',
  SESSION_SECRET_PREVIOUS:
    'npx wrangler secret put SESSION_SECRET_PREVIOUS with the secret before, or npx wrangler secret delete it',
  ALLOWED_ORIGINS:
    'in wrangler.toml, the origins whose pages embed the console: "https://crm.example https://desk.example"',
  CALLBACK_PREFIXES:
    'in wrangler.toml, the digits that agents’ numbers may begin with: "1213 1310", or leave out',
  DIALER_URL: 'in wrangler.toml, the https:// address of your PredictiveService, without ?wsdl',
  CAMPAIGN_SERVICE_URL:
    'in wrangler.toml, the https:// address of your CampaignService, or leave out',
  DIALER_KEY: 'npx wrangler secret put DIALER_KEY, with the API key of your dialer account',
  DIALER_ALLOW_HTTP: 'in wrangler.toml, "true" for a dialer in your own network, or leave out',
  DIALER_DELIVERY: 'in wrangler.toml, "once" or "repeat"',
  GRACE_SECONDS: 'in wrangler.toml, whole seconds: "180"',
  ABANDON_SECONDS: 'in wrangler.toml, whole seconds: "3600"',
  FINISH_WEBHOOK_URL: 'in wrangler.toml, the https:// address that takes finishes, or leave empty',
  FINISH_WEBHOOK_SECRET:
    'npx wrangler secret put FINISH_WEBHOOK_SECRET, with the output of: openssl rand -base64 32',
  CALL_LOG_DAYS: 'in wrangler.toml, how many days calls, notes and numbers are kept: "90"',
}
