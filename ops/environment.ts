/**
 * The worker's settings as an owner has them: in a shell, in wrangler.toml, in a file of secrets.
 * @module
 */

import { randomBytes } from 'node:crypto'
import { ConsoleError } from '../shared/errors.ts'
import { HOW_TO_SET, type Settings } from '../worker/settings.ts'
import { checkSetup } from '../worker/setup.ts'

/** The name of a setting. */
export type SettingName = keyof Settings

/** Something wrong with a setting; its value is not said. */
export interface Complaint {
  readonly setting: SettingName
  readonly why: string
}

/** The names of all settings. */
const NAMES = Object.keys(HOW_TO_SET) as readonly SettingName[]

/** In place of a setting that is wrong, to find the next one. */
const SOUND: Settings = {
  SESSION_SECRET: randomBytes(32).toString('base64'),
  ALLOWED_ORIGINS: 'https://crm.example',
  DIALER_URL: 'https://dialer.example/service/PredictiveService',
  DIALER_KEY: 'key',
  FINISH_WEBHOOK_SECRET: randomBytes(32).toString('base64'),
  CALL_LOG_DAYS: '1',
}

/** The settings that have a value. */
export function settingsFrom(
  environment: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const set = NAMES.map((name) => [name, String(environment[name] ?? '')] as const)
  return Object.fromEntries(set.filter(([, value]) => value !== ''))
}

/**
 * Everything that is wrong with the settings. The worker itself would serve nobody.
 * @param url where the worker answers: the demo's published secrets are refused elsewhere than here
 */
export function complaintsAbout(settings: Settings, url: string): readonly Complaint[] {
  const complaints: Complaint[] = []
  let mended: Settings = settings
  while (complaints.length < NAMES.length) {
    const complaint = complaintAbout(mended, url)
    if (complaint === null) break
    complaints.push(complaint)
    const { [complaint.setting]: _, ...others } = mended
    const sound = SOUND[complaint.setting]
    mended = sound === undefined ? others : { ...others, [complaint.setting]: sound }
  }
  return complaints
}

function complaintAbout(settings: Settings, url: string): Complaint | null {
  try {
    checkSetup(settings, url)
    return null
  } catch (error) {
    return complaintIn(error)
  }
}

/** What a setting was refused for; throws again what is no such refusal. */
export function complaintIn(error: unknown): Complaint {
  if (!(error instanceof ConsoleError) || !isName(error.field)) throw error
  return { setting: error.field, why: error.cause instanceof Error ? error.cause.message : '' }
}

function isName(field: string | undefined): field is SettingName {
  return NAMES.some((name) => name === field)
}
