/**
 * Finds a Chromium for the tests, or installs Debian's.
 * @module
 */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Switches for a quiet browser without a sandbox of its own, which root cannot have. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium: `CHROME_PATH`, one of the usual places, or on Debian as root a fresh
 * install of the `chromium` package.
 * @throws Error that says what to install
 */
export function findChromium(): string {
  const found = chromiumPath()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Installing Debian's chromium ...")
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = chromiumPath()
    if (installed) return installed
  }
  throw new Error('No Chromium was found: install one, or set CHROME_PATH to its program.')
}

/** A Chromium that is there already. */
function chromiumPath(): string | undefined {
  const { CHROME_PATH } = process.env
  return [...(CHROME_PATH ? [CHROME_PATH] : []), ...USUAL_PLACES].find((path) => existsSync(path))
}
