/**
 * Installs what is missing, with nothing but Node's own modules, because it runs before anything
 * is installed. A second run does nothing.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'

const OLDEST_NODE = 20
const STAMP = 'node_modules/.installed-lock'

const [major] = process.versions.node.split('.').map(Number)
if (major < OLDEST_NODE) {
  console.error(`Node ${OLDEST_NODE} or newer is needed; this is Node ${process.versions.node}.`)
  process.exit(1)
}

/** The lock that was last installed, or nothing. */
function installed() {
  try {
    statSync('node_modules/.bin/node')
    return readFileSync(STAMP, 'utf8')
  } catch {
    return ''
  }
}

const lock = readFileSync('package-lock.json', 'utf8')
if (installed() !== lock) {
  console.log('Installing what is missing (about half a minute) ...')
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  )
  if (status !== 0) {
    console.error('npm install failed; its own words are above.')
    process.exit(1)
  }
  writeFileSync(STAMP, lock)
}
