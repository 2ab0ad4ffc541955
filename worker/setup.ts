/**
 * Whether this worker is set up to be asked anything at all.
 * @module
 */

import { allowedOrigins, readSecrets } from './auth.ts'
import { readDialerSettings } from './dialer-settings.ts'
import { isLoopback } from './loopback.ts'
import {
  callbackPrefixes,
  checkCallLogDays,
  misconfigured,
  readPatience,
  type Settings,
} from './settings.ts'
import { readWebhook } from './webhook.ts'

/** What `npm start` uses: anybody can read it in demo/wrangler.toml, so it keeps nobody out. */
const PUBLISHED = {
  SESSION_SECRET: 'the demo lets everybody in, so this is no secret',
  DIALER_KEY: 'demo-dialer-key',
} as const

/**
 * Checks every setting; a worker with a wrong one serves nobody.
 * @param url the request's own address: published secrets are good enough on this machine only
 * @throws ConsoleError `misconfigured` with the setting's name
 */
export function checkSetup(env: Settings, url: string): void {
  const secrets = readSecrets(env)
  readDialerSettings(env)
  allowedOrigins(env)
  readPatience(env)
  callbackPrefixes(env)
  checkCallLogDays(env)
  readWebhook(env)
  if (isLoopback(new URL(url).hostname)) return
  if (secrets.includes(PUBLISHED.SESSION_SECRET)) {
    throw misconfigured('SESSION_SECRET', 'is the demo’s, which everybody can read.')
  }
  if (env.DIALER_KEY === PUBLISHED.DIALER_KEY) {
    throw misconfigured('DIALER_KEY', 'is the demo’s, which everybody can read.')
  }
}
