/**
 * One deployment by wrangler, of either worker.
 * @module
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const WRANGLER = join(ROOT, 'node_modules/.bin/wrangler')

/** What is deployed. */
export interface Deployment {
  /** wrangler's configuration, below the repository's root. */
  readonly config: string
  /** Variables beside those of the configuration, or in their place. */
  readonly vars: Readonly<Record<string, string>>
  /** Uploaded with the worker; those that it has already and that are not named here stay. */
  readonly secrets: Readonly<Record<string, string>>
  /** Builds and checks everything, and uploads nothing. */
  readonly dryRun: boolean
}

/** Runs wrangler with its output on this terminal; true if all went well. */
export function deploy({ config, vars, secrets, dryRun }: Deployment): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'agent-console-deploy-'))
  const file = join(folder, 'secrets.json')
  // Readable by nobody else, and gone in a moment.
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  const args = [
    ...['deploy', '--config', config],
    ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ...(Object.keys(secrets).length > 0 ? ['--secrets-file', file] : []),
    ...(dryRun ? ['--dry-run', '--outdir', join(folder, 'bundle')] : []),
  ]
  try {
    return run(args, 'inherit').status === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What Cloudflare has of a worker. */
export interface Standing {
  readonly isThere: boolean
  /** The names of its secrets. */
  readonly secrets: readonly string[]
}

/** A worker that was never deployed, by Cloudflare's own codes. */
const NOT_THERE = /Worker ".+" not found|\[code: (10007|10090)\]/

/** Why wrangler got nowhere, by its words, and what is to be done; the first row that fits. */
const TROUBLES: readonly (readonly [words: RegExp, sentence: string])[] = [
  [
    /More than one account/,
    'Put the id of the account that is meant, from the list above, into CLOUDFLARE_ACCOUNT_ID.',
  ],
  [
    /\[code: (10000|9109|9106|1000)\]|CLOUDFLARE_API_TOKEN|log(ged)? in/i,
    'Cloudflare lets nobody in here. Sign in with npx wrangler login, or put a token that may edit Workers into CLOUDFLARE_API_TOKEN.',
  ],
  [/^/, 'Cloudflare’s API does not answer as it should. Try again later.'],
]

/**
 * Asks Cloudflare what it has of a worker; whoever is not signed in learns it before anything is built.
 * @throws Error with a sentence for the owner where it does not say
 */
export function standingOf(config: string): Standing {
  const list = ['secret', 'list', '--config', config, '--format', 'json']
  const { status, stdout, stderr } = run(list, 'pipe')
  if (status === 0) {
    const listed: readonly { readonly name: string }[] = JSON.parse(stdout)
    return { isThere: true, secrets: listed.map(({ name }) => name) }
  }
  if (NOT_THERE.test(stderr)) return { isThere: false, secrets: [] }
  const [, sentence = ''] = TROUBLES.find(([words]) => words.test(stderr)) ?? []
  throw new Error(`${wordsOf(stderr)}\n\n${sentence}`)
}

/** What wrangler wrote, without colours, and without where in its own code it stopped. */
function wordsOf(written: string): string {
  const lines = stripVTControlCharacters(written).split('\n')
  const from = lines.findIndex((line) => line.includes('[ERROR]'))
  const until = lines.findIndex((line, at) => at > from && /\[ERROR\]|^ +at |Logs were/.test(line))
  return lines
    .slice(Math.max(from, 0), until < 0 ? undefined : until)
    .join('\n')
    .trim()
}

function run(args: readonly string[], output: 'inherit' | 'pipe') {
  return spawnSync(WRANGLER, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['inherit', output, output],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
}

/** Builds what browsers load; ends the program where that fails. */
export function buildAll(): void {
  const { status } = spawnSync('node', ['build.ts'], { cwd: ROOT, stdio: 'inherit' })
  if (status === 0) return
  console.error('The build failed; its own words are above.')
  process.exit(1)
}
