/**
 * `npm run deploy:demo -- --origin https://demo.example`: the demo to Cloudflare, as a Worker of its
 * own with secrets of its own, generated anew each time. `--dry-run` uploads nothing.
 * @module
 */

import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { buildAll, deploy, standingOf } from '../ops/deployment.ts'

const CONFIG = 'demo/wrangler.public.toml'

const USAGE = 'npm run deploy:demo -- --origin https://NAME.SUBDOMAIN.workers.dev [--dry-run]'

function stop(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`)
  process.exit(1)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        origin: { type: 'string', default: '' },
        'dry-run': { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

/** Ends the program, before anything is built, where Cloudflare lets nobody in. */
function checkSignIn(): void {
  try {
    standingOf(CONFIG)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

const secret = () => randomBytes(32).toString('base64url')

const { origin, 'dry-run': dryRun } = readOptions()
const url = URL.parse(origin)
if (url?.protocol !== 'https:' || url.origin !== origin) {
  stop('--origin is the address that the demo will have: https://, a host, no path.')
}
if (!dryRun) checkSignIn()
buildAll()
const deployed = deploy({
  config: CONFIG,
  vars: { ALLOWED_ORIGINS: origin, DIALER_URL: `${origin}/service/PredictiveService` },
  // Rooms live for hours: nobody misses the secrets of the last deployment.
  secrets: { SESSION_SECRET: secret(), DIALER_KEY: secret() },
  dryRun,
})
if (!deployed) stop('wrangler failed; its words are above.')
console.log(dryRun ? '\nThat was a dry run: nothing was deployed.' : `\nThe demo is at ${origin}/`)
