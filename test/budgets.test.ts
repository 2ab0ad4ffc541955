import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../ops/workerd.ts'

/** Bytes after gzip -9; 1 kB is 1,000 bytes. */
const LARGEST_WORKER = 80_000

const MEDIAN_LINES = 120

const source = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /^(shared|widget|worker|demo)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts'))

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** Exported declarations, with whatever ends right above each. */
const EXPORTED =
  /(\*\/\n)?^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm

function undocumented(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(EXPORTED)]
    .filter(([, comment]) => comment === undefined)
    .map(([, , name]) => `${path}: ${name}`)
}

describe('the house', () => {
  it(`keeps half of its files under ${MEDIAN_LINES} lines`, () => {
    expect(median(source.map(linesOf))).toBeLessThanOrEqual(MEDIAN_LINES)
  })

  it('says what every export of the contract and the product is for', () => {
    expect(source.flatMap(undocumented)).toEqual([])
  })

  it('has no `any`, no silenced compiler and no note to self in it', () => {
    const banned = /@ts-(ignore|expect-error|nocheck)|biome-ignore|\b(TODO|FIXME|XXX)\b/
    expect(source.filter((path) => banned.test(readFileSync(path, 'utf8')))).toEqual([])
  })
})

describe('the worker', () => {
  it(`is at most ${LARGEST_WORKER} bytes after gzip`, async () => {
    const { outputFiles } = await build({
      entryPoints: ['worker/index.ts'],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2024',
      external: ['cloudflare:workers'],
      alias: (await readManifest()).alias,
    })
    const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
    const advice = `the worker is ${bytes} bytes after gzip: find out what came with the last import`
    expect(bytes, advice).toBeGreaterThan(10_000)
    expect(bytes, advice).toBeLessThanOrEqual(LARGEST_WORKER)
  })
})
