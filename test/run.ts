/**
 * `npm test`: lint, types, every test, budgets. The last line counts.
 * @module
 */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './chromium.ts'

interface Result {
  readonly passed: number
  readonly failed: number
}

interface Check {
  readonly name: string
  readonly command: readonly string[]
  /** Reads the counts from what a test runner printed; anything else counts as one. */
  readonly counts?: RegExp
}

const TYPES = [
  '.',
  'shared',
  'widget',
  'worker',
  'demo',
  'demo/pages',
  'ops/hosted',
  'test',
  'test/tsconfig.workerd.json',
  'test/tsconfig.browser.json',
]

const VITEST = ['vitest', 'run', '--config', 'test/vitest.config.ts']

const CHECKS: readonly Check[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: ['knip'] },
  ...TYPES.map((project) => ({ name: `types of ${project}`, command: ['tsc', '-p', project] })),
  { name: 'build', command: ['node', 'build.ts'] },
  { name: 'tests in Node and workerd', command: VITEST, counts: /Tests {2}.*$/m },
  {
    name: 'tests in Chromium',
    command: ['wtr', '--config', 'test/web-test-runner.config.mjs'],
    counts: /\d+ passed, \d+ failed/,
  },
]

function run({ command: [program = '', ...args] }: Check): Promise<{ ok: boolean; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${program}`, args, {
      env: { ...process.env, NO_COLOR: '1', CHROME_PATH: findChromium() },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    const take = (chunk: Buffer) => {
      text += chunk
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ ok: code === 0, text }))
  })
}

function resultOf({ counts }: Check, ok: boolean, text: string): Result {
  const summary = counts && text.match(new RegExp(counts, `${counts.flags}g`))?.at(-1)
  if (!summary) return ok && !counts ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
  const failed = count('failed')
  // A runner may fail without a failing test: a file that does not load, an error outside of one.
  return { passed: count('passed'), failed: ok ? failed : Math.max(failed, 1) }
}

let passed = 0
let failed = 0
for (const check of CHECKS) {
  const began = Date.now()
  const { ok, text } = await run(check)
  const result = resultOf(check, ok, text)
  passed += result.passed
  failed += result.failed
  const seconds = ((Date.now() - began) / 1_000).toFixed(1)
  console.log(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)`)
  if (result.failed > 0) console.log(text)
  else for (const [skipped] of text.matchAll(/skipped: .*/g)) console.log(`     ${skipped}`)
}
if (!existsSync('dist/widget/agent-console.js')) failed += 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
