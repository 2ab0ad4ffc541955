/**
 * The worker's settings as an owner's shell has them.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { HOW_TO_SET, type Settings } from '../worker/settings.ts'
import { checkSetup } from '../worker/setup.ts'

/** The names of all settings. */
const NAMES = Object.keys(HOW_TO_SET) as readonly (keyof Settings)[]

/** The settings that have a value. */
export function settingsFrom(environment: NodeJS.ProcessEnv): Record<string, string> {
  const set = NAMES.map((name) => [name, environment[name] ?? ''] as const)
  return Object.fromEntries(set.filter(([, value]) => value !== ''))
}

/**
 * What is wrong with the settings, without their values; null when nothing is. The worker itself
 * would serve nobody.
 * @param url where the worker answers: the demo's published secrets are refused elsewhere
 */
export function complaintAbout(settings: Settings, url: string): string | null {
  try {
    checkSetup(settings, url)
    return null
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error
    const why = error.cause instanceof Error ? error.cause.message : error.code
    return `${error.field} ${why}`
  }
}
