/**
 * What tests and the demo's own pages may ask of the dialer beside SOAP. Bodies are read by hand
 * here, because the dialer brings no libraries; whatever does not fit is refused in words.
 * @module
 */

import { readPhoneNumber } from './contacts.ts'
import type { NetworkSettings } from './network.ts'
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts'
import type { FloorSettings } from './state.ts'

/** The request does not fit; the message says why. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
}

/** A story, told from its beginning. */
export interface Reset {
  readonly scenario: Scenario
  readonly clock: 'real' | 'manual'
  readonly speed: number
  /** When the story begins; null for now. */
  readonly at: number | null
  /** The id before that of the first campaign created over SOAP; null for the usual one. */
  readonly lastCampaign: number | null
}

type Json = Readonly<Record<string, unknown>>

/** A check returns whether a value fits; its name says what would. */
interface Check {
  readonly name: string
  readonly fits: (value: unknown) => boolean
}

const oneOf = (...values: readonly unknown[]): Check => ({
  name: values.join(' or '),
  fits: (value) => values.includes(value),
})

const number = (least: number, most: number): Check => ({
  name: `a number from ${least} to ${most}`,
  fits: (value) => typeof value === 'number' && value >= least && value <= most,
})

const SHARE = number(0, 1)
const WEIGHT = number(0, 1_000_000)
const SECONDS = number(0, 86_400)
const YEARS = number(0, 8e15)

const record = (fields: Readonly<Record<string, Check>>): Check => ({
  name: `an object of ${Object.keys(fields).join(', ')}`,
  fits: (value) =>
    isObject(value) && Object.keys(fields).every((key) => fields[key]?.fits(value[key])),
})

const FLOOR: Readonly<Record<keyof FloorSettings, Check>> = {
  delivery: oneOf('repeat', 'once'),
  waitSeconds: {
    name: 'seconds or null',
    fits: (value) => value === null || SECONDS.fits(value),
  },
  secondFinish: oneOf('accepted', 'fault', 'requeue'),
  machines: oneOf('to-agent', 'hang-up'),
  recycle: oneOf(true, false),
}

const NETWORK: Readonly<Record<Exclude<keyof NetworkSettings, 'people'>, Check>> = {
  deskPhones: oneOf('page', 'auto'),
  noise: record({ duplicate: SHARE, reorder: SHARE, fail: SHARE }),
  fates: record({
    human: WEIGHT,
    machine: WEIGHT,
    busy: WEIGHT,
    'no-answer': WEIGHT,
    rejected: WEIGHT,
    failed: WEIGHT,
  }),
  talkSeconds: {
    name: 'two numbers of seconds',
    fits: (value) => Array.isArray(value) && value.length === 2 && value.every(SECONDS.fits),
  },
}

const RESET: Readonly<Record<string, Check>> = {
  campaign: {
    name: 'a campaign id',
    fits: (value) => typeof value === 'string' && /^[1-9]\d{0,17}$/.test(value),
  },
  lastCampaign: number(1, Number.MAX_SAFE_INTEGER),
  scenario: oneOf(...Object.keys(SCENARIOS)),
  seed: number(0, 2 ** 32 - 1),
  at: YEARS,
  clock: oneOf('real', 'manual'),
  speed: number(0.01, 1_000),
  floor: { name: 'an object', fits: isObject },
  network: { name: 'an object', fits: isObject },
}

/** Changes of settings while the story goes on. */
export interface SettingsChange {
  readonly floor: Partial<FloorSettings>
  readonly network: Partial<NetworkSettings>
}

/** Reads `{floor?, network?}`. */
export function readSettings(body: unknown): SettingsChange {
  const { floor, network } = check(body, {
    floor: { name: 'an object', fits: isObject },
    network: { name: 'an object', fits: isObject },
  })
  return { floor: check(floor ?? {}, FLOOR), network: check(network ?? {}, NETWORK) }
}

/** Reads `{campaign?, lastCampaign?, scenario?, seed?, at?, clock?, speed?, floor?, network?}`. */
export function readReset(body: unknown): Reset {
  const fields = check(body, RESET)
  const { floor, network } = readSettings({ floor: fields.floor, network: fields.network })
  const story: Scenario = SCENARIOS[(fields.scenario ?? 'quiet-morning') as ScenarioName]
  const id = fields.campaign === undefined ? {} : { id: String(fields.campaign) }
  return {
    scenario: {
      ...story,
      seed: Math.floor(Number(fields.seed ?? story.seed)),
      floor: { ...story.floor, ...floor },
      network: { ...story.network, ...network },
      campaigns: story.campaigns.map((campaign) => ({ ...campaign, ...id })),
    },
    clock: fields.clock === 'manual' ? 'manual' : 'real',
    speed: Number(fields.speed ?? 1),
    at: fields.at === undefined ? null : Number(fields.at),
    lastCampaign: fields.lastCampaign === undefined ? null : Number(fields.lastCampaign),
  }
}

/** Reads `{ms}`: how far a manual clock is to be moved. */
export function readAdvance(body: unknown): number {
  const { ms } = check(body, { ms: number(0, 7 * 86_400_000) })
  if (ms === undefined) throw new ControlError('ms is missing')
  return Number(ms)
}

/** Reads `{phoneNumber, do}`. */
export function readDeskAction(body: unknown): { phoneNumber: string; does: 'answer' | 'hang-up' } {
  const fields = check(body, {
    phoneNumber: { name: 'a string', fits: (value) => typeof value === 'string' },
    do: oneOf('answer', 'hang-up'),
  })
  return {
    phoneNumber: readPhone(fields.phoneNumber),
    does: fields.do === 'answer' ? 'answer' : 'hang-up',
  }
}

/** Reads a desk phone's number. */
export function readPhone(value: unknown): string {
  const phoneNumber = readPhoneNumber(String(value ?? ''))
  if (phoneNumber === null) throw new ControlError('phoneNumber must be a phone number')
  return phoneNumber
}

/** The body, if every member is known and fits; members that are undefined are left out. */
function check(body: unknown, checks: Readonly<Record<string, Check>>): Json {
  if (!isObject(body)) throw new ControlError('The body must be a JSON object')
  const entries = Object.entries(body).filter(([, value]) => value !== undefined)
  for (const [key, value] of entries) {
    const fitting = Object.hasOwn(checks, key) ? checks[key] : undefined
    if (fitting === undefined) throw new ControlError(`There is no setting "${key}"`)
    if (!fitting.fits(value)) throw new ControlError(`${key} must be ${fitting.name}`)
  }
  return Object.fromEntries(entries)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
