/**
 * One deployment by wrangler, of either worker.
 * @module
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

/** The names of the secrets that a deployed worker has; null where Cloudflare does not say. */
export function secretsOf(config: string): readonly string[] | null {
  const { status, stdout } = run(['secret', 'list', '--config', config, '--format', 'json'], 'pipe')
  if (status !== 0) return null
  const listed: readonly { readonly name: string }[] = JSON.parse(stdout)
  return listed.map(({ name }) => name)
}

function run(args: readonly string[], output: 'inherit' | 'pipe') {
  return spawnSync(WRANGLER, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['inherit', output, 'inherit'],
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
