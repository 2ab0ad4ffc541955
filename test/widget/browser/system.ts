/**
 * What a person has asked their system for, as the browser tells pages.
 * @module
 */

import { executeServerCommand } from '@web/test-runner-commands'

/** Each as its media feature has it; what is left out is the browser's own. */
export interface Wishes {
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active'
  readonly reducedMotion?: 'reduce'
  readonly contrast?: 'more'
}

const FEATURES: Readonly<Record<keyof Wishes, string>> = {
  colorScheme: 'prefers-color-scheme',
  forcedColors: 'forced-colors',
  reducedMotion: 'prefers-reduced-motion',
  contrast: 'prefers-contrast',
}

/** Has the system wish this and nothing else. The runner's own command leaves two of them out. */
export async function systemWishes(wishes: Wishes = {}): Promise<void> {
  const features = Object.entries(wishes).map(([wish, value]) => ({
    name: FEATURES[wish as keyof Wishes],
    value,
  }))
  await executeServerCommand('system-wishes', features)
  for (const { name, value } of features) {
    if (!matchMedia(`(${name}: ${value})`).matches) throw new Error(`no ${name}: ${value}`)
  }
}
